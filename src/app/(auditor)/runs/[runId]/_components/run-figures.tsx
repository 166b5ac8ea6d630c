import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { formatNumber, formatPercent } from '@/components/format-number';
import type { RunFigure } from '@/core/evaluation/run-figure';
import { strings } from '../../_strings';

const words = strings.statistics;

const COLUMNS: readonly Column<RunFigure>[] = [
  { id: 'name', header: words.name, cell: ({ name }) => <span className="wrap-anywhere">{name}</span> },
  { id: 'value', header: words.value, align: 'end', cell: valueText },
  { id: 'interval', header: words.intervalHeader, align: 'end', cell: intervalOf },
  { id: 'n', header: 'n', align: 'end', cell: ({ statistic }) => statistic.n },
  { id: 'formula', header: words.formula, cell: formulaOf },
];

/** Every statistic of the run as a table: value, interval, n, and the formula or the reason why there is none. */
export function RunFigures({ figures }: { figures: readonly RunFigure[] }) {
  if (figures.length === 0) return null;
  return (
    <Card title={words.title} description={words.text}>
      <details data-all-statistics>
        <summary className="min-h-11 cursor-pointer font-medium">{words.show}</summary>
        <DataTable caption={words.caption} hideCaption columns={COLUMNS} rows={figures} rowKey={({ id }) => id} />
      </details>
    </Card>
  );
}

function shown(value: number, unit: RunFigure['unit']): string {
  if (unit === 'share' || unit === 'probability') return formatPercent(value);
  return formatNumber(value, unit === 'points' ? 1 : 3);
}

function valueText({ statistic, unit }: RunFigure) {
  return statistic.value === null ? words.none : shown(statistic.value, unit);
}

function intervalOf({ statistic, unit }: RunFigure) {
  const interval = statistic.value === null ? undefined : statistic.interval;
  if (!interval) return '–';
  return words.interval(shown(interval.low, unit), shown(interval.high, unit), formatPercent(interval.level));
}

function formulaOf({ statistic, formula }: RunFigure) {
  const reason = statistic.value === null ? statistic.reason : statistic.noInterval;
  return (
    <span className="wrap-anywhere">
      {formula}
      {reason && <span className="text-muted">. {reason}</span>}
    </span>
  );
}
