'use client';

import { createContext, useContext } from 'react';

/** What a field tells the control inside it, so that label, hint and error are announced with it. */
export type FieldWiring = {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

export const FieldContext = createContext<FieldWiring | null>(null);

/** Attributes for the control of the surrounding `Field`; empty outside of one. Explicit props win over these. */
export function useFieldAttributes(): {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  required?: true;
} {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    ...(field.describedBy ? { 'aria-describedby': field.describedBy } : {}),
    ...(field.invalid ? { 'aria-invalid': true } : {}),
    ...(field.required ? { required: true } : {}),
  };
}

export const CONTROL_STYLE =
  'w-full min-h-11 rounded-md border border-border-strong bg-surface-raised px-3 py-2 text-text transition-colors ' +
  'placeholder:text-muted hover:border-text disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-negative ' +
  'aria-invalid:border-2';
