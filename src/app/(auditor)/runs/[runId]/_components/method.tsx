import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { Instant } from '@/components/instant';
import type { RunState } from '@/core/evaluation/run';
import type { Budget, Spending } from '@/core/evaluation/spending';
import { elapsed } from '../../_components/elapsed';
import { strings } from '../../_strings';
import { ReadInParts } from './how-checked';
import { memoByState } from './memo-by-state';

const words = strings.method;

/** What exactly was used, so that the run can be told from others and repeated. */
export const Method = memoByState(MethodPart, ['plan', 'startedAt', 'endedAt', 'splitting', 'spent']);

function MethodPart({ state: { plan, startedAt, endedAt, splitting, spent } }: { state: RunState }) {
  if (!plan) return null;
  return (
    <Card title={words.title}>
      <Facts
        facts={[
          { term: words.verifier, value: `${plan.verifier.name} (${plan.verifier.id})` },
          { term: words.splitter, value: plan.splitter },
          ...(splitting
            ? [{ term: words.claims, value: [splitting.id, splitting.note].filter(Boolean).join('. ') }]
            : []),
          ...(splitting?.chunks ? [{ term: words.claims, value: <ReadInParts chunks={splitting.chunks} /> }] : []),
          {
            term: words.rubric,
            value: [
              words.rubricValue(plan.rubric.name ?? plan.rubric.id, plan.rubric.version),
              ...(plan.rubric.hash ? [words.hash(plan.rubric.hash.slice(0, 12))] : []),
            ].join(', '),
          },
          ...(plan.collections
            ? [{ term: words.collections, value: plan.collections.map(({ name }) => name).join(', ') }]
            : []),
          { term: words.rule, value: plan.rule ?? 'mean' },
          {
            term: words.calibration,
            value: plan.calibration ? words.calibrated(plan.calibration.n) : words.uncalibrated,
          },
          ...(plan.reuses
            ? [{ term: words.reused, value: <a href={`/runs/${plan.reuses.runId}`}>{plan.reuses.runId}</a> }]
            : []),
          ...(plan.budget ? [{ term: words.budget, value: budgetOf(plan.budget) }] : []),
          ...(spent.requests > 0 || spent.cacheHits > 0 ? [{ term: words.spent, value: spentOf(spent) }] : []),
          { term: words.quorum, value: strings.figures.quorum(plan.quorum) },
          { term: words.judges, value: plan.judges.map(({ name, version }) => `${name} (${version})`).join(', ') },
          ...(startedAt ? [{ term: words.started, value: <Instant value={new Date(startedAt)} /> }] : []),
          ...(endedAt ? [{ term: words.ended, value: <Instant value={new Date(endedAt)} /> }] : []),
          ...(startedAt && endedAt
            ? [{ term: words.duration, value: elapsed(Date.parse(endedAt) - Date.parse(startedAt)) }]
            : []),
        ]}
      />
    </Card>
  );
}

function budgetOf({ maxTokens, maxCost }: Budget): string {
  const shown = (limit: number | null) => (limit === null ? null : limit.toLocaleString('en'));
  return words.budgetOf(shown(maxTokens), shown(maxCost));
}

function spentOf({ inputTokens, outputTokens, requests, cost, cacheHits }: Spending): string {
  const tokens = (inputTokens + outputTokens).toLocaleString('en');
  return words.spentOf(tokens, requests, cost === null ? null : cost.toPrecision(2), cacheHits);
}
