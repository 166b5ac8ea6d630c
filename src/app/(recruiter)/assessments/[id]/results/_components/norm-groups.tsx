'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { Field } from '@/components/field';
import { Instant } from '@/components/instant';
import { Status } from '@/components/status';
import { TextInput } from '@/components/text-input';
import type { ResultsOutput } from '@/protocol/report';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

const words = strings.norm;
const LEAST = 100;

type Group = ResultsOutput['normGroups'][number];

const COLUMNS: readonly Column<Group>[] = [
  { id: 'name', header: words.columns.name, cell: ({ name }) => name },
  { id: 'people', header: words.columns.people, align: 'end', cell: ({ people }) => people },
  {
    id: 'made',
    header: words.columns.made,
    cell: ({ createdAt }) => <Instant value={new Date(createdAt)} format="day" />,
  },
  {
    id: 'state',
    header: words.columns.state,
    cell: ({ people }) =>
      people >= LEAST ? (
        <Status tone="positive" label={words.ready} />
      ) : (
        <Status tone="unknown" label={words.provisional(LEAST - people)} />
      ),
  },
];

export type NormGroupsProps = {
  assessmentId: string;
  groups: readonly Group[];
  scored: number;
  mayCreate: boolean;
};

/** The groups results are compared with, and a form that makes the next one from the results there are. */
export function NormGroups({ assessmentId, groups, scored, mayCreate }: NormGroupsProps) {
  const router = useRouter();
  const [name, setName] = useState('');
  const create = api.report.createNormGroup.useMutation({
    onSuccess: () => {
      setName('');
      toast.success(words.made);
      router.refresh();
    },
  });
  return (
    <Card title={words.title} description={words.text} padding="flush" className="print:hidden">
      {groups.length > 0 && (
        <DataTable caption={words.title} hideCaption columns={COLUMNS} rows={groups} rowKey={(group) => group.id} />
      )}
      {mayCreate && (
        <form
          className="flex flex-wrap items-end gap-3 border-t p-4 sm:px-6"
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate({ assessmentId, name });
          }}
        >
          <Field
            label={words.name}
            hint={words.nameHint}
            error={create.error?.message.replace(/^[\w.]+: /, '')}
            className="min-w-0 flex-1 basis-64"
          >
            <TextInput name="name" value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Button type="submit" busy={create.isPending} busyLabel={words.busy} disabled={name.trim() === ''}>
            {words.create(scored)}
          </Button>
        </form>
      )}
    </Card>
  );
}
