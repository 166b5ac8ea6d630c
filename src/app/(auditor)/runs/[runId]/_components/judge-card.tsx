'use client';

import type { ReactNode } from 'react';
import { Card } from '@/components/card';
import { formatNumber, formatPercent } from '@/components/format-number';
import { SkeletonLines } from '@/components/skeleton';
import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import type { JudgeFailure, Judgement } from '@/core/evaluation/judge';
import type { JudgeState } from '@/core/evaluation/run';
import type { PlannedJudge } from '@/core/evaluation/run-event';
import { measured } from '@/core/statistics/statistic';
import { elapsed } from '../../_components/elapsed';
import { RunStatistic } from '../../_components/run-statistic';
import { strings } from '../../_strings';
import type { ClaimView } from './claim-view';
import { ReadInParts } from './how-checked';
import { JudgeIssues } from './judge-issues';

const words = strings.judges;

export type JudgeStanding = JudgeState['status'] | 'stopped';

const TONE = {
  waiting: 'neutral',
  running: 'accent',
  judged: 'positive',
  abstained: 'unknown',
  failed: 'caution',
  stopped: 'unknown',
} as const satisfies Record<JudgeStanding, Tone>;

export type JudgeCardProps = {
  entry: JudgeState;
  standing: JudgeStanding;
  views: readonly ClaimView[];
  onSelectClaim: (claimId: string) => void;
  /** Offered beside a failure. */
  again?: ReactNode;
};

/** One judge: waiting, at work, or with its answer, its reason to abstain, or its failure and what to do about it. */
export function JudgeCard({ entry, standing, views, onSelectClaim, again }: JudgeCardProps) {
  const { judge } = entry;
  return (
    <Card
      heading="h3"
      title={judge.name}
      description={judge.kind === 'builtIn' ? words.builtIn : words.model(judge.provider)}
      aside={<Status tone={TONE[standing]} label={words[standing]} />}
    >
      <div className="flex flex-col gap-4" data-judge={judge.id} data-standing={standing}>
        {standing === 'waiting' && <p className="text-muted">{words.waitingText}</p>}
        {standing === 'stopped' && <p className="text-muted">{words.stoppedText}</p>}
        {standing === 'running' && (
          <>
            <p className="text-muted">{words.runningText}</p>
            <SkeletonLines lines={3} />
          </>
        )}
        {entry.status === 'judged' && (
          <Answer judge={judge} judgement={entry.judgement} views={views} onSelectClaim={onSelectClaim} />
        )}
        {entry.status === 'abstained' && <p className="wrap-anywhere">{entry.reason}</p>}
        {entry.status === 'failed' && <Failure failure={entry.failure} />}
        {entry.status === 'failed' && again}
        {'durationMs' in entry && <p className="figures text-muted">{words.took(elapsed(entry.durationMs))}</p>}
      </div>
    </Card>
  );
}

type AnswerProps = Pick<JudgeCardProps, 'views' | 'onSelectClaim'> & { judge: PlannedJudge; judgement: Judgement };

function Answer({ judge, judgement, views, onSelectClaim }: AnswerProps) {
  const { score, confidence, rationale, opinions, issues, usage, chunks } = judgement;
  const shown = (tokens: number | null) => (tokens === null ? '?' : String(tokens));
  return (
    <>
      <div>
        <RunStatistic
          size="large"
          label={words.score}
          statistic={measured(score, opinions.length, '')}
          format={(value) => formatNumber(value, 1)}
          unit={strings.figures.ofHundred}
          formula={judge.kind === 'builtIn' ? words.scoreBuiltIn : words.scoreModel}
          noInterval={words.scoreNoInterval}
        />
        <p className="text-muted">
          {words.confidence(formatPercent(confidence))}, {words.confidenceNote}.
        </p>
      </div>
      <p className="whitespace-pre-line wrap-anywhere">{rationale}</p>
      <JudgeIssues issues={issues} views={views} onSelectClaim={onSelectClaim} />
      {usage && usage.requests > 0 && (
        <p className="figures text-muted">{words.tokens(shown(usage.inputTokens), shown(usage.outputTokens))}</p>
      )}
      {usage && (usage.cacheHits ?? 0) > 0 && usage.requests === 0 && <p className="text-muted">{words.cached}</p>}
      {chunks && <ReadInParts chunks={chunks} />}
    </>
  );
}

function Failure({ failure }: { failure: JudgeFailure }) {
  return (
    <>
      <p className="font-medium text-caution">{words.failureClass[failure.class]}</p>
      <p className="wrap-anywhere">{failure.message}</p>
      <p>
        <span className="font-medium">{words.whatToDo}:</span> {failure.recovery}
      </p>
    </>
  );
}
