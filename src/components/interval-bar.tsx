import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { formatNumber } from './format-number';
import { placeBand, placePoint } from './interval-scale';
import { strings } from './strings';
import { TONE_FILL, TONE_TEXT, type Tone } from './tone';

export type IntervalBarProps = {
  label: string;
  /** Keeps the label and the figures for screen readers only: in tables that show both beside it. */
  hideLabel?: boolean;
  /** null when there is no estimate: the scale is hatched and `reason` stands in its place. */
  point: number | null;
  /** Both or neither. */
  low?: number | undefined;
  high?: number | undefined;
  min: number;
  max: number;
  /** As in "95 %". */
  level?: string;
  reason?: ReactNode;
  /** Two decimals unless told. */
  format?: (value: number) => string;
  /** A line to compare with: a cut score, chance, the reference. */
  reference?: { value: number; label: string };
  ticks?: readonly { value: number; label: string }[];
  tone?: Exclude<Tone, 'neutral'>;
};

/** An estimate as a point and its interval as a band on a labelled scale, with the same in words. */
export function IntervalBar({
  label,
  hideLabel = false,
  point,
  low,
  high,
  min,
  max,
  level = '95 %',
  ...rest
}: IntervalBarProps) {
  const { reason, format = formatNumber, reference, ticks = [], tone = 'accent' } = rest;
  const hasBand = point !== null && low !== undefined && high !== undefined;
  const words = [
    strings.interval.point(label, point === null ? strings.interval.insufficient : format(point)),
    hasBand ? strings.interval.band(level, format(low), format(high)) : null,
    strings.interval.scale(format(min), format(max)),
    reference ? `${reference.label} ${format(reference.value)}` : null,
  ].filter(Boolean);
  return (
    <div className="print:break-inside-avoid">
      {!hideLabel && (
        <div aria-hidden className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">{label}</span>
          <span className="figures">
            {point === null ? <span className="text-unknown">{strings.interval.insufficient}</span> : format(point)}
            {hasBand && <span className="text-muted"> ({strings.statistic.range(format(low), format(high))})</span>}
          </span>
        </div>
      )}
      <div role="img" aria-label={`${words.join(', ')}.`} className="relative h-6">
        <div
          className={classNames(
            'absolute inset-x-0 top-1/2 -translate-y-1/2 rounded-full',
            point === null ? 'hatched h-3 border border-unknown border-dashed text-unknown' : 'h-0.5 bg-border-strong',
          )}
        />
        {ticks.map((tick) => (
          <span
            key={tick.value}
            className="absolute top-1/2 h-2 w-px -translate-y-1/2 bg-border-strong"
            style={{ left: `${placePoint(tick.value, min, max)}%` }}
          />
        ))}
        {hasBand && <Band {...placeBand(low, high, min, max)} tone={tone} />}
        {reference && (
          <span
            className="absolute inset-y-0 border-text border-l-2 border-dashed"
            style={{ left: `${placePoint(reference.value, min, max)}%` }}
          />
        )}
        {point !== null && (
          <span
            className={classNames(
              'absolute top-1/2 size-3 -translate-x-1/2 -translate-y-1/2 rotate-45 rounded-[1px] outline-2 outline-surface-raised',
              TONE_FILL[tone],
            )}
            style={{ left: `${placePoint(point, min, max)}%` }}
          />
        )}
      </div>
      {(ticks.length > 0 || reference) && <Scale ticks={ticks} reference={reference} min={min} max={max} />}
      {point === null && reason && <p className="mt-1 text-muted">{reason}</p>}
    </div>
  );
}

/** An end without an edge: the band goes on beyond the scale. */
function Band({
  left,
  width,
  cutLow,
  cutHigh,
  tone,
}: ReturnType<typeof placeBand> & { tone: Exclude<Tone, 'neutral'> }) {
  return (
    <span
      className={classNames(
        'absolute top-1/2 h-3 -translate-y-1/2 border-y-2 border-current',
        TONE_TEXT[tone],
        !cutLow && 'rounded-l-sm border-l-2',
        !cutHigh && 'rounded-r-sm border-r-2',
      )}
      style={{ left: `${left}%`, width: `max(${width}%, 2px)` }}
    >
      <span className="absolute inset-0 bg-current opacity-25" />
    </span>
  );
}

function Scale({
  ticks,
  reference,
  min,
  max,
}: Required<Pick<IntervalBarProps, 'ticks' | 'min' | 'max'>> & Pick<IntervalBarProps, 'reference'>) {
  return (
    <div aria-hidden className="figures relative h-6 text-muted">
      {ticks.map((tick) => (
        <ScaleLabel key={tick.value} at={placePoint(tick.value, min, max)}>
          {tick.label}
        </ScaleLabel>
      ))}
      {reference && (
        <ScaleLabel at={placePoint(reference.value, min, max)} className="font-medium text-text">
          {reference.label}
        </ScaleLabel>
      )}
    </div>
  );
}

/** Slides from left-aligned to right-aligned along the scale, so that no label leaves it. */
function ScaleLabel({ at, className, children }: { at: number; className?: string; children: ReactNode }) {
  return (
    <span
      className={classNames('absolute whitespace-nowrap', className)}
      style={{ left: `${at}%`, transform: `translateX(-${at}%)` }}
    >
      {children}
    </span>
  );
}
