'use client';

import { createContext, type ReactNode, useContext, useId } from 'react';
import { classNames } from './class-names';
import { FieldError } from './field';
import { strings } from './strings';
import { TONE_EDGE, TONE_SOFT, type Tone, ToneShape } from './tone';

type Group = { name: string; value: string | null; locked: boolean; choose: (value: string) => void };
const GroupContext = createContext<Group | null>(null);

export type RadioGroupProps = {
  legend: ReactNode;
  hideLegend?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  /** The chosen value, or null while none is. */
  value: string | null;
  onValueChange: (value: string) => void;
  /** Keeps the choice and the focus where they are and ignores changes: an answer is on its way, or closed. */
  locked?: boolean;
  className?: string;
  /** OptionCards. */
  children: ReactNode;
};

/** Native radio buttons: clicks, arrow keys, Tab and screen readers work as everywhere. Letters A-D are the page's to map. */
export function RadioGroup({
  legend,
  hideLegend = false,
  hint,
  error,
  value,
  onValueChange,
  ...rest
}: RadioGroupProps) {
  const { locked = false, className, children } = rest;
  const name = useId();
  const describedBy =
    [error ? `${name}-error` : null, hint ? `${name}-hint` : null].filter(Boolean).join(' ') || undefined;
  const choose = (next: string) => {
    if (!locked) onValueChange(next);
  };
  return (
    <GroupContext value={{ name, value, locked, choose }}>
      <fieldset className={className} aria-describedby={describedBy}>
        <legend className={hideLegend ? 'sr-only' : 'font-medium'}>{legend}</legend>
        {hint && (
          <p id={`${name}-hint`} className="text-muted">
            {hint}
          </p>
        )}
        <div className="mt-2 flex flex-col gap-2">{children}</div>
        <FieldError id={`${name}-error`} error={error} />
      </fieldset>
    </GroupContext>
  );
}

export type OptionCardProps = {
  value: string;
  label: ReactNode;
  /** Shown before the label, as in "A". */
  letter?: string;
  hint?: ReactNode;
  /** What became of it once the item is closed: the word is shown and read with the option. */
  outcome?: { tone: Tone; word: string };
  disabled?: boolean;
};

/** One option of a RadioGroup; the whole card is its target. */
export function OptionCard({ value, label, letter, hint, outcome, disabled = false }: OptionCardProps) {
  const group = useContext(GroupContext);
  if (!group) throw new Error('OptionCard must be inside a RadioGroup');
  const checked = group.value === value;
  const frame = outcome
    ? classNames(TONE_EDGE[outcome.tone], TONE_SOFT[outcome.tone])
    : checked
      ? 'border-accent bg-accent-soft ring-1 ring-accent'
      : 'border-border-strong bg-surface-raised';
  return (
    <label
      className={classNames(
        'group flex min-h-11 items-start gap-3 rounded-md border px-4 py-3 transition-colors',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
        frame,
        !checked && !outcome && !group.locked && !disabled && 'hover:border-accent',
        disabled && 'opacity-60',
      )}
    >
      <input
        type="radio"
        name={group.name}
        value={value}
        checked={checked}
        disabled={disabled}
        aria-disabled={group.locked || undefined}
        onChange={() => group.choose(value)}
        className={classNames(
          'mt-0.5 size-5 shrink-0 appearance-none rounded-full border border-border-strong bg-surface-raised outline-none',
          'checked:border-6 checked:border-accent',
        )}
      />
      {letter !== undefined && <span className="w-5 font-medium text-muted">{strings.optionLetter(letter)}</span>}
      <span className="min-w-0 flex-1">
        {label}
        {hint && <span className="block text-muted">{hint}</span>}
      </span>
      {outcome && (
        <span className="flex items-center gap-2 font-medium">
          <ToneShape tone={outcome.tone} />
          {outcome.word}
        </span>
      )}
    </label>
  );
}
