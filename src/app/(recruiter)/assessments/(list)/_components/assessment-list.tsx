'use client';

import { ClipboardList } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { Instant } from '@/components/instant';
import { Status } from '@/components/status';
import type { AssessmentListEntry } from '@/protocol/assessment';
import { api } from '@/trpc/react';
import { AssessmentStatus } from '../../_components/assessment-status';
import { strings } from '../../_strings';

type Entry = z.infer<typeof AssessmentListEntry>;

/** Counts move while candidates answer; asking this often keeps "who needs me?" true. */
const REFRESH_MS = 10_000;

const words = strings.list;

const COLUMNS: readonly Column<Entry>[] = [
  { id: 'title', header: words.columns.title, cell: (entry) => <Title entry={entry} /> },
  { id: 'status', header: words.columns.status, cell: (entry) => <AssessmentStatus status={entry.status} /> },
  { id: 'skills', header: words.columns.skills, cell: (entry) => words.skills(entry.skills) },
  { id: 'people', header: words.columns.people, cell: (entry) => <Counts entry={entry} /> },
  {
    id: 'created',
    header: words.columns.created,
    cell: (entry) => <Instant value={new Date(entry.createdAt)} format="day" />,
  },
];

/** Newest first; what waits for the recruiter is said under the title. */
export function AssessmentList({ initial, create }: { initial: Entry[]; create: ReactNode }) {
  const { data } = api.assessment.list.useQuery(undefined, { initialData: initial, refetchInterval: REFRESH_MS });
  if (data.length === 0) {
    return (
      <EmptyState title={words.empty.title} icon={<ClipboardList aria-hidden />} action={create || undefined}>
        {create ? words.empty.text : words.empty.readOnly}
      </EmptyState>
    );
  }
  return (
    <Card padding="flush" className="*:first:mt-0">
      <DataTable caption={words.caption} hideCaption columns={COLUMNS} rows={data} rowKey={(entry) => entry.id} />
    </Card>
  );
}

function Title({ entry }: { entry: Entry }) {
  return (
    <span className="block min-w-0 md:min-w-56">
      <Link href={`/assessments/${entry.id}`} className="text-link">
        {entry.title}
      </Link>
      <Need entry={entry} />
    </span>
  );
}

/** What the recruiter would want to know or do first, if anything. */
function Need({ entry }: { entry: Entry }) {
  const { status, running, invited } = entry;
  if (running > 0) return <Status tone="accent" label={words.needs.running(running)} className="mt-1 flex!" />;
  const need =
    status === 'draft' || status === 'preparing' || status === 'scheduled'
      ? words.needs[status]
      : status === 'live' && invited === 0
        ? words.needs.nobody
        : null;
  return need && <span className="mt-1 block font-normal text-muted">{need}</span>;
}

function Counts({ entry }: { entry: Entry }) {
  return (
    <span className="figures flex flex-col whitespace-nowrap">
      <span>{words.invited(entry.invited)}</span>
      <span className={entry.running > 0 ? 'font-medium text-accent' : 'text-muted'}>
        {words.running(entry.running)}
      </span>
      <span className={entry.completed > 0 ? undefined : 'text-muted'}>{words.completed(entry.completed)}</span>
    </span>
  );
}
