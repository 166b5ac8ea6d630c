'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import { MAX_RUBRIC_NAME, MAX_RUBRIC_TEXT } from '@/core/evaluation/rubric';
import { codePoints } from '@/core/evaluation/text';
import type { RubricEntry } from '@/protocol/rubric';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

/** A new rubric, or the next version of one. What was typed stays until it is saved. */
export function RubricForm({ rubric, onDone }: { rubric: RubricEntry | null; onDone: () => void }) {
  const [name, setName] = useState(rubric?.name ?? '');
  const [text, setText] = useState(rubric?.text ?? '');
  const utils = api.useUtils();
  const saved = {
    onSuccess: async () => {
      await utils.rubric.list.invalidate();
      onDone();
    },
  };
  const create = api.rubric.create.useMutation(saved);
  const update = api.rubric.update.useMutation(saved);
  const { isPending } = rubric ? update : create;
  const { error } = rubric ? update : create;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rubric) update.mutate({ id: rubric.id, version: rubric.version, name, text });
    else create.mutate({ name, text });
  };
  return (
    <Card heading="h3" title={rubric ? strings.edit : strings.add}>
      <form onSubmit={submit} className="flex flex-col gap-6">
        <Field label={strings.name}>
          <TextInput
            required
            maxLength={MAX_RUBRIC_NAME}
            value={name}
            readOnly={isPending}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <Field label={strings.text} hint={strings.textHint}>
          <TextArea
            required
            rows={6}
            minLength={20}
            limit={MAX_RUBRIC_TEXT}
            lengthOf={codePoints}
            value={text}
            readOnly={isPending}
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
        <div role="alert" className="empty:hidden">
          {error && (
            <Notice tone="negative" title={strings.refused}>
              {messageOf(error.data ? error : null)}
            </Notice>
          )}
        </div>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" busy={isPending} busyLabel={strings.saving}>
            {strings.save}
          </Button>
          <Button onClick={onDone}>{strings.cancel}</Button>
        </div>
      </form>
    </Card>
  );
}

function messageOf(refusal: { message: string; data?: { domainCode?: string | null } | null } | null): string {
  if (!refusal) return strings.failed;
  return refusal.data?.domainCode === 'conflict' ? strings.changed : refusal.message;
}
