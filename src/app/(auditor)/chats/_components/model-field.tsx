'use client';

import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { api } from '@/trpc/react';
import { strings } from '../_strings';
import { modelOptions } from './model-options';

export type ModelFieldProps = {
  value: string;
  /** Models there are in any case: the one that is configured, the one a chat uses. */
  known: readonly string[];
  onChange: (model: string) => void;
  disabled?: boolean;
  className?: string;
};

/** Who answers. What else the endpoint offers is asked of it meanwhile; where it says nothing, what is known can be chosen. */
export function ModelField({ value, known, onChange, disabled = false, className }: ModelFieldProps) {
  const { data } = api.chat.getOptions.useQuery({ withOffer: true });
  const options = modelOptions(data?.models ?? [], [value, ...known]);
  if (options.length === 1) return <p className={className}>{strings.ask.onlyModel(value)}</p>;
  return (
    <Field label={strings.ask.model} {...(className && { className })}>
      <Select value={value} disabled={disabled} options={options} onChange={({ target }) => onChange(target.value)} />
    </Field>
  );
}
