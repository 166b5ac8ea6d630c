import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { formatNumber, formatPercent } from '@/components/format-number';
import { Status } from '@/components/status';
import type { FairnessOutput } from '@/protocol/report';
import { strings } from '../_strings';

const words = strings.impact;
type Impact = FairnessOutput['impact'][number];
const named = (group: string) => strings.answers[group] ?? group;

const COLUMNS: readonly Column<Impact>[] = [
  {
    id: 'group',
    header: words.columns.group,
    cell: ({ group, comparedWith }) => (
      <>
        {named(group)} <span className="font-normal text-muted">{words.with(named(comparedWith))}</span>
      </>
    ),
  },
  { id: 'n', header: words.columns.n, align: 'end', cell: ({ applicants }) => applicants },
  { id: 'rate', header: words.columns.rate, align: 'end', cell: ({ rate }) => formatPercent(rate) },
  {
    id: 'ratio',
    header: words.columns.ratio,
    align: 'end',
    cell: ({ ratio }) => (ratio === null ? '–' : formatNumber(ratio)),
  },
  { id: 'p', header: words.columns.p, align: 'end', cell: ({ p }) => formatNumber(p, 3) },
  {
    id: 'flag',
    header: words.columns.flag,
    cell: ({ ratio, belowFourFifths }) =>
      ratio === null ? (
        '–'
      ) : (
        <Status tone={belowFourFifths ? 'caution' : 'positive'} label={belowFourFifths ? words.below : words.kept} />
      ),
  },
];

/** Four-fifths ratios with n and exact p. */
export function ImpactTable({ impact }: Pick<FairnessOutput, 'impact'>) {
  const isEmpty = impact.length === 0;
  return (
    <Card title={words.title} description={words.text} padding={isEmpty ? 'normal' : 'flush'}>
      {isEmpty ? (
        <p>{words.none}</p>
      ) : (
        <>
          {impact.every(({ ratio }) => ratio === null) && <p className="px-4 pb-4 sm:px-6">{words.nobody}</p>}
          <DataTable caption={words.title} hideCaption columns={COLUMNS} rows={impact} rowKey={({ group }) => group} />
        </>
      )}
    </Card>
  );
}
