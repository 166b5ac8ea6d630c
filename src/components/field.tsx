'use client';

import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { FieldContext } from './field-wiring';
import { strings } from './strings';
import { ToneShape } from './tone';

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** Says what is wrong and how to put it right; its presence marks the control invalid. */
  error?: string | undefined;
  /** Required is the rule and goes unmarked; optional fields say so. */
  optional?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  /** One of TextInput, TextArea, Select. */
  children: ReactNode;
};

/** A label, a hint and an error, wired to the one control inside. */
export function Field({ label, hint, error, optional = false, hideLabel = false, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : null, hint ? hintId : null].filter(Boolean).join(' ') || undefined;
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error), required: !optional }}>
      <div className={classNames('flex flex-col gap-1', className)}>
        <label htmlFor={id} className={hideLabel ? 'sr-only' : 'font-medium'}>
          {label}
          {optional && <span className="font-normal text-muted"> ({strings.optional})</span>}
        </label>
        {hint && (
          <p id={hintId} className="text-muted">
            {hint}
          </p>
        )}
        <div className="mt-1">{children}</div>
        <FieldError id={errorId} error={error} />
      </div>
    </FieldContext>
  );
}

/** Announced when it appears; the empty region is there from the start so that it can be. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return (
    <div id={id} aria-live="polite">
      {error && (
        <p className="mt-1 flex items-start gap-2 text-negative">
          <ToneShape tone="negative" className="mt-1" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
