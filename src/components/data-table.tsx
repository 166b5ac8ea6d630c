import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import type { Key, ReactNode } from 'react';
import { classNames } from './class-names';
import { ScrollFrame } from './scroll-frame';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers, which then also get figures of one width. */
  align?: 'start' | 'end';
  /** Names the row; the first column does unless another says so. */
  isRowHeader?: boolean;
  sortable?: boolean;
};

export type Sort = { column: string; direction: 'ascending' | 'descending' };

export type DataTableProps<Row> = {
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** On narrow screens each row becomes a card, or the table scrolls in its own frame. */
  narrow?: 'cards' | 'scroll';
  sort?: Sort;
  onSortChange?: (sort: Sort) => void;
  /** In place of the rows when there are none. */
  empty?: ReactNode;
};

/** Spelled out because the card layout's `display: block` takes a table's own roles away. */
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** Rows of facts, sorted by the page when it says so. */
export function DataTable<Row>({
  caption,
  hideCaption = false,
  columns,
  rows,
  rowKey,
  narrow = 'cards',
  ...rest
}: DataTableProps<Row>) {
  const { sort, onSortChange, empty } = rest;
  const cards = narrow === 'cards';
  const rowHeader = columns.find((column) => column.isRowHeader)?.id ?? columns[0]?.id;
  if (rows.length === 0 && empty) return <>{empty}</>;
  const table = (
    <table {...ROLE.table} className={classNames('w-full border-collapse text-left', cards && 'max-md:block')}>
      <caption className={hideCaption ? 'sr-only' : classNames('pb-3 text-left font-medium', cards && 'max-md:block')}>
        {caption}
      </caption>
      <thead {...ROLE.rowgroup} className={cards ? 'max-md:sr-only' : undefined}>
        <tr {...ROLE.row} className="border-b">
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.rowgroup} className={cards ? 'max-md:block' : undefined}>
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            {...ROLE.row}
            className={classNames('border-b last:border-b-0', cards && 'max-md:block max-md:px-4 max-md:py-3')}
          >
            {columns.map((column) => (
              <BodyCell key={column.id} column={column} row={row} isRowHeader={column.id === rowHeader} cards={cards} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return cards ? table : <ScrollFrame label={caption}>{table}</ScrollFrame>;
}

const CELL = 'px-4 py-3 align-top first:sm:pl-6 last:sm:pr-6';

function HeaderCell<Row>({
  column,
  sort,
  onSortChange,
}: { column: Column<Row> } & Pick<DataTableProps<Row>, 'sort' | 'onSortChange'>) {
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const Arrow = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : ArrowUpDown;
  const flip = () =>
    onSortChange?.({ column: column.id, direction: direction === 'ascending' ? 'descending' : 'ascending' });
  return (
    <th
      {...ROLE.columnheader}
      scope="col"
      {...(direction ? { 'aria-sort': direction } : {})}
      className={classNames(CELL, 'font-medium text-muted', column.align === 'end' && 'text-right')}
    >
      {column.sortable && onSortChange ? (
        <button
          type="button"
          onClick={flip}
          className="-mx-2 -my-1 inline-flex items-center gap-2 rounded-sm px-2 py-1 hover:text-text"
        >
          {column.header}
          <Arrow aria-hidden className="size-4" />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

type BodyCellProps<Row> = { column: Column<Row>; row: Row; isRowHeader: boolean; cards: boolean };

function BodyCell<Row>({ column, row, isRowHeader, cards }: BodyCellProps<Row>) {
  const style = classNames(
    CELL,
    column.align === 'end' && 'figures md:text-right',
    cards
      ? 'max-md:flex max-md:justify-between max-md:gap-4 max-md:px-0 max-md:py-1'
      : column.align === 'end' && 'text-right',
    isRowHeader ? 'text-left font-medium' : cards && 'max-md:text-right',
  );
  if (isRowHeader) {
    return (
      <th {...ROLE.rowheader} scope="row" className={style}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td {...ROLE.cell} className={style}>
      {cards && (
        <span aria-hidden className="shrink-0 text-muted md:hidden">
          {column.header}
        </span>
      )}
      {cards ? <span className="min-w-0">{column.cell(row)}</span> : column.cell(row)}
    </td>
  );
}
