'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { TextInput } from '@/components/text-input';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

const words = strings.rename;

/** A button that becomes a line to write the new name in. */
export function RenameCollection({ collectionId, name }: { collectionId: string; name: string }) {
  const router = useRouter();
  const [draft, setDraft] = useState<string | null>(null);
  const rename = api.collection.rename.useMutation({
    onSuccess: () => {
      setDraft(null);
      router.refresh();
    },
  });
  if (draft === null) return <Button onClick={() => setDraft(name)}>{words.button}</Button>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!rename.isPending && draft.trim() !== '') rename.mutate({ collectionId, name: draft });
  };
  const cancel = () => {
    rename.reset();
    setDraft(null);
  };
  return (
    <form onSubmit={submit} className="flex min-w-0 basis-full flex-wrap items-end gap-3">
      <Field
        label={words.name}
        className="min-w-0 flex-1 basis-64"
        {...(rename.error ? { error: rename.error.data ? rename.error.message : strings.failed } : {})}
      >
        <TextInput
          autoFocus
          required
          maxLength={120}
          value={draft}
          readOnly={rename.isPending}
          onChange={({ target }) => setDraft(target.value)}
          onKeyDown={({ key }) => key === 'Escape' && cancel()}
        />
      </Field>
      <Button type="submit" variant="primary" busy={rename.isPending} busyLabel={words.busy}>
        {words.save}
      </Button>
      <Button variant="quiet" onClick={cancel}>
        {words.cancel}
      </Button>
    </form>
  );
}
