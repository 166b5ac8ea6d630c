import type { ReactNode } from 'react';
import { classNames } from '../class-names';
import { placePoint } from '../interval-scale';
import { TONE_TEXT, type Tone } from '../tone';
import { niceTicks } from './scale';

export type TimelineRow = {
  id: string;
  label: string;
  /** Under the row before it: one of several that make it up. */
  isPart?: boolean;
  /** In ms from the beginning; null when it has not begun. `end` null while it goes on. */
  start: number | null;
  end: number | null;
  tone: Exclude<Tone, 'neutral'>;
  /** What it is doing or how it ended, and how long it took, in words. */
  state: ReactNode;
  /** Tokens, cost and the like. */
  detail?: ReactNode;
};

export type TimelineProps = {
  label: string;
  rows: readonly TimelineRow[];
  /** In ms: where the scale ends. */
  total: number;
  format: (ms: number) => string;
};

/** What went on when, a line each on one scale of time. What still goes on is hatched and open to the right. */
export function Timeline({ label, rows, total, format }: TimelineProps) {
  const max = Math.max(1, total);
  const ticks = niceTicks({ min: 0, max }, 5);
  return (
    <div>
      <ul aria-label={label}>
        {rows.map((row) => (
          <li
            key={row.id}
            className="grid gap-x-6 gap-y-1 border-t py-2 first:border-t-0 md:grid-cols-[minmax(0,20rem)_minmax(0,1fr)] md:items-center"
          >
            <div className={row.isPart ? 'pl-5' : undefined}>
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className={row.isPart ? undefined : 'font-medium'}>{row.label}</span>
                <span className="figures">{row.state}</span>
              </div>
              {row.detail && <div className="figures text-muted">{row.detail}</div>}
            </div>
            <div aria-hidden className="relative h-5 border-border-strong border-b">
              <Stretch row={row} max={max} />
            </div>
          </li>
        ))}
      </ul>
      <div className="grid gap-x-6 md:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
        <div aria-hidden className="figures relative h-7 text-muted md:col-start-2">
          {ticks.map((tick) => {
            const at = placePoint(tick, 0, max);
            return (
              <span
                key={tick}
                className="absolute whitespace-nowrap"
                style={{ left: `${at}%`, transform: `translateX(-${at}%)` }}
              >
                {format(tick)}
              </span>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Stretch({ row: { start, end, tone, isPart }, max }: { row: TimelineRow; max: number }) {
  if (start === null) return null;
  const left = placePoint(start, 0, max);
  const right = placePoint(end ?? max, 0, max);
  return (
    <span
      className={classNames(
        'absolute min-w-1 border-2 border-current',
        isPart ? 'inset-y-1.5' : 'inset-y-1',
        TONE_TEXT[tone],
        end === null ? 'chart-hatched border-r-0' : isPart ? 'chart-barred' : 'bg-current',
      )}
      style={{ left: `min(${left}%, calc(100% - 4px))`, width: `${right - left}%` }}
    />
  );
}
