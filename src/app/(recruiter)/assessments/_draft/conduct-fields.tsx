'use client';

import { Card } from '@/components/card';
import { Checkbox } from '@/components/checkbox';
import { Field } from '@/components/field';
import { TextInput } from '@/components/text-input';
import { strings } from './_strings';
import { CONDUCT_NUMBERS, type ConductNumber } from './conduct-form';
import type { RulesFieldsProps } from './rules-fields';
import { InstantInput } from './schedule-fields';

const words = strings.conduct;
const MAY_BE_EMPTY: readonly ConductNumber[] = ['itemSeconds', 'idleMinutes'];

/** How a session is conducted: clocks beside the total time, pauses, review, and who may take it how often. */
export function ConductFields({ form, errors, onChange }: RulesFieldsProps) {
  const shown = CONDUCT_NUMBERS.filter((name) => name !== 'pauseMinutes' || form.pauses.trim() !== '0');
  return (
    <Card title={words.title} description={words.hint}>
      <div className="flex max-w-3xl flex-col gap-6">
        <div className="grid gap-6 sm:grid-cols-2">
          {shown.map((name) => (
            <Field
              key={name}
              label={words.numbers[name].label}
              hint={words.numbers[name].hint}
              error={errors[name]}
              optional={MAY_BE_EMPTY.includes(name)}
              className="justify-end"
            >
              <TextInput
                name={name}
                inputMode="decimal"
                autoComplete="off"
                className="figures"
                value={form[name]}
                onChange={(event) => onChange({ [name]: event.target.value })}
              />
            </Field>
          ))}
          <Field
            label={words.applyUntil}
            hint={words.applyUntilHint}
            error={errors.applyUntil}
            optional
            className="justify-end"
          >
            <InstantInput
              name="applyUntil"
              value={form.applyUntil}
              onChange={(applyUntil) => onChange({ applyUntil })}
            />
          </Field>
        </div>
        <Checkbox
          name="allowsReview"
          label={words.review}
          hint={words.reviewHint}
          error={errors.allowsReview}
          checked={form.allowsReview}
          onChange={(event) => onChange({ allowsReview: event.target.checked })}
        />
        <Checkbox
          name="onlyShortlisted"
          label={words.shortlist}
          hint={words.shortlistHint}
          checked={form.onlyShortlisted}
          onChange={(event) => onChange({ onlyShortlisted: event.target.checked })}
        />
      </div>
    </Card>
  );
}
