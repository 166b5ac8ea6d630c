import { useId } from 'react';
import { strings } from './strings';
import { TONE_FILL, type Tone } from './tone';

export type ProgressBarProps = {
  label: string;
  hideLabel?: boolean;
  /** null while the amount is not known: the bar is hatched and `valueText` says what is going on. */
  value: number | null;
  max: number;
  /** Defaults to "3 of 12". */
  valueText?: string;
  tone?: Exclude<Tone, 'neutral'>;
};

/** How far something is, in words and as a thin bar. */
export function ProgressBar({ label, hideLabel = false, value, max, valueText, tone = 'accent' }: ProgressBarProps) {
  const id = useId();
  const words = valueText ?? (value === null ? strings.working : strings.progress(String(value), String(max)));
  const share = value === null || max <= 0 ? 1 : Math.min(1, Math.max(0, value / max));
  return (
    <div>
      <div className={hideLabel ? 'sr-only' : 'mb-2 flex flex-wrap justify-between gap-x-4'}>
        <span id={id}>{label}</span>
        <span className="figures text-muted">{words}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value ?? undefined}
        aria-valuetext={words}
        className="h-1.5 overflow-hidden rounded-full bg-surface-sunken inset-ring inset-ring-border"
      >
        <div
          className={
            value === null
              ? 'hatched h-full text-accent motion-safe:animate-breathe'
              : `h-full rounded-full transition-[width] duration-150 ${TONE_FILL[tone]}`
          }
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
