'use client';

import { Download, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { DataTable } from './data-table';
import { type Cell, toCsv, toTsv } from './delimited-text';
import { strings } from './strings';

export type DataFigureProps = {
  caption: string;
  /** How to read it, in a sentence. */
  description?: ReactNode;
  /** The chart; give it its own text alternative. */
  children: ReactNode;
  columns: readonly string[];
  /** As many cells as columns. */
  rows: readonly (readonly Cell[])[];
  /** Without extension. */
  fileName: string;
};

/** Longer tables are made only when they are shown: a thousand hidden rows would be drawn with every change of the chart. */
const PRINTED_ROWS = 60;

/** A chart with its numbers behind it: shown as a table, copied, or downloaded. */
export function DataFigure({ caption, description, children, columns, rows, fileName }: DataFigureProps) {
  const [shown, setShown] = useState(false);
  const tableId = useId();
  const download = () => {
    const url = URL.createObjectURL(new Blob([toCsv(columns, rows)], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${fileName}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 0);
  };
  return (
    <figure className="print:break-inside-avoid">
      <figcaption className="mb-3">
        <span className="font-medium">{caption}</span>
        {description && <span className="mt-1 block max-w-measure text-muted">{description}</span>}
      </figcaption>
      {children}
      <div className="mt-3 flex flex-wrap gap-2 print:hidden">
        <Button
          size="small"
          variant="quiet"
          icon={<Table2 aria-hidden className="size-4" />}
          aria-expanded={shown}
          aria-controls={tableId}
          onClick={() => setShown(!shown)}
        >
          {shown ? strings.figure.hide : strings.figure.show}
        </Button>
        <CopyButton variant="quiet" text={() => toTsv(columns, rows)} />
        <Button size="small" variant="quiet" icon={<Download aria-hidden className="size-4" />} onClick={download}>
          {strings.download}
        </Button>
      </div>
      <div id={tableId} hidden={!shown} className="mt-3 rounded-md border print:block">
        {(shown || rows.length <= PRINTED_ROWS) && (
          <DataTable
            caption={caption}
            hideCaption
            narrow="scroll"
            columns={columns.map((header, index) => ({
              id: header,
              header,
              align: typeof rows[0]?.[index] === 'number' ? ('end' as const) : ('start' as const),
              cell: ({ cells }: { cells: readonly Cell[] }) => cells[index] ?? strings.notAvailable,
            }))}
            rows={rows.map((cells, index) => ({ cells, key: index }))}
            rowKey={(row) => row.key}
          />
        )}
      </div>
    </figure>
  );
}
