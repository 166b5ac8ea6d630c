import { memo } from 'react';
import { Card } from '@/components/card';
import { Timeline, type TimelineRow } from '@/components/charts/timeline';
import { DataFigure } from '@/components/data-figure';
import { formatCount, formatNumber } from '@/components/format-number';
import type { RunCosts } from '@/core/evaluation/run-costs';
import type { Spending } from '@/core/evaluation/spending';
import { chartStrings } from '../../_chart-strings';
import { elapsed } from '../../_components/elapsed';
import type { TimedPart } from './timed-parts';

const words = chartStrings.timeline;

export type RunTimelineProps = {
  runId: string;
  parts: readonly TimedPart[];
  totalMs: number;
  costs: RunCosts;
  spent: Spending;
};

/** Where the time and the money went: stages, and in judging every judge. */
export const RunTimeline = memo(function RunTimeline({ runId, parts, totalMs, costs, spent }: RunTimelineProps) {
  const hasModel = spent.requests + spent.cacheHits > 0;
  const spendingOf = (part: TimedPart): Spending | null =>
    part.stage ? costs.stages[part.stage] : part.isOnly ? (costs.judges.get(part.judgeId) ?? null) : part.spending;
  const rows = parts.map((part): TimelineRow => {
    const spending = spendingOf(part);
    return {
      id: part.id,
      label: part.label,
      isPart: part.stage === null,
      start: part.start,
      end: part.end,
      tone: part.tone,
      state: part.start !== null && part.end !== null ? elapsed(part.tookMs ?? part.end - part.start) : part.word,
      detail: [
        ...(part.start !== null && part.end !== null && part.tone !== 'accent' && part.tone !== 'positive'
          ? [part.word]
          : []),
        ...(hasModel && spending ? [spendingWords(spending)] : []),
      ].join('; '),
    };
  });
  return (
    <Card title={words.title} description={words.text}>
      <DataFigure
        caption={words.caption}
        fileName={`evaluation-${runId}-timeline`}
        columns={words.columns}
        rows={[
          ...parts.map((part) => [
            part.label,
            part.word,
            part.start,
            part.start === null || part.end === null ? null : (part.tookMs ?? part.end - part.start),
            ...cells(spendingOf(part)),
          ]),
          ...(costs.before.requests + costs.before.cacheHits > 0
            ? [[words.before, null, null, null, ...cells(costs.before)]]
            : []),
          [words.total, null, null, Math.round(totalMs), ...cells(spent)],
        ]}
      >
        <Timeline label={words.caption} rows={rows} total={totalMs} format={elapsed} />
        <p className="figures mt-2">
          <span className="font-medium">{words.total}:</span> {elapsed(totalMs)};{' '}
          {hasModel ? spendingWords(spent) : words.noModel}
        </p>
      </DataFigure>
    </Card>
  );
});

function spendingWords({ inputTokens, outputTokens, requests, cost, cacheHits }: Spending): string {
  if (requests + cacheHits === 0) return words.noModel;
  return [
    words.tokens(formatCount(inputTokens + outputTokens)),
    words.requests(requests),
    words.cost(cost === null ? null : formatNumber(cost, 4)),
    ...(cacheHits > 0 ? [words.hits(cacheHits)] : []),
  ].join(', ');
}

const cells = (spending: Spending | null) =>
  spending
    ? [spending.inputTokens, spending.outputTokens, spending.requests, spending.cost, spending.cacheHits]
    : [null, null, null, null, null];
