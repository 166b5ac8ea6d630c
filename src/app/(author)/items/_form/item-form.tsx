'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { Select } from '@/components/select';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import { useIsAlive } from '@/components/use-is-alive';
import type { ItemTypeName } from '@/core/items/item';
import type { ItemDraftInput, VersionOutput } from '@/protocol/bank';
import { api } from '@/trpc/react';
import { itemAddress } from '../_components/item-address';
import { strings } from '../_strings';
import { ConflictNotice } from './conflict-notice';
import { asType, draftOf } from './draft';
import { DraftCheck } from './draft-check';
import { MediaFields } from './media-fields';
import { SourceFields } from './source-fields';
import { TypeFields } from './type-fields';

const words = strings.form;
const TYPES = Object.entries(strings.types).map(([value, label]) => ({ value, label }));
const GUESSES = Object.keys(words.difficulties).sort((left, right) => Number(left) - Number(right));

export type ItemFormProps = {
  initial: ItemDraftInput;
  skills: readonly { skillId: string; name: string }[];
  /** The item and version being edited; null for a new one. */
  editing: { id: string; version: number } | null;
};

/** Writes an item or the next version of one. What another author saved meanwhile is shown beside, never overwritten unasked. */
export function ItemForm({ initial, skills, editing }: ItemFormProps) {
  const router = useRouter();
  const utils = api.useUtils();
  const isAlive = useIsAlive();
  const [draft, setDraft] = useState(initial);
  const [base, setBase] = useState(editing?.version ?? 0);
  const [refused, setRefused] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<VersionOutput | null>(null);
  const [formKey, setFormKey] = useState(0);
  const create = api.item.create.useMutation();
  const revise = api.item.revise.useMutation();
  const set = (part: Partial<ItemDraftInput>) => setDraft((current) => ({ ...current, ...part }));
  const { content } = draft;

  const leave = (id: string) => {
    router.push(itemAddress(id));
    router.refresh();
  };
  const failed = async (error: { message: string; data?: { domainCode?: string | null } | null }) => {
    if (editing && error.data?.domainCode === 'conflict') {
      const { versions } = await utils.item.get.fetch({ id: editing.id }, { staleTime: 0 });
      setTheirs(versions[0] ?? null);
      return;
    }
    setRefused(error.message);
  };
  const save = (baseVersion: number) => {
    setRefused(null);
    const handlers = { onSuccess: ({ id }: { id: string }) => leave(id), onError: failed };
    if (editing) revise.mutate({ id: editing.id, baseVersion, draft }, handlers);
    else create.mutate(draft, handlers);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(base);
  };
  const isSaving = create.isPending || revise.isPending;
  const guess = draft.parameters.kind === 'keep' ? 'keep' : String(Math.round(draft.parameters.difficulty));

  return (
    <form onSubmit={submit} className="grid items-start gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div key={formKey} className="flex min-w-0 flex-col gap-6">
        {theirs && (
          <ConflictNotice
            mine={draft}
            theirs={theirs}
            busy={isSaving}
            onSaveMine={() => {
              setBase(theirs.version);
              setTheirs(null);
              save(theirs.version);
            }}
            onTakeTheirs={() => {
              const taken = draftOf(theirs);
              if (taken) setDraft(taken);
              setBase(theirs.version);
              setTheirs(null);
              setFormKey(formKey + 1); // fields that keep their own text begin again with theirs
            }}
          />
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.skill}>
            <Select
              placeholder={words.chooseSkill}
              options={skills.map(({ skillId, name }) => ({ value: skillId, label: name }))}
              value={draft.skillId}
              onChange={(event) => set({ skillId: event.target.value })}
            />
          </Field>
          <Field label={words.type}>
            <Select
              options={TYPES}
              value={content.type}
              onChange={(event) => set({ content: asType(content, event.target.value as ItemTypeName) })}
            />
          </Field>
        </div>
        <Field label={words.stem} hint={words.stemHint}>
          <TextArea
            rows={4}
            value={content.stem}
            maxLength={20_000}
            onChange={(event) => set({ content: { ...content, stem: event.target.value } })}
          />
        </Field>
        <MediaFields
          media={content.stemMedia ?? []}
          onChange={(stemMedia) => set({ content: { ...content, stemMedia } })}
        />
        <TypeFields key={content.type} content={content} onChange={(next) => set({ content: next })} />
        <Field label={words.explanation} hint={words.explanationHint}>
          <TextArea
            rows={3}
            value={content.explanation}
            maxLength={20_000}
            onChange={(event) => set({ content: { ...content, explanation: event.target.value } })}
          />
        </Field>
        <Field label={words.hint} hint={words.hintHint} optional>
          <TextArea
            rows={2}
            value={content.hint ?? ''}
            maxLength={4_000}
            onChange={(event) => set({ content: { ...content, hint: event.target.value || null } })}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.difficulty}>
            <Select
              options={[
                ...(editing ? [{ value: 'keep', label: words.keepDifficulty }] : []),
                ...GUESSES.map((value) => ({ value, label: words.difficulties[value]! })),
              ]}
              value={guess}
              onChange={({ target: { value } }) =>
                set({ parameters: value === 'keep' ? { kind: 'keep' } : { kind: 'guess', difficulty: Number(value) } })
              }
            />
          </Field>
          <Field label={words.seconds}>
            <TextInput
              type="number"
              min={1}
              max={3_600}
              defaultValue={draft.expectedTimeMs / 1000}
              onChange={(event) =>
                set({
                  expectedTimeMs: Math.round(Math.min(3_600, Math.max(1, event.target.valueAsNumber || 60)) * 1000),
                })
              }
            />
          </Field>
        </div>
        <Field label={words.enemies} hint={words.enemiesHint} optional>
          <TextInput
            defaultValue={draft.enemies.join(' ')}
            onChange={(event) => set({ enemies: event.target.value.split(/[\s,]+/).filter(Boolean) })}
          />
        </Field>
        <SourceFields citations={draft.citations} onChange={(citations) => set({ citations })} />
        {editing && (
          <Field label={words.note} hint={words.noteHint} optional>
            <TextInput value={draft.note} maxLength={500} onChange={(event) => set({ note: event.target.value })} />
          </Field>
        )}
        {refused && (
          <Notice tone="negative" live="polite" title={words.refused}>
            {refused} {words.kept}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <LinkButton href={editing ? itemAddress(editing.id) : '/items'}>{words.cancel}</LinkButton>
          <Button
            type="submit"
            variant="primary"
            busy={isSaving}
            busyLabel={words.saving}
            disabled={!isAlive || theirs !== null}
          >
            {editing ? words.saveVersion : words.save}
          </Button>
        </div>
      </div>
      <div className="min-w-0 lg:sticky lg:top-6">
        <DraftCheck content={content} />
      </div>
    </form>
  );
}
