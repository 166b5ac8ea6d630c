'use client';

import { FileQuestion } from 'lucide-react';
import Link from 'next/link';
import { useDeferredValue, useState } from 'react';
import type { z } from 'zod';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { formatNumber } from '@/components/format-number';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import type { ItemListEntry, ItemPage } from '@/protocol/bank';
import { api } from '@/trpc/react';
import { ExportDialog } from '../_exchange/export-dialog';
import { strings } from '../_strings';
import { itemAddress } from './item-address';
import { type Filters, ItemFilters, NO_FILTERS } from './item-filters';
import { GatesState, ItemState } from './item-states';

const words = strings.list;

export type ItemListProps = {
  first: z.infer<typeof ItemPage>;
  skills: readonly { skillId: string; name: string }[];
};

/** The bank, searched and filtered by the server, one page after another. */
export function ItemList({ first, skills }: ItemListProps) {
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const asked = useDeferredValue(filters);
  const untouched = JSON.stringify(asked) === JSON.stringify(NO_FILTERS);
  const filter = {
    search: asked.search || null,
    skillId: asked.skillId || null,
    type: asked.type || null,
    status: asked.status || null,
    origin: asked.origin || null,
    gates: asked.gates || null,
  };
  const pages = api.item.list.useInfiniteQuery(
    { ...filter, order: asked.order },
    {
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (previous) => previous,
      ...(untouched ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    },
  );
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  const names = new Map(skills.map(({ skillId, name }) => [skillId, name]));

  if (untouched && !pages.isFetching && total === 0) {
    return (
      <EmptyState
        title={words.empty}
        icon={<FileQuestion aria-hidden />}
        action={
          <LinkButton href="/items/new" variant="primary">
            {strings.nav.new}
          </LinkButton>
        }
      >
        {words.emptyText}
      </EmptyState>
    );
  }
  return (
    <>
      <ItemFilters filters={filters} onChange={setFilters} skills={skills} />
      <div className="mt-6 mb-3 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="figures text-muted">
          {pages.isFetching && !pages.isFetchingNextPage ? strings.loading : words.matches(total)}
        </p>
        {total > 0 && <ExportDialog filters={filter} />}
      </div>
      {entries.length === 0 && !pages.isFetching ? (
        <EmptyState
          title={words.none}
          icon={<FileQuestion aria-hidden />}
          action={<Button onClick={() => setFilters(NO_FILTERS)}>{words.reset}</Button>}
        >
          {words.noneText}
        </EmptyState>
      ) : (
        <Card padding="flush" className="[&>div]:mt-0">
          <ItemTable entries={entries} names={names} />
        </Card>
      )}
      <div className="mt-6 flex flex-col items-center gap-4">
        {pages.isError && (
          <Notice
            tone="negative"
            live="polite"
            action={<Button onClick={() => void pages.refetch()}>{words.retry}</Button>}
          >
            {words.moreFailed}
          </Notice>
        )}
        {pages.hasNextPage && (
          <Button
            busy={pages.isFetchingNextPage}
            busyLabel={words.loadingMore}
            onClick={() => void pages.fetchNextPage()}
          >
            {words.more}
          </Button>
        )}
      </div>
    </>
  );
}

function ItemTable({ entries, names }: { entries: readonly ItemListEntry[]; names: ReadonlyMap<string, string> }) {
  return (
    <DataTable
      caption={words.caption}
      hideCaption
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'item',
          header: words.columns.item,
          cell: ({ id, title, type, isFamily }) => (
            <span className="flex min-w-48 max-w-prose flex-col gap-0.5">
              <Link href={itemAddress(id)} className="line-clamp-2 py-0.5 font-medium text-link wrap-anywhere">
                {title || id}
              </Link>
              <span className="font-normal text-muted">
                {strings.types[type as keyof typeof strings.types] ?? type}
                {isFamily && `, ${words.family}`}
              </span>
            </span>
          ),
        },
        { id: 'skill', header: words.columns.skill, cell: ({ skillId }) => names.get(skillId) ?? skillId },
        {
          id: 'status',
          header: words.columns.status,
          cell: ({ status, isPublished, origin }) => (
            <span className="flex flex-col">
              <ItemState status={status} isPublished={isPublished} />
              <span className="text-muted">{strings.origins[origin]}</span>
            </span>
          ),
        },
        {
          id: 'difficulty',
          header: words.columns.difficulty,
          align: 'end',
          cell: ({ difficulty, difficultySd }) =>
            words.difficulty(formatNumber(difficulty), formatNumber(difficultySd)),
        },
        { id: 'gates', header: words.columns.gates, cell: ({ gates }) => <GatesState summary={gates} /> },
      ]}
    />
  );
}
