'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useTransition } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { LinkButton } from '@/components/link-button';
import { Select } from '@/components/select';
import { TextInput } from '@/components/text-input';
import { MAX_SEARCH_LENGTH, RunSort } from '@/protocol/run-history';
import { strings } from '../_library-strings';
import { strings as runStrings } from '../_strings';
import { type HistoryAddress, isFiltered, readAddress, writeAddress } from './wanted-runs';

const words = strings.filters;
const PAUSE_MS = 400;

export type HistoryFiltersProps = {
  address: HistoryAddress;
  judges: readonly { id: string; name: string }[];
  rubrics: readonly { id: string; name: string }[];
};

/** What is chosen lives in the address: it can be kept, sent and gone back to. Works as a plain form without script. */
export function HistoryFilters({ address, judges, rubrics }: HistoryFiltersProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = () => {
    clearTimeout(timer.current);
    if (!form.current?.reportValidity()) return;
    const path = writeAddress(readAddress(Object.fromEntries(new FormData(form.current)) as Record<string, string>));
    startTransition(() => router.replace(path, { scroll: false }));
  };
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(go, PAUSE_MS);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go();
  };
  const hasMore = [address.min, address.max, address.judge, address.rubric, address.from, address.to].some(Boolean);
  return (
    <search aria-label={words.label}>
      <form ref={form} action="/runs" onSubmit={submit} className="mb-6">
        <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr_auto]">
          <Field label={words.search} hint={words.searchHint} optional>
            <TextInput name="q" type="search" defaultValue={address.q} maxLength={MAX_SEARCH_LENGTH} onChange={soon} />
          </Field>
          <Choice name="status" label={words.status} value={address.status} all={words.anyStatus} onChange={go}>
            {Object.entries(runStrings.status).map(([value, label]) => ({ value, label }))}
          </Choice>
          <Choice name="by" label={words.by} value={address.by} all={words.anyone} onChange={go}>
            {[{ value: 'me', label: words.me }]}
          </Choice>
          <Choice name="sort" label={words.sort} value={address.sort} onChange={go}>
            {RunSort.options.map((value) => ({ value, label: words.sorts[value] }))}
          </Choice>
          <Button type="submit" busy={isPending}>
            {words.apply}
          </Button>
        </div>
        <details open={hasMore} className="mt-3">
          <summary className="min-h-11 cursor-pointer py-2 font-medium">{words.more}</summary>
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            <Field label={words.minScore} optional>
              <TextInput
                name="min"
                type="number"
                min={0}
                max={100}
                step="any"
                defaultValue={address.min}
                onChange={soon}
              />
            </Field>
            <Field label={words.maxScore} optional>
              <TextInput
                name="max"
                type="number"
                min={0}
                max={100}
                step="any"
                defaultValue={address.max}
                onChange={soon}
              />
            </Field>
            <Choice name="judge" label={words.judge} value={address.judge} all={words.anyJudge} onChange={go}>
              {judges.map(({ id, name }) => ({ value: id, label: name }))}
            </Choice>
            <Choice name="rubric" label={words.rubric} value={address.rubric} all={words.anyRubric} onChange={go}>
              {rubrics.map(({ id, name }) => ({ value: id, label: name }))}
            </Choice>
            <Field label={words.from} hint={words.days} optional>
              <TextInput name="from" type="date" defaultValue={address.from} onChange={soon} />
            </Field>
            <Field label={words.to} hint={words.days} optional>
              <TextInput name="to" type="date" defaultValue={address.to} onChange={soon} />
            </Field>
          </div>
        </details>
        {isFiltered(address) && (
          <LinkButton href="/runs" variant="quiet" size="small" className="mt-2">
            {words.clear}
          </LinkButton>
        )}
      </form>
    </search>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string;
  /** What stands for no restriction. */
  all?: string;
  onChange: () => void;
  children: readonly { value: string; label: string }[];
};

function Choice({ name, label, value, all, onChange, children }: ChoiceProps) {
  // A judge or rubric of an old address may be gone; it stays to be seen and taken back.
  const isKnown = value === '' || children.some((option) => option.value === value);
  return (
    <Field label={label} optional>
      <Select
        name={name}
        defaultValue={value}
        onChange={onChange}
        options={[
          ...(all === undefined ? [] : [{ value: '', label: all }]),
          ...children,
          ...(isKnown ? [] : [{ value, label: value }]),
        ]}
      />
    </Field>
  );
}
