import Link from 'next/link';
import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { Instant } from '@/components/instant';
import type { GenerationOverview } from '@/protocol/bank';
import { strings } from '../../_strings';

const words = strings.generate;

type Props = { earlier: GenerationOverview['earlier']; skills: readonly { skillId: string; name: string }[] };

/** What was asked of the model before, each with its progress and its items behind it. */
export function EarlierGenerations({ earlier, skills }: Props) {
  if (earlier.length === 0) return null;
  return (
    <Card title={words.earlier} padding="flush">
      <DataTable
        caption={words.earlier}
        hideCaption
        rows={earlier}
        rowKey={({ taskId }) => taskId}
        columns={[
          {
            id: 'when',
            header: strings.item.history.when,
            cell: ({ taskId, createdAt }) => (
              <Link href={`/items/generate?task=${taskId}`} className="text-link">
                <Instant value={new Date(createdAt)} />
              </Link>
            ),
          },
          {
            id: 'skill',
            header: words.skill,
            cell: ({ skillId }) => skills.find((skill) => skill.skillId === skillId)?.name ?? skillId,
          },
          {
            id: 'type',
            header: words.type,
            cell: ({ type }) => strings.types[type as keyof typeof strings.types] ?? type,
          },
          {
            id: 'status',
            header: strings.list.status,
            cell: ({ status }) => words.stages[status as keyof typeof words.stages] ?? status,
          },
        ]}
      />
    </Card>
  );
}
