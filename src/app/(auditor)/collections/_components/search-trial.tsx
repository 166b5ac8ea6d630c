'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { formatNumber } from '@/components/format-number';
import { Notice } from '@/components/notice';
import { TextInput } from '@/components/text-input';
import type { FoundPassage } from '@/protocol/collection';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

const words = strings.search;

/** What a run would find for some words: passages with score, document and place, and the words that made them be found. */
export function SearchTrial({ collectionId }: { collectionId: string }) {
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState<string | null>(null);
  const search = api.collection.search.useQuery(
    { collectionId, query: query ?? '' },
    { enabled: query !== null, staleTime: 0, retry: false },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = typed.trim();
    if (wanted === '') return;
    if (wanted === query) void search.refetch();
    else setQuery(wanted);
  };
  return (
    <Card title={words.title} description={words.description}>
      <search>
        <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
          <Field label={words.query} className="min-w-0 flex-1 basis-64">
            <TextInput
              type="search"
              required
              maxLength={500}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </Field>
          <Button type="submit" busy={search.isFetching} busyLabel={words.searching}>
            {words.submit}
          </Button>
        </form>
      </search>
      <p role="status" className="mt-4 text-muted empty:hidden">
        {search.data && (search.data.length === 0 ? words.none : words.found(search.data.length))}
      </p>
      {search.error && (
        <Notice tone="negative" live="polite" className="mt-4">
          {search.error.data ? search.error.message : strings.failed}
        </Notice>
      )}
      <ol className="mt-2 flex flex-col gap-3 empty:hidden">
        {search.data?.map((passage) => (
          <li key={`${passage.documentId} ${passage.start}`} className="rounded-md border px-3 py-2">
            <p className="line-clamp-6 whitespace-pre-line wrap-anywhere">
              <Marked passage={passage} />
            </p>
            <p className="figures text-muted wrap-anywhere">
              {[passage.name, words.place(passage.start, passage.end), words.score(formatNumber(passage.score))].join(
                ', ',
              )}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Marked({ passage: { text, marks } }: { passage: FoundPassage }) {
  return marks.map(({ start, end }, at) => (
    <span key={start}>
      {text.slice(at === 0 ? 0 : marks[at - 1]!.end, start)}
      <mark className="bg-transparent font-semibold text-text underline decoration-2 decoration-accent underline-offset-4">
        {text.slice(start, end)}
      </mark>
      {at === marks.length - 1 && text.slice(end)}
    </span>
  ));
}
