'use client';

import { FileSearch } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { EmptyState } from '@/components/empty-state';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import type { ListRuns, RunHistoryEntry } from '@/protocol/run-history';
import { MAX_MATRIX_RUNS } from '@/protocol/run-statistics';
import { useRunPages } from '../_hooks/use-run-pages';
import { strings as library } from '../_library-strings';
import { strings } from '../_strings';
import { CompareBar } from './compare-bar';
import { RunTable } from './run-table';

export type RunHistoryProps = {
  initial: readonly RunHistoryEntry[];
  wanted: ListRuns;
  isFiltered: boolean;
  pageSize: number;
  mayCreate: boolean;
};

/** The evaluations asked for. Older ones come as the end of the list is reached, or at the press of the button there. */
export function RunHistory({ initial, wanted, isFiltered, pageSize, mayCreate }: RunHistoryProps) {
  const words = strings.history;
  const { runs, older, showMore } = useRunPages(initial, wanted, pageSize);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (runId: string) =>
    setChosen((ids) => (ids.includes(runId) ? ids.filter((id) => id !== runId) : [...ids, runId]));

  const end = useRef<HTMLDivElement>(null);
  const more = useRef(showMore);
  useEffect(() => {
    more.current = showMore;
  });
  useEffect(() => {
    const element = end.current;
    if (older !== 'maybe' || !element) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void more.current();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [older]);

  if (runs.length === 0) return isFiltered ? <NothingFound /> : <NothingYet mayCreate={mayCreate} />;
  return (
    <>
      <p role="status" className="mb-2 text-muted">
        {library.filters.found(runs.length, older === 'none')}
      </p>
      <Card padding="flush" className="[&>div]:mt-0">
        <RunTable runs={runs} chosen={chosen} onToggle={toggle} isFull={chosen.length >= MAX_MATRIX_RUNS} />
      </Card>
      <div ref={end} className="mt-6 flex flex-col items-center gap-4">
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
      <CompareBar chosen={chosen} onClear={() => setChosen([])} />
    </>
  );
}

function NothingFound() {
  return (
    <EmptyState
      title={library.filters.noneTitle}
      icon={<FileSearch aria-hidden />}
      action={<LinkButton href="/runs">{library.filters.clear}</LinkButton>}
    >
      {library.filters.none}
    </EmptyState>
  );
}

function NothingYet({ mayCreate }: { mayCreate: boolean }) {
  const words = strings.history;
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
