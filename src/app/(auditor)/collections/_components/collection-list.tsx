'use client';

import { Library } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { TextInput } from '@/components/text-input';
import type { CollectionEntry } from '@/protocol/collection';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

/** The collections, newest first, and a line to begin another. */
export function CollectionList({
  collections,
  mayManage,
}: {
  collections: readonly CollectionEntry[];
  mayManage: boolean;
}) {
  return (
    <div className="flex flex-col gap-8">
      {collections.length === 0 ? (
        <EmptyState title={strings.none} icon={<Library aria-hidden />}>
          {mayManage ? strings.noneText : strings.noneToRead}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-4">
          {collections.map(({ collectionId, name, documents, searchable, passages }) => (
            <li key={collectionId} className="rounded-lg border bg-surface-raised px-4 py-4 shadow-card sm:px-6">
              <h2 className="font-semibold text-lg wrap-anywhere">
                <Link className="text-link underline" href={`/collections/${collectionId}`}>
                  {name}
                </Link>
              </h2>
              <p className="figures text-muted">
                {strings.contents(documents, passages)}
                {searchable < documents && `, ${strings.unsearchable(documents - searchable)}`}
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayManage && <NewCollection />}
    </div>
  );
}

function NewCollection() {
  const router = useRouter();
  const [name, setName] = useState('');
  const create = api.collection.create.useMutation({
    onSuccess: ({ collectionId }) => router.push(`/collections/${collectionId}`),
  });
  const isBusy = create.isPending || create.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && name.trim() !== '') create.mutate({ name });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={strings.name} className="min-w-0 flex-1 basis-64">
          <TextInput
            required
            maxLength={120}
            value={name}
            readOnly={isBusy}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <Button type="submit" variant="primary" busy={isBusy} busyLabel={strings.creating}>
          {strings.create}
        </Button>
      </div>
      <div role="alert" className="empty:hidden">
        {create.error && (
          <Notice tone="negative" title={strings.createFailed}>
            {create.error.data ? create.error.message : strings.failed}
          </Notice>
        )}
      </div>
    </form>
  );
}
