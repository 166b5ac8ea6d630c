'use client';

import { memo } from 'react';
import { Card } from '@/components/card';
import { Strip } from '@/components/charts/strip';
import { DataFigure } from '@/components/data-figure';
import { formatNumber } from '@/components/format-number';
import { hasEnded, type JudgeState, type RunState } from '@/core/evaluation/run';
import { chartStrings } from '../../_chart-strings';
import { strings } from '../../_strings';
import { type ClaimView, hasSameClaims } from './claim-view';
import { AskAgain } from './follow-ups';
import { JudgeCard, type JudgeStanding } from './judge-card';

const words = strings.judges;
const format = (value: number) => formatNumber(value, 1);

export type JudgePanelProps = {
  runId: string;
  mayManage: boolean;
  state: RunState;
  views: readonly ClaimView[];
  onSelectClaim: (claimId: string) => void;
};

/** The judges one by one, and their scores on one scale, so that where they differ can be seen. */
export const JudgePanel = memo(Panel, (a, b) => {
  return (
    a.runId === b.runId &&
    a.mayManage === b.mayManage &&
    a.onSelectClaim === b.onSelectClaim &&
    a.state.judges === b.state.judges &&
    a.state.status === b.state.status &&
    hasSameClaims(a.views, b.views)
  );
});

function Panel({ runId, mayManage, state, views, onSelectClaim }: JudgePanelProps) {
  const { judges } = state;
  const ended = hasEnded(state);
  const scored = judges.flatMap((entry) => (entry.status === 'judged' ? [entry] : []));
  return (
    <section aria-labelledby="judges">
      <h2 id="judges" className="font-semibold text-xl">
        {words.title}
      </h2>
      <p className="mt-1 text-muted">{judges.length > 0 ? words.text : words.waitingForPlan}</p>
      <div className="mt-4 grid items-start gap-6 md:grid-cols-2 2xl:grid-cols-4">
        {judges.map((entry) => (
          <JudgeCard
            key={entry.judge.id}
            entry={entry}
            standing={standingOf(entry, ended)}
            views={views}
            onSelectClaim={onSelectClaim}
            again={ended && mayManage && <AskAgain runId={runId} judgeId={entry.judge.id} />}
          />
        ))}
      </div>
      {scored.length > 0 && (
        <Card className="mt-6">
          <DataFigure
            caption={words.chart}
            description={chartStrings.scores.description}
            fileName={`evaluation-${runId}-judges`}
            columns={words.chartColumns}
            rows={judges.map((entry) => [
              entry.judge.name,
              words[standingOf(entry, ended)],
              entry.status === 'judged' ? entry.judgement.score : null,
              entry.status === 'judged' ? entry.judgement.confidence : null,
              'durationMs' in entry ? entry.durationMs : null,
            ])}
          >
            <div className="flex max-w-3xl flex-col gap-2">
              <Strip
                label={words.chart}
                domain={{ min: 0, max: 100 }}
                format={format}
                formatTick={String}
                values={scored.map(({ judge, judgement }) => ({
                  id: judge.id,
                  label: judge.name,
                  value: judgement.score,
                }))}
              />
            </div>
          </DataFigure>
        </Card>
      )}
    </section>
  );
}

function standingOf(entry: JudgeState, ended: boolean): JudgeStanding {
  const isOpen = entry.status === 'waiting' || entry.status === 'running';
  return isOpen && ended ? 'stopped' : entry.status;
}
