'use client';

import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { strings } from '../_strings';
import { OptionFields } from './option-fields';
import type { TypeFieldsProps } from './type-fields';

const words = strings.form;

export function OrderingFields({ content, onChange }: TypeFieldsProps<'ordering'>) {
  return (
    <OptionFields
      legend={words.options}
      hint={words.orderLegend}
      options={content.options}
      onChange={(options) => onChange({ ...content, options })}
      label={words.step}
      ordered
    />
  );
}

export function MatchingFields({ content, onChange }: TypeFieldsProps<'matching'>) {
  const { prompts, targets, key } = content;
  const targetOptions = targets.map(({ id, text }, place) => ({ value: id, label: text || words.target(place + 1) }));
  return (
    <>
      <OptionFields
        legend={words.targets}
        options={targets}
        onChange={(next) => onChange({ ...content, targets: next })}
        label={words.target}
        addLabel={words.addTarget}
      />
      <OptionFields
        legend={words.prompts}
        options={prompts}
        onChange={(next) => {
          const kept = Object.entries(key).filter(([prompt]) => next.some(({ id }) => id === prompt));
          onChange({ ...content, prompts: next, key: Object.fromEntries(kept) });
        }}
        label={words.prompt}
        addLabel={words.addPrompt}
        aside={({ id }, number) => (
          <Field label={words.targetOf(number)} hideLabel className="w-full sm:w-56">
            <Select
              options={targetOptions}
              placeholder={words.targets}
              value={key[id] ?? ''}
              onChange={(event) => onChange({ ...content, key: { ...key, [id]: event.target.value } })}
            />
          </Field>
        )}
      />
    </>
  );
}
