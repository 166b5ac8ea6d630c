import { Card } from '@/components/card';
import { LineChart } from '@/components/charts/line-chart';
import { DataFigure } from '@/components/data-figure';
import { formatNumber } from '@/components/format-number';
import type { JudgePerformance } from '@/core/evaluation/judge-performance';
import { isMeasured, type Statistic } from '@/core/statistics/statistic';
import { strings } from '../_strings';

const DAY_MS = 24 * 3_600_000;
/** Judges stand beside each other within a week, so that equal scores hide none of them: at most this far from its Monday. */
const SPREAD_MS = 2 * DAY_MS;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** All judges on one scale, each with its own marker, line and whiskers, and the numbers behind them. */
export function WeeklyScores({ judges }: { judges: readonly JudgePerformance[] }) {
  const weeks = [...new Set(judges.flatMap((judge) => judge.weeks.map(({ week }) => Date.parse(week))))].sort(
    (a, b) => a - b,
  );
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <Card title={strings.weekly} description={strings.weeklyText}>
      <DataFigure
        caption={strings.weekly}
        fileName="judges-by-week"
        columns={strings.columns}
        rows={judges.flatMap(({ name, weeks: own }) =>
          own.map(({ week, score }) => {
            const interval = intervalOf(score);
            const reason = isMeasured(score) ? (score.noInterval ?? null) : score.reason;
            return [name, week, score.value, interval?.low ?? null, interval?.high ?? null, score.n, reason];
          }),
        )}
      >
        <LineChart
          label={strings.weekly}
          series={judges.map(({ judgeId, name, weeks: own }, index) => ({
            id: judgeId,
            label: name,
            points: own.map(({ week, score }) => ({
              x: Date.parse(week) + asideOf(index, judges.length),
              y: score.value,
              low: intervalOf(score)?.low,
              high: intervalOf(score)?.high,
              n: score.n,
            })),
          }))}
          x={{ min: first - 4 * DAY_MS, max: last + 4 * DAY_MS }}
          y={{ min: 0, max: 100 }}
          xLabel={strings.week}
          yLabel={strings.score}
          xTicks={weeks.length <= 6 ? weeks : [first, last]}
          formatX={(time) =>
            dayOf(weeks.reduce((near, week) => (Math.abs(week - time) < Math.abs(near - time) ? week : near)))
          }
          formatY={(value) => formatNumber(value, 0)}
          interval="whiskers"
        />
      </DataFigure>
    </Card>
  );
}

const asideOf = (index: number, count: number) => (count < 2 ? 0 : (index / (count - 1) - 0.5) * 2 * SPREAD_MS);

const intervalOf = (score: Statistic) => (isMeasured(score) ? score.interval : undefined);
