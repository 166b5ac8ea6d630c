'use client';

import { FileSearch } from 'lucide-react';
import { useEffect, useReducer, useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { EmptyState } from '@/components/empty-state';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import type { RunListEntry } from '@/protocol/run';
import { api } from '@/trpc/react';
import { strings } from '../_strings';
import { RunTable } from './run-table';

const REFRESH_MS = 2_000;

export type RunHistoryProps = { initial: readonly RunListEntry[]; pageSize: number; mayCreate: boolean };

/** All evaluations, newest first. While one is running the newest page is asked for again, so that its figures arrive. */
export function RunHistory({ initial, pageSize, mayCreate }: RunHistoryProps) {
  const words = strings.history;
  const [runs, take] = useReducer(merge, initial);
  const [older, setOlder] = useState<'maybe' | 'loading' | 'failed' | 'none'>(
    initial.length < pageSize ? 'none' : 'maybe',
  );
  const utils = api.useUtils();
  const isMoving = runs.some(({ status }) => status === 'queued' || status === 'running');
  const newest = api.run.list.useQuery({}, { enabled: isMoving, refetchInterval: REFRESH_MS, gcTime: 0, staleTime: 0 });
  useEffect(() => {
    if (newest.data) take(newest.data);
  }, [newest.data]);

  const showMore = async () => {
    setOlder('loading');
    try {
      const page = await utils.run.list.fetch({ before: runs.at(-1)?.createdAt ?? null }, { staleTime: 0 });
      take(page);
      setOlder(page.length < pageSize ? 'none' : 'maybe');
    } catch {
      setOlder('failed');
    }
  };

  if (runs.length === 0) {
    return (
      <EmptyState
        title={words.emptyTitle}
        icon={<FileSearch aria-hidden />}
        action={
          mayCreate && (
            <LinkButton href="/runs/new" variant="primary">
              {strings.start}
            </LinkButton>
          )
        }
      >
        {mayCreate ? words.empty : words.emptyReadOnly}
      </EmptyState>
    );
  }
  return (
    <>
      <Card padding="flush" className="[&>div]:mt-0">
        <RunTable runs={runs} />
      </Card>
      <div className="mt-6 flex flex-col items-center gap-4">
        {older === 'failed' && (
          <Notice tone="negative" live="polite" action={<Button onClick={showMore}>{words.retry}</Button>}>
            {words.moreFailed}
          </Notice>
        )}
        {(older === 'maybe' || older === 'loading') && (
          <Button busy={older === 'loading'} busyLabel={words.loadingMore} onClick={showMore}>
            {words.more}
          </Button>
        )}
        {older === 'none' && runs.length > pageSize && <p className="text-muted">{words.end}</p>}
      </div>
    </>
  );
}

/** What is new replaces what was known of the same run; the newest comes first, whichever page it came with. */
function merge(known: readonly RunListEntry[], page: readonly RunListEntry[]): readonly RunListEntry[] {
  const byId = new Map([...known, ...page].map((run) => [run.runId, run]));
  return [...byId.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}
