'use client';

import { useRef, useState } from 'react';
import { z } from 'zod';
import { ItemMedia } from '@/app/_components/item-media';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { TextInput } from '@/components/text-input';
import type { MediaRef } from '@/core/items/item';
import { strings } from '../_strings';

const words = strings.form;
const Uploaded = z.object({ mediaId: z.string(), kind: z.enum(['image', 'audio']) });
const Refusal = z.object({ message: z.string() }).or(z.object({ error: z.object({ message: z.string() }) }));
const MOST = 4;

export type MediaFieldsProps = {
  media: readonly MediaRef[];
  onChange: (media: MediaRef[]) => void;
  /** What the files belong to; by default the stem, which has up to four. */
  legend?: string;
  addLabel?: string;
  most?: number;
};

/** Images and sounds of the stem or of an option: sent at once, kept with the item only when it is saved. Each needs its words. */
export function MediaFields({
  media,
  onChange,
  legend = words.media,
  addLabel = words.addMedia,
  most = MOST,
}: MediaFieldsProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const upload = async (file: File) => {
    setBusy(true);
    setRefused(null);
    try {
      const type = /^(image|audio)\//.test(file.type) ? file.type : 'application/octet-stream';
      const response = await fetch('/api/media', { method: 'POST', headers: { 'content-type': type }, body: file });
      const answer: unknown = await response.json();
      if (!response.ok) {
        const refusal = Refusal.safeParse(answer).data;
        const message = refusal && ('error' in refusal ? refusal.error.message : refusal.message);
        return setRefused(message ?? words.mediaFailed);
      }
      const { mediaId, kind } = Uploaded.parse(answer);
      onChange([...media, { mediaId, kind, alternativeText: '' }]);
      group.current?.focus(); // what was chosen with may be gone now
    } catch {
      setRefused(words.mediaFailed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <fieldset ref={group} tabIndex={-1} className="flex flex-col gap-4">
      <legend className="font-medium">{legend}</legend>
      {media.map((each, place) => (
        <div key={each.mediaId} className="flex flex-col gap-3 rounded-md border p-4">
          <ItemMedia media={each} />
          <Field label={words.alternativeText} hint={words.alternativeTextHint}>
            <TextInput
              value={each.alternativeText}
              maxLength={2_000}
              onChange={(event) =>
                onChange(media.map((old, at) => (at === place ? { ...old, alternativeText: event.target.value } : old)))
              }
            />
          </Field>
          <Button
            variant="quiet"
            size="small"
            className="self-start"
            onClick={() => onChange(media.filter((_, at) => at !== place))}
          >
            {words.removeMedia(place + 1)}
          </Button>
        </div>
      ))}
      {media.length < most && (
        <Field label={addLabel} hint={words.addMediaHint} optional>
          <input
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif,audio/*"
            disabled={busy}
            className="min-h-11 max-w-full"
            aria-label={addLabel}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) void upload(file);
            }}
          />
        </Field>
      )}
      <div role="status">{busy && words.uploading}</div>
      {refused && (
        <Notice tone="negative" live="polite">
          {refused}
        </Notice>
      )}
    </fieldset>
  );
}
