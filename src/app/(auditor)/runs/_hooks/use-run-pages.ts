'use client';

import { useEffect, useReducer, useRef, useState } from 'react';
import type { ListRuns, RunHistoryEntry } from '@/protocol/run-history';
import { api } from '@/trpc/react';

const REFRESH_MS = 2_000;

export type OlderPages = 'maybe' | 'loading' | 'failed' | 'none';

/**
 * The history as far as it was gone through. While one of its runs is at work the first page is asked for again, so that figures
 * arrive; new runs come to the top of the newest, and in other orders with the next visit.
 */
export function useRunPages(initial: readonly RunHistoryEntry[], wanted: ListRuns, pageSize: number) {
  const [runs, take] = useReducer(merge, initial);
  const [older, setOlder] = useState<OlderPages>(initial.length < pageSize ? 'none' : 'maybe');
  const cursor = useRef(initial.at(-1)?.cursor ?? null);
  const isBusy = useRef(false);
  const utils = api.useUtils();
  const isMoving = runs.some(({ status }) => status === 'queued' || status === 'running');
  const first = api.run.list.useQuery(wanted, {
    enabled: isMoving,
    refetchInterval: REFRESH_MS,
    gcTime: 0,
    staleTime: 0,
  });
  useEffect(() => {
    if (first.data) take({ page: first.data, at: wanted.sort === 'newest' ? 'top' : 'known' });
  }, [first.data, wanted.sort]);

  const showMore = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setOlder('loading');
    try {
      const page = await utils.run.list.fetch({ ...wanted, after: cursor.current }, { staleTime: 0 });
      cursor.current = page.at(-1)?.cursor ?? cursor.current;
      take({ page, at: 'end' });
      setOlder(page.length < pageSize ? 'none' : 'maybe');
    } catch {
      setOlder('failed');
    } finally {
      isBusy.current = false;
    }
  };
  return { runs, older, showMore };
}

type Arrival = { page: readonly RunHistoryEntry[]; at: 'top' | 'end' | 'known' };

/** What is new replaces what was known of the same run, in its place; the rest goes where it belongs. */
function merge(known: readonly RunHistoryEntry[], { page, at }: Arrival): readonly RunHistoryEntry[] {
  const newer = new Map(page.map((run) => [run.runId, run]));
  const ids = new Set(known.map(({ runId }) => runId));
  const kept = known.map((run) => newer.get(run.runId) ?? run);
  const added = page.filter(({ runId }) => !ids.has(runId));
  if (at === 'end') return [...kept, ...added];
  return at === 'top' ? [...added.filter(({ createdAt }) => createdAt >= (known[0]?.createdAt ?? '')), ...kept] : kept;
}
