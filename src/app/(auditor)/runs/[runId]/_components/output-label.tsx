'use client';

import type { FormEvent } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { SkeletonLines } from '@/components/skeleton';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import { chartStrings } from '../../_chart-strings';
import { useOutputLabel } from '../_hooks/use-output-label';

const words = chartStrings.outputLabel;
const MAX_NOTE = 2_000;

/** A person's own score of the whole output by the rubric of the run, with a note. */
export function OutputLabel({ runId, rubric }: { runId: string; rubric: string | undefined }) {
  const label = useOutputLabel(runId);
  const { own, others } = label;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    if (!label.isSaving) label.say(Number(fields.get('score')), String(fields.get('note')));
  };
  return (
    <Card title={words.title} description={words.text(rubric)} className={own ? '' : 'print:hidden'}>
      {label.isLoading ? (
        <SkeletonLines lines={2} />
      ) : (
        <form key={own?.id ?? 'none'} onSubmit={submit} className="flex flex-col gap-4 print:hidden" data-output-label>
          <Field label={words.score} hint={words.scoreHint} className="max-w-xs">
            <TextInput
              name="score"
              type="number"
              inputMode="numeric"
              min={0}
              max={100}
              step={1}
              required
              defaultValue={own?.score ?? ''}
            />
          </Field>
          <Field label={words.note} optional>
            <TextArea name="note" rows={2} maxLength={MAX_NOTE} defaultValue={own?.note ?? ''} />
          </Field>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" busy={label.isSaving} busyLabel={words.saving}>
              {own ? words.change : words.save}
            </Button>
            {own && (
              <Button variant="quiet" onClick={label.withdraw}>
                {words.withdraw}
              </Button>
            )}
          </div>
        </form>
      )}
      <p role="status" className={label.hasFailed ? 'mt-3 text-negative' : 'mt-3 empty:hidden'}>
        {label.hasFailed ? words.failed : own && own.score !== null ? words.saved(own.score) : ''}
      </p>
      {others.length > 0 && (
        <p className="mt-2 text-muted">{words.others(others.map(({ by, score }) => `${by}: ${score}`).join(', '))}</p>
      )}
    </Card>
  );
}
