'use client';

import { Send } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { Notice } from '@/components/notice';
import { useIsAlive } from '@/components/use-is-alive';
import type { PublicationOutput } from '@/protocol/bank';
import { api } from '@/trpc/react';
import { itemAddress } from '../../_components/item-address';
import { strings } from '../../_strings';

const words = strings.publish;

const kindOf = ({ status, replaces }: PublicationOutput['changes'][number]) =>
  status === 'retired' ? 'retired' : replaces === null ? 'added' : 'changed';

/** The summary of the next publication and the one step that carries it out. */
export function PublishChanges({
  publication: { revision, keeping, drafts, changes },
}: {
  publication: PublicationOutput;
}) {
  const router = useRouter();
  const isAlive = useIsAlive();
  const publish = api.item.publish.useMutation({ onSettled: () => router.refresh() });
  const done = publish.data && (
    <Notice tone="positive" live="polite" className="mb-6">
      {words.done(publish.data.revision, publish.data.published)}
    </Notice>
  );
  if (changes.length === 0) {
    return (
      <>
        {done}
        <EmptyState title={words.empty} icon={<Send aria-hidden />}>
          {words.emptyText}
        </EmptyState>
      </>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      {done}
      <Card padding="flush" className="[&>div]:mt-0">
        <DataTable
          caption={words.caption}
          hideCaption
          rows={changes}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'item',
              header: words.columns.item,
              cell: ({ id, title }) => (
                <Link href={itemAddress(id)} className="line-clamp-2 max-w-prose font-medium text-link wrap-anywhere">
                  {title || id}
                </Link>
              ),
            },
            {
              id: 'change',
              header: words.columns.change,
              cell: (change) => (
                <>
                  {words.kinds[kindOf(change)]}
                  {change.replaces !== null && (
                    <span className="block text-muted">{words.from(change.replaces, change.version)}</span>
                  )}
                </>
              ),
            },
            { id: 'status', header: words.columns.status, cell: ({ status }) => strings.statuses[status] },
            { id: 'note', header: words.columns.note, cell: ({ note }) => note },
          ]}
        />
      </Card>
      <p>{words.effect(revision, drafts, keeping)}</p>
      {publish.error && (
        <Notice tone="negative" live="polite" title={words.refused}>
          {publish.error.message}
        </Notice>
      )}
      <Button
        variant="primary"
        className="self-start"
        icon={<Send aria-hidden className="size-4" />}
        busy={publish.isPending}
        busyLabel={words.busy}
        disabled={!isAlive}
        onClick={() => publish.mutate({ versions: changes.map(({ id, version }) => ({ id, version })) })}
      >
        {words.confirm(changes.length)}
      </Button>
    </div>
  );
}
