import { type Column, DataTable } from '@/components/data-table';
import { formatPercent } from '@/components/format-number';
import type { RunFigure } from '@/core/evaluation/run-figure';
import { strings } from '../_strings';
import { figureText } from './figure-text';

const words = strings.statistics;

const COLUMNS: readonly Column<RunFigure>[] = [
  { id: 'name', header: words.name, cell: ({ name }) => <span className="wrap-anywhere">{name}</span> },
  { id: 'value', header: words.value, align: 'end', cell: valueText },
  { id: 'interval', header: words.intervalHeader, align: 'end', cell: intervalOf },
  { id: 'n', header: 'n', align: 'end', cell: ({ statistic }) => statistic.n },
  { id: 'formula', header: words.formula, cell: formulaOf },
];

/** Statistics as a table: value, interval, n, and the formula or the reason why there is none. */
export function FigureTable({ caption, figures }: { caption: string; figures: readonly RunFigure[] }) {
  return <DataTable caption={caption} hideCaption columns={COLUMNS} rows={figures} rowKey={({ id }) => id} />;
}

function valueText({ statistic, unit }: RunFigure) {
  return statistic.value === null ? words.none : figureText(statistic.value, unit);
}

function intervalOf({ statistic, unit }: RunFigure) {
  const interval = statistic.value === null ? undefined : statistic.interval;
  if (!interval) return '–';
  return words.interval(figureText(interval.low, unit), figureText(interval.high, unit), formatPercent(interval.level));
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
