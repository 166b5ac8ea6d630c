import Link from 'next/link';
import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { Instant } from '@/components/instant';
import type { ItemOutput } from '@/protocol/bank';
import { strings } from '../../_strings';

/** Who did what, when and why, from the audit trail. */
export function ItemHistory({ item: { history } }: { item: ItemOutput }) {
  const words = strings.item.history;
  if (history.length === 0) return <p className="text-muted">{words.empty}</p>;
  return (
    <Card padding="flush" className="[&>div]:mt-0">
      <DataTable
        caption={words.caption}
        hideCaption
        rows={history.map((line, place) => ({ ...line, place }))}
        rowKey={({ place }) => place}
        columns={[
          { id: 'what', header: words.what, cell: ({ action }) => words.actions[action] ?? action },
          { id: 'when', header: words.when, cell: ({ at }) => <Instant value={new Date(at)} /> },
          { id: 'who', header: words.who, cell: ({ actor }) => actor ?? '' },
          {
            id: 'why',
            header: words.why,
            cell: ({ details }) =>
              Object.entries(details)
                .filter(([, value]) => value !== '' && value !== false)
                .map(([name, value]) => `${name}: ${value}`)
                .join(', '),
          },
        ]}
      />
    </Card>
  );
}

/** The assessments whose revision of the bank has this item. */
export function ItemUsage({ item: { usage } }: { item: ItemOutput }) {
  const words = strings.item.usage;
  if (usage.length === 0) return <p className="text-muted">{words.empty}</p>;
  return (
    <Card padding="flush" className="[&>div]:mt-0">
      <DataTable
        caption={words.caption}
        hideCaption
        rows={usage}
        rowKey={({ assessmentId, version }) => `${assessmentId}-${version}`}
        columns={[
          {
            id: 'assessment',
            header: words.assessment,
            cell: ({ assessmentId, title }) => (
              <Link href={`/assessments/${assessmentId}`} className="text-link">
                {title}
              </Link>
            ),
          },
          { id: 'status', header: words.status, cell: ({ status }) => status },
          { id: 'version', header: words.version, align: 'end', cell: ({ version }) => version },
          { id: 'shown', header: words.shown, align: 'end', cell: ({ shown }) => shown },
        ]}
      />
    </Card>
  );
}
