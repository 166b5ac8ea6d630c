import type { ReactNode } from 'react';
import { IntervalBar, type IntervalBarProps } from '../interval-bar';
import { type Domain, niceTicks } from './scale';

export type IntervalRow = Pick<IntervalBarProps, 'label' | 'point' | 'low' | 'high' | 'tone'> & {
  id: string;
  /** Under the bar: n, or why there is no point or no interval. */
  note?: ReactNode;
};

export type IntervalListProps = {
  rows: readonly IntervalRow[];
  domain: Domain;
  format: (value: number) => string;
  /** As in "95 %". */
  level?: string;
  /** A line through all rows to compare with: chance, the mean of the panel. */
  reference?: IntervalBarProps['reference'];
};

/** Estimates with their intervals one under the other on one scale, which stands below the last. */
export function IntervalList({ rows, domain, format, level, reference }: IntervalListProps) {
  const ticks = niceTicks(domain, 6).map((value) => ({ value, label: format(value) }));
  return (
    <ul className="flex flex-col gap-3">
      {rows.map(({ id, note, point, low, high, label, tone }, index) => (
        <li key={id}>
          <IntervalBar
            {...domain}
            label={label}
            point={point}
            low={low}
            high={high}
            format={format}
            {...(tone ? { tone } : {})}
            {...(level ? { level } : {})}
            {...(reference ? { reference } : {})}
            {...(index === rows.length - 1 ? { ticks } : {})}
          />
          {note && <p className="text-muted">{note}</p>}
        </li>
      ))}
    </ul>
  );
}
