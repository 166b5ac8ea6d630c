import { formatPercent } from '@/components/format-number';
import { Statistic } from '@/components/statistic';
import { isMeasured, type Statistic as Measurement } from '@/core/statistics/statistic';
import { strings } from '../_strings';

export type RunStatisticProps = {
  label: string;
  /** null while the run has not come to it. */
  statistic: Measurement | null;
  format: (value: number) => string;
  unit?: string;
  formula: string;
  /** Why such a figure never has an interval; the figure's own reason comes first. */
  noInterval?: string;
  /** Why there is nothing yet, when `statistic` is null. */
  absent?: string;
  size?: 'normal' | 'large';
};

/** A figure of a run. Why it is absent, or has no interval, is said beside it and not only on demand. */
export function RunStatistic({ label, statistic, format, unit, formula, size = 'normal', ...rest }: RunStatisticProps) {
  const { noInterval, absent = strings.figures.notYet } = rest;
  const shared = { label, formula, size, ...(unit ? { unit } : {}) };
  if (statistic === null || !isMeasured(statistic)) {
    const reason = statistic === null ? absent : statistic.reason;
    return (
      <div>
        <Statistic {...shared} value={null} n={statistic?.n} reason={reason} />
        <p className="text-muted">{strings.figures.because(reason)}</p>
      </div>
    );
  }
  const { value, n, interval } = statistic;
  const reason = interval ? undefined : (statistic.noInterval ?? noInterval);
  return (
    <div>
      <Statistic
        {...shared}
        value={format(value)}
        n={n}
        reason={reason}
        interval={
          interval && {
            low: format(interval.low),
            high: format(interval.high),
            level: formatPercent(interval.level),
            method: interval.method,
          }
        }
      />
      {statistic.noInterval && <p className="text-muted">{strings.figures.noInterval(statistic.noInterval)}</p>}
    </div>
  );
}
