import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { TONE_SOFT, TONE_TEXT, type Tone } from './tone';

/** A short word in a frame: a category, a count, a version. For a verdict or state use `Status`, which adds a shape. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center rounded-sm px-2 font-medium leading-6',
        TONE_SOFT[tone],
        TONE_TEXT[tone],
      )}
    >
      {children}
    </span>
  );
}
