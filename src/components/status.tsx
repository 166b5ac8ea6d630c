import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { TONE_SOFT, TONE_TEXT, type Tone, ToneShape } from './tone';

export type StatusProps = {
  tone: Tone;
  label: ReactNode;
  /** `plain` is shape and word; `pill` adds a soft ground. */
  look?: 'plain' | 'pill';
  className?: string;
};

/** A state or verdict as shape, word and colour: any one of the three is enough to tell it. */
export function Status({ tone, label, look = 'plain', className }: StatusProps) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-2 font-medium',
        look === 'pill' && classNames('rounded-full px-3 py-0.5', TONE_SOFT[tone]),
        TONE_TEXT[tone],
        className,
      )}
    >
      <ToneShape tone={tone} />
      {label}
    </span>
  );
}
