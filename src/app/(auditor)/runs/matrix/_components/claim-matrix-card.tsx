import type { ReactNode } from 'react';
import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { ScrollFrame } from '@/components/scroll-frame';
import { Status } from '@/components/status';
import { strings as runStrings } from '../../_strings';
import { STANDING_TONE, type Standing } from '../../[runId]/_components/claim-view';
import { strings } from '../_strings';
import { letterOf, type MatrixRow } from './matrix-view';

type Props = { rows: readonly MatrixRow[]; size: number; filters?: ReactNode; empty?: string };

/** Claims down, outputs across; a cell is what the output's evaluation found, as shape, word and colour. */
export function ClaimMatrixCard({ rows, size, filters, empty = strings.noClaims }: Props) {
  const outputs = Array.from({ length: size }, (_, index) => index);
  return (
    <Card title={strings.matrixTitle} description={strings.matrixText} padding="flush">
      {filters}
      <ScrollFrame label={strings.matrixTitle}>
        <DataTable
          caption={strings.matrixTitle}
          hideCaption
          rows={rows}
          rowKey={({ key }) => key}
          empty={<p className="px-4 py-3 sm:px-6">{empty}</p>}
          columns={[
            {
              id: 'claim',
              header: strings.claim,
              cell: ({ claim }) => <span className="block min-w-64 wrap-anywhere font-normal">{claim}</span>,
            },
            {
              id: 'support',
              header: strings.statedBy,
              cell: ({ support }) => <span className="figures whitespace-nowrap">{strings.of(support, size)}</span>,
            },
            ...outputs.map((output) => ({
              id: `output-${output}`,
              header: strings.output(letterOf(output)),
              cell: ({ standings }: MatrixRow) => <Cell standings={standings[output] ?? []} />,
            })),
          ]}
        />
      </ScrollFrame>
    </Card>
  );
}

function Cell({ standings }: { standings: readonly Standing[] }) {
  if (standings.length === 0) return <span className="whitespace-nowrap text-muted">{strings.silent}</span>;
  return (
    <span className="flex flex-col items-start gap-1 max-md:items-end">
      {standings.map((standing) => (
        <Status key={standing} tone={STANDING_TONE[standing]} label={runStrings.verdict[standing]} />
      ))}
    </span>
  );
}
