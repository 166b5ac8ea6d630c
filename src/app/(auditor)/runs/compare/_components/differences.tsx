import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { Notice } from '@/components/notice';
import { strings } from '../_strings';
import type { Difference } from './compared';

type Props = { differences: readonly Difference[]; limits: readonly (keyof typeof strings.limits)[] };

/** First of all: what was not the same, and what therefore cannot be concluded. */
export function Differences({ differences, limits }: Props) {
  return (
    <>
      {limits.length > 0 && (
        <Notice tone="caution" title={strings.limitsTitle}>
          <ul className="list-disc pl-5">
            {limits.map((limit) => (
              <li key={limit}>{strings.limits[limit]}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Card title={strings.differsTitle} {...(differences.length > 0 ? { padding: 'flush' as const } : {})}>
        {differences.length === 0 ? (
          <p>{strings.nothingDiffers}</p>
        ) : (
          <DataTable
            caption={strings.differsTitle}
            hideCaption
            rows={differences}
            rowKey={({ part }) => part}
            columns={[
              { id: 'part', header: strings.part, cell: ({ part }) => strings.parts[part] },
              {
                id: 'first',
                header: strings.first,
                cell: ({ first }) => <span className="wrap-anywhere">{first}</span>,
              },
              {
                id: 'second',
                header: strings.second,
                cell: ({ second }) => <span className="wrap-anywhere">{second}</span>,
              },
            ]}
          />
        )}
      </Card>
    </>
  );
}
