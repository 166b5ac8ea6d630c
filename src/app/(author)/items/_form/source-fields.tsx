'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import type { ItemDraftInput } from '@/protocol/bank';
import { strings } from '../_strings';

const words = strings.form;

type Citations = ItemDraftInput['citations'];
export type SourceFieldsProps = { citations: Citations; onChange: (citations: Citations) => void };

/** Sources that support the key. Their places name them: they are only added and taken from the list. */
export function SourceFields({ citations, onChange }: SourceFieldsProps) {
  const change = (place: number, part: Partial<Citations[number]>) =>
    onChange(citations.map((each, at) => (at === place ? { ...each, ...part } : each)));
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="font-medium">{words.sources}</legend>
      <p className="text-muted">{words.sourcesHint}</p>
      {citations.map(({ title, quote, url }, place) => (
        <div key={keyOf(place)} className="flex flex-col gap-3 rounded-md border p-4">
          <Field label={words.sourceTitle}>
            <TextInput
              value={title}
              maxLength={300}
              onChange={(event) => change(place, { title: event.target.value })}
            />
          </Field>
          <Field label={words.sourceQuote}>
            <TextArea
              rows={2}
              value={quote}
              maxLength={2_000}
              onChange={(event) => change(place, { quote: event.target.value })}
            />
          </Field>
          <Field label={words.sourceUrl} optional>
            <TextInput
              type="url"
              value={url ?? ''}
              maxLength={2_000}
              onChange={(event) => change(place, { url: event.target.value.trim() || null })}
            />
          </Field>
          <Button
            variant="quiet"
            size="small"
            className="self-start"
            onClick={() => onChange(citations.filter((_, at) => at !== place))}
          >
            {words.removeSource(place + 1)}
          </Button>
        </div>
      ))}
      {citations.length < 10 && (
        <Button
          variant="quiet"
          size="small"
          className="self-start"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => onChange([...citations, { title: '', quote: '', url: null }])}
        >
          {words.addSource}
        </Button>
      )}
    </fieldset>
  );
}

const keyOf = (place: number) => `source-${place}`;
