import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { formatNumber, formatPercent } from '@/components/format-number';
import type { JudgePerformance } from '@/core/evaluation/judge-performance';
import type { Spending } from '@/core/evaluation/spending';
import type { Statistic } from '@/core/statistics/statistic';
import { elapsed } from '../../_components/elapsed';
import { RunStatistic } from '../../_components/run-statistic';
import { strings as runStrings } from '../../_strings';
import { strings } from '../_strings';

/** One judge: every figure with its n, its formula and its interval or the reason why there is none. */
export function JudgeReport({ judge }: { judge: JudgePerformance }) {
  return (
    <Card title={judge.name} description={`${strings.askings(judge.asked)}, ${strings.abstained(judge.abstained)}`}>
      <div className="grid gap-6 sm:grid-cols-2 xl:grid-cols-4" data-judge-report={judge.judgeId}>
        <RunStatistic
          label={strings.answered}
          statistic={judge.answered}
          format={formatPercentOf}
          formula={strings.answeredFormula}
        />
        <Points label={strings.mean} statistic={judge.score} formula={strings.meanFormula} />
        <Points label={strings.distance} statistic={judge.distance} formula={strings.distanceFormula} />
        <Points label={strings.bias} statistic={judge.bias} formula={strings.biasFormula} />
        <Points label={strings.error} statistic={judge.error} formula={strings.errorFormula} />
        <RunStatistic
          label={strings.latency}
          statistic={judge.latency}
          format={elapsed}
          formula={strings.latencyFormula}
        />
        <RunStatistic
          label={strings.latencyHigh}
          statistic={judge.latencyHigh}
          format={elapsed}
          formula={strings.latencyHighFormula}
        />
      </div>
      <div className="mt-6 border-t pt-4">
        <Facts
          facts={[
            { term: strings.failures, value: failuresOf(judge.failures) },
            { term: strings.used, value: usedOf(judge.spent) },
          ]}
        />
      </div>
    </Card>
  );
}

const formatPercentOf = (share: number) => formatPercent(share);

function Points(props: { label: string; statistic: Statistic; formula: string }) {
  return (
    <RunStatistic
      {...props}
      format={(value) => formatNumber(value, 1)}
      unit={strings.points}
      noInterval={strings.none}
    />
  );
}

function failuresOf(failures: JudgePerformance['failures']): string {
  if (failures.length === 0) return strings.never;
  return failures
    .map(({ class: kind, count }) => strings.times(runStrings.judges.failureClass[kind], count))
    .join(', ');
}

function usedOf({ inputTokens, outputTokens, requests, cost }: Spending): string {
  if (requests === 0) return strings.usedNothing;
  const tokens = (inputTokens + outputTokens).toLocaleString('en');
  return strings.usedOf(tokens, requests, cost === null ? strings.costUnknown : strings.cost(cost.toPrecision(2)));
}
