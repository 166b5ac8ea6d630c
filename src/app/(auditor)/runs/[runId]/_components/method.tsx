import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { Instant } from '@/components/instant';
import type { RunState } from '@/core/evaluation/run';
import { elapsed } from '../../_components/elapsed';
import { strings } from '../../_strings';

const words = strings.method;

/** What exactly was used, so that the run can be told from others and repeated. */
export function Method({ state: { plan, startedAt, endedAt } }: { state: RunState }) {
  if (!plan) return null;
  return (
    <Card title={words.title}>
      <Facts
        facts={[
          { term: words.verifier, value: `${plan.verifier.name} (${plan.verifier.id})` },
          { term: words.splitter, value: plan.splitter },
          { term: words.rubric, value: words.rubricValue(plan.rubric.id, plan.rubric.version) },
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
