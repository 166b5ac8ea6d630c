'use client';

import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { CONTROL_STYLE, useFieldAttributes } from './field-wiring';

export type TextInputProps = ComponentProps<'input'>;

/** One line of text, a number, a date: every `<input>` that is typed into. Put it inside a `Field`. */
export function TextInput({ type = 'text', className, ...rest }: TextInputProps) {
  return <input {...useFieldAttributes()} type={type} className={classNames(CONTROL_STYLE, className)} {...rest} />;
}
