'use client';

import { type ChangeEvent, type ComponentProps, useId, useState } from 'react';
import { classNames } from './class-names';
import { CONTROL_STYLE, useFieldAttributes } from './field-wiring';
import { formatCount } from './format-number';
import { strings } from './strings';

export type TextAreaProps = ComponentProps<'textarea'> & {
  /** Shows a counter (UTF-16 units, as `String.length` and zod count). Text over it stays: it is marked, never cut off. */
  limit?: number;
  /** What counts towards the limit, where that is not UTF-16 units. */
  lengthOf?: (text: string) => number;
  /** Code and logs: fixed-width letters. */
  mono?: boolean;
};

/** Several lines of text. Grows with its text where the browser can, between `rows` and two thirds of the window. */
export function TextArea({
  limit,
  lengthOf = utf16Units,
  mono = false,
  rows = 6,
  className,
  onChange,
  ...rest
}: TextAreaProps) {
  const field = useFieldAttributes();
  const counterId = useId();
  const [typed, setTyped] = useState(() => lengthOf(String(rest.defaultValue ?? '')));
  const used = rest.value === undefined ? typed : lengthOf(String(rest.value));
  const describedBy = [field['aria-describedby'], limit === undefined ? null : counterId].filter(Boolean).join(' ');
  const handleChange = (event: ChangeEvent<HTMLTextAreaElement>) => {
    setTyped(lengthOf(event.target.value));
    onChange?.(event);
  };
  return (
    <>
      <textarea
        {...field}
        aria-describedby={describedBy || undefined}
        rows={rows}
        className={classNames(
          CONTROL_STYLE,
          'field-sizing-content max-h-[66dvh] resize-y',
          mono && 'font-mono',
          className,
        )}
        style={{ minBlockSize: `${rows * 1.5 + 1}rem` }}
        onChange={handleChange}
        {...rest}
        {...(limit !== undefined && used > limit ? { 'aria-invalid': true } : {})}
      />
      {limit !== undefined && <Counter id={counterId} used={used} limit={limit} />}
    </>
  );
}

const utf16Units = (text: string): number => text.length;

/** Spoken only when it begins to matter: within a tenth of the limit, in steps, and beyond it. */
function Counter({ id, used, limit }: { id: string; used: number; limit: number }) {
  const left = limit - used;
  const step = Math.max(1, Math.ceil(limit / 50));
  const near = left >= 0 && left <= limit / 10;
  const spoken = left < 0 ? strings.characters.over(formatCount(-left)) : near ? nearWords(left, step) : '';
  return (
    <>
      <p
        id={id}
        className={classNames(
          'figures mt-1 max-w-none text-right',
          left < 0 ? 'font-medium text-negative' : 'text-muted',
        )}
      >
        {left < 0
          ? strings.characters.over(formatCount(-left))
          : strings.characters.used(formatCount(used), formatCount(limit))}
      </p>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </>
  );
}

const nearWords = (left: number, step: number) =>
  strings.characters.left(formatCount(left < step ? left : Math.ceil(left / step) * step));
