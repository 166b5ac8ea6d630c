import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { formatNumber, formatPercent } from '@/components/format-number';
import { Status } from '@/components/status';
import type { FairnessOutput } from '@/protocol/report';
import { strings } from '../_strings';

const words = strings.impact;
type Impact = FairnessOutput['impact'][number];
const named = (group: string) => strings.answers[group] ?? group;

const none = '–';

/** A figure with its interval below it, or the reason why there is none. */
function WithInterval({ figure, format }: { figure: Impact['rate']; format: (value: number) => string }) {
  if (figure.value === null) return <span className="text-unknown">{figure.reason}</span>;
  const { value, interval, noInterval } = figure;
  return (
    <>
      {format(value)}
      <span className="block text-muted">
        {interval ? words.range(format(interval.low), format(interval.high)) : noInterval}
      </span>
    </>
  );
}

const COLUMNS: readonly Column<Impact>[] = [
  {
    id: 'group',
    header: words.columns.group,
    cell: ({ group, compared }) => (
      <>
        {named(group)}{' '}
        <span className="font-normal text-muted">
          {compared ? words.with(named(compared.with)) : words.mostSelected}
        </span>
      </>
    ),
  },
  { id: 'n', header: words.columns.n, align: 'end', cell: ({ applicants }) => applicants },
  {
    id: 'rate',
    header: words.columns.rate,
    align: 'end',
    cell: ({ rate }) => <WithInterval figure={rate} format={formatPercent} />,
  },
  {
    id: 'ratio',
    header: words.columns.ratio,
    align: 'end',
    cell: ({ compared }) => (compared ? <WithInterval figure={compared.ratio} format={formatNumber} /> : none),
  },
  {
    id: 'p',
    header: words.columns.p,
    align: 'end',
    cell: ({ compared }) => (compared ? formatNumber(compared.p, 3) : none),
  },
  {
    id: 'flag',
    header: words.columns.flag,
    cell: ({ compared }) =>
      compared && compared.ratio.value !== null ? (
        <Status
          tone={compared.belowFourFifths ? 'caution' : 'positive'}
          label={compared.belowFourFifths ? words.below : words.kept}
        />
      ) : (
        none
      ),
  },
];

/** Selection rates and four-fifths ratios, each with its interval, and exact p. */
export function ImpactTable({ impact }: Pick<FairnessOutput, 'impact'>) {
  const isEmpty = impact.length < 2;
  return (
    <Card title={words.title} description={words.text} padding={isEmpty ? 'normal' : 'flush'}>
      {isEmpty ? (
        <p>{words.none}</p>
      ) : (
        <DataTable caption={words.title} hideCaption columns={COLUMNS} rows={impact} rowKey={({ group }) => group} />
      )}
    </Card>
  );
}
