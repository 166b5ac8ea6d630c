import { classNames } from '../class-names';
import { ScrollFrame } from '../scroll-frame';
import { strings } from '../strings';

export type HeatCell =
  | { value: number; n: number }
  /** No value, and why. */
  | { value: null; reason: string }
  /** Of a thing with itself: left blank. */
  | null;

export type HeatMapProps = {
  caption: string;
  /** Whom the rows and columns stand for. */
  rows: readonly { id: string; label: string }[];
  columns: readonly { id: string; label: string }[];
  /** By row, then column. Values of 0 to 1. */
  cells: readonly (readonly HeatCell[])[];
  format: (value: number) => string;
};

/** Ground of a full cell in percent of the accent: dark enough to see, light enough to read on in both themes. */
const DEEPEST = 45;

/** A table whose cells are darker the larger their value: the number and its n stand in each, so it reads without colour. */
export function HeatMap({ caption, rows, columns, cells, format }: HeatMapProps) {
  const reasons = [...new Set(cells.flat().flatMap((cell) => (cell && cell.value === null ? [cell.reason] : [])))];
  return (
    <>
      <ScrollFrame label={caption}>
        <table className="border-separate border-spacing-1">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <td />
              {columns.map(({ id, label }) => (
                <th
                  key={id}
                  scope="col"
                  className="min-w-24 max-w-32 px-2 py-1 align-bottom font-medium wrap-break-word"
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row.id}>
                <th scope="row" className="min-w-28 max-w-40 px-2 py-1 text-left font-medium wrap-break-word">
                  {row.label}
                </th>
                {columns.map((column, j) => (
                  <Cell key={column.id} cell={cells[i]?.[j] ?? null} reasons={reasons} format={format} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      {reasons.length > 0 && (
        <ol className="mt-2 text-muted">
          {reasons.map((reason, index) => (
            <li key={reason}>
              <sup>{index + 1}</sup> {strings.notAvailable}: {reason}.
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

type CellProps = { cell: HeatCell; reasons: readonly string[]; format: HeatMapProps['format'] };

function Cell({ cell, reasons, format }: CellProps) {
  const shape = 'h-14 min-w-20 rounded-sm border px-2 text-center';
  if (cell === null) {
    return (
      <td className={classNames(shape, 'border-transparent bg-surface-sunken')}>
        <span className="sr-only">{strings.heatMap.same}</span>
      </td>
    );
  }
  if (cell.value === null) {
    return (
      <td className={classNames(shape, 'border-dashed border-unknown text-unknown')}>
        <span aria-hidden>–</span>
        <span className="sr-only">{strings.notAvailable}</span>
        <sup>{reasons.indexOf(cell.reason) + 1}</sup>
      </td>
    );
  }
  const depth = Math.round(Math.min(1, Math.max(0, cell.value)) * DEEPEST);
  return (
    <td
      className={classNames(shape, 'figures border-border-strong')}
      style={{ background: `color-mix(in srgb, var(--color-accent) ${depth}%, var(--color-surface-raised))` }}
    >
      <span className="block font-semibold">{format(cell.value)}</span>
      <span className="block leading-tight">n = {cell.n}</span>
    </td>
  );
}
