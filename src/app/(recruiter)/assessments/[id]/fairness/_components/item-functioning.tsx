import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { formatNumber } from '@/components/format-number';
import { Status } from '@/components/status';
import type { FairnessOutput } from '@/protocol/report';
import { strings } from '../_strings';

const words = strings.dif;
type Dif = FairnessOutput['dif'][number];
type Measured = Omit<Dif, 'result'> & { result: Extract<Dif['result'], { status: 'measured' }> };

const TONE = { A: 'positive', B: 'caution', C: 'negative' } as const;

const COLUMNS: readonly Column<Measured>[] = [
  {
    id: 'item',
    header: words.columns.item,
    cell: ({ itemId, itemVersion }) => (
      <span className="break-all">
        {itemId}
        {itemVersion > 1 && ` ${words.version(itemVersion)}`}
      </span>
    ),
  },
  { id: 'focal', header: words.columns.focal, cell: ({ focal }) => strings.answers[focal] ?? focal },
  {
    id: 'delta',
    header: words.columns.delta,
    align: 'end',
    cell: ({ result }) => `${formatNumber(result.delta)} ± ${formatNumber(1.96 * result.deltaSd)}`,
  },
  { id: 'p', header: words.columns.p, align: 'end', cell: ({ result }) => formatNumber(result.p, 3) },
  {
    id: 'dif',
    header: words.columns.dif,
    cell: ({ result }) => <Status tone={TONE[result.dif]} label={words.classes[result.dif]} />,
  },
];

/** Items that could be estimated, largest difference first, and how many could not. */
export function ItemFunctioning({ dif }: Pick<FairnessOutput, 'dif'>) {
  const measured = dif
    .flatMap((entry): Measured[] => (entry.result.status === 'measured' ? [{ ...entry, result: entry.result }] : []))
    .sort((x, y) => Math.abs(y.result.delta) - Math.abs(x.result.delta));
  const missing = dif.flatMap(({ result }) => (result.status === 'notEstimable' ? [result] : []));
  return (
    <Card
      title={words.title}
      description={words.text}
      padding={measured.length > 0 ? 'flush' : 'normal'}
      className="print:break-inside-auto"
    >
      {dif.length === 0 && <p>{words.none}</p>}
      {measured.length > 0 && (
        <DataTable
          caption={words.title}
          hideCaption
          columns={COLUMNS}
          rows={measured}
          rowKey={({ itemId, itemVersion, focal }) => `${itemId} ${itemVersion} ${focal}`}
        />
      )}
      {missing.length > 0 && (
        <p className={measured.length > 0 ? 'figures p-4 sm:px-6' : 'figures'}>
          {words.notEstimable(
            missing.length,
            Math.max(...missing.map(({ focal }) => focal)),
            Math.max(...missing.map(({ total }) => total)),
          )}
        </p>
      )}
    </Card>
  );
}
