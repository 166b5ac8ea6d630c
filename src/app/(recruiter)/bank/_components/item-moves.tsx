'use client';

import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { Instant } from '@/components/instant';
import { ShowMore } from '@/components/show-more';
import { useMore } from '@/components/use-more';
import type { BankHealthOutput } from '@/protocol/bank-health';
import { strings } from '../_strings';

const words = strings.moves;
const { statuses } = strings.items;
type Move = BankHealthOutput['transitions'][number];

const COLUMNS: readonly Column<Move>[] = [
  { id: 'item', header: words.columns.item, cell: ({ itemId }) => <span className="break-all">{itemId}</span> },
  { id: 'move', header: words.columns.move, cell: ({ from, to }) => `${statuses[from]} → ${statuses[to]}` },
  {
    id: 'why',
    header: words.columns.why,
    cell: ({ cause, reason, isByPerson }) => (isByPerson ? words.byPerson(reason) : (words.causes[cause] ?? reason)),
  },
  { id: 'revision', header: words.columns.revision, align: 'end', cell: ({ revision }) => revision },
  { id: 'at', header: words.columns.at, cell: ({ at }) => <Instant value={new Date(at)} /> },
];

/** Every change of status with its reason, newest first. */
export function ItemMoves({ moves }: { moves: readonly Move[] }) {
  const { shown, left, more } = useMore(moves);
  return (
    <Card title={words.title} padding={moves.length > 0 ? 'flush' : 'normal'}>
      {moves.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <DataTable caption={words.title} hideCaption columns={COLUMNS} rows={shown} rowKey={({ id }) => id} />
          <ShowMore left={left} onMore={more} />
        </>
      )}
    </Card>
  );
}
