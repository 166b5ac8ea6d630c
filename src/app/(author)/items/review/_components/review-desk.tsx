'use client';

import { Inbox } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Notice } from '@/components/notice';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import type { ItemListEntry } from '@/protocol/bank';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';
import { ReviewItem } from './review-item';

const words = strings.review;

type ReviewDeskProps = {
  /** The oldest of the queue. */
  queue: readonly ItemListEntry[];
  /** How many wait in all. */
  total: number;
  first: string | null;
};

/** So many are left of those loaded, and the next ones are fetched. */
const FEW = 5;

/** The queue, one item at a time; what was decided leaves it, the next one comes up. */
export function ReviewDesk({ queue, total, first }: ReviewDeskProps) {
  const router = useRouter();
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(first);
  const open = queue.filter(({ id }) => !decided.has(id));
  const further = total - queue.length;
  const needsMore = further > 0 && open.length <= FEW;
  useEffect(() => {
    if (needsMore && decided.size > 0) router.refresh();
  }, [needsMore, decided, router]);
  const place = Math.max(
    0,
    open.findIndex(({ id }) => id === current),
  );
  const entry = open[place];
  const item = api.item.get.useQuery({ id: entry?.id ?? '' }, { enabled: entry !== undefined, staleTime: 0 });
  if (!entry) {
    return (
      <EmptyState title={words.empty} icon={<Inbox aria-hidden />}>
        {words.emptyText}
      </EmptyState>
    );
  }
  const go = (to: number) => setCurrent(open[(to + open.length) % open.length]?.id ?? null);
  const done = () => {
    setCurrent(open[place + 1]?.id ?? open[0]?.id ?? null);
    setDecided(new Set([...decided, entry.id]));
  };
  return (
    <section className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="figures" role="status">
          {words.position(place + 1, open.length + further)}
        </p>
        <div className="flex gap-3">
          <Button size="small" onClick={() => go(place - 1)} disabled={open.length < 2}>
            {words.previous}
          </Button>
          <Button size="small" onClick={() => go(place + 1)} disabled={open.length < 2}>
            {words.next}
          </Button>
        </div>
      </div>
      {item.error && <Notice tone="negative">{item.error.message}</Notice>}
      {item.data?.id === entry.id ? (
        <ReviewItem
          key={`${entry.id}@${item.data.latest}`}
          item={item.data}
          onDone={done}
          onNext={() => go(place + 1)}
          onPrevious={() => go(place - 1)}
          onChecked={() => void item.refetch()}
        />
      ) : (
        <LoadingRegion label={strings.loading}>
          <Skeleton className="h-64 w-full" />
        </LoadingRegion>
      )}
    </section>
  );
}
