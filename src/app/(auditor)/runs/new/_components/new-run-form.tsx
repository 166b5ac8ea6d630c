'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { CreateFoot } from '@/app/(auditor)/_components/create-foot';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { TextArea } from '@/components/text-area';
import { codePoints, MAX_TEXT_CODE_POINTS } from '@/core/evaluation/text';
import type { CollectionEntry } from '@/protocol/collection';
import type { RubricEntry } from '@/protocol/rubric';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';
import { checkTexts, type TextErrors, type Texts } from './check-texts';
import { EstimatePanel } from './estimate-panel';
import { EXAMPLE } from './example';
import { configurationOf, NO_WISHES, type Wishes } from './wishes';
import { WishesFields } from './wishes-fields';

const words = strings.form;
const FIELDS = ['source', 'output', 'question'] as const;

export type NewRunFormProps = {
  questionLimit: number;
  rubrics: readonly RubricEntry[];
  collections: readonly CollectionEntry[];
  hasModel: boolean;
  hasPrices: boolean;
};

/** Two texts and a question, sent as they are. A refusal stands at its field and takes nothing away. */
export function NewRunForm({ questionLimit, rubrics, collections, hasModel, hasPrices }: NewRunFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [texts, setTexts] = useState<Texts>({ source: '', output: '', question: '' });
  const [wishes, setWishes] = useState<Wishes>(NO_WISHES);
  const [errors, setErrors] = useState<TextErrors>({});
  const create = api.run.create.useMutation({ onSuccess: ({ runId }) => router.push(`/runs/${runId}`) });
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    // What was typed, or put back by the browser, before the page came alive. Until then the form cannot be sent either:
    // the browser alone would put the texts into the address.
    const before = new FormData(form.current ?? undefined);
    const given = (field: keyof Texts) => String(before.get(field) ?? '').replaceAll('\r\n', '\n');
    setTexts({ source: given('source'), output: given('output'), question: given('question') });
    setReady(true);
  }, []);
  const isBusy = create.isPending || create.isSuccess;
  const submission = {
    ...texts,
    question: texts.question.trim() === '' ? null : texts.question,
    configuration: configurationOf(wishes),
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const found = checkTexts(texts, questionLimit);
    setErrors(found);
    const first = FIELDS.find((field) => found[field]);
    if (first) {
      const control = form.current?.elements.namedItem(first);
      if (control instanceof HTMLElement) control.focus();
      return;
    }
    create.mutate(submission);
  };

  const area = (field: keyof Texts) => ({
    name: field,
    value: texts[field],
    spellCheck: false,
    readOnly: isBusy,
    onChange: (event: { target: { value: string } }) => {
      const { value } = event.target;
      setTexts((before) => ({ ...before, [field]: value }));
      setErrors(({ [field]: _, ...others }) => others);
    },
  });
  const limit = { limit: MAX_TEXT_CODE_POINTS, lengthOf: codePoints };

  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-6">
      {FIELDS.every((field) => texts[field] === '') && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button size="small" disabled={!isReady} onClick={() => setTexts(EXAMPLE)}>
            {words.example}
          </Button>
          <p className="text-muted">{words.exampleHint}</p>
        </div>
      )}
      <div className="grid gap-6 lg:grid-cols-2">
        <Field label={words.source} hint={words.sourceHint} error={errors.source}>
          <TextArea rows={12} {...limit} {...area('source')} />
        </Field>
        <Field label={words.output} hint={words.outputHint} error={errors.output}>
          <TextArea rows={12} {...limit} {...area('output')} />
        </Field>
      </div>
      <Field label={words.question} hint={words.questionHint} error={errors.question} optional>
        <TextArea rows={2} {...area('question')} />
      </Field>
      <WishesFields
        wishes={wishes}
        onChange={setWishes}
        rubrics={rubrics}
        collections={collections}
        hasModel={hasModel}
        hasPrices={hasPrices}
        readOnly={isBusy}
      />
      {hasModel && <EstimatePanel submission={submission} isReady={isReady} />}
      <CreateFoot create={create} isReady={isReady} isBusy={isBusy} words={words} />
    </form>
  );
}
