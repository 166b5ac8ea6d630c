'use client';

import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { IconButton } from './icon-button';
import { Popover } from './popover';
import { strings } from './strings';

export type StatisticProps = {
  label: string;
  /** Already formatted; null when it was not measured, and then `reason` says why. */
  value: string | null;
  unit?: string;
  /** Number of observations behind it. */
  n?: number | undefined;
  /** In plain signs, as in "supported claims / checked claims". */
  formula?: ReactNode;
  interval?: { low: string; high: string; level: string; method: string } | undefined;
  /** Why the value is absent, or why it has no interval. */
  reason?: ReactNode;
  size?: 'normal' | 'large';
};

/** A number that answers for itself: its n, its formula and its interval, or the reason for their absence, one key away. */
export function Statistic({ label, value, unit, n, formula, interval, reason, size = 'normal' }: StatisticProps) {
  return (
    <div>
      <div className="flex items-center gap-1 text-muted">
        <span>{label}</span>
        <Popover
          label={strings.statistic.explain(label)}
          trigger={
            <IconButton
              label={strings.statistic.explain(label)}
              icon={<Info aria-hidden className="size-4" />}
              className="-my-2 size-9 pointer-coarse:size-11 print:hidden"
            />
          }
        >
          <p className="font-medium">{label}</p>
          <dl className="mt-2 flex flex-col gap-2">
            {n !== undefined && <Fact term={strings.statistic.observations}>{`n = ${n}`}</Fact>}
            {formula && <Fact term={strings.statistic.formula}>{formula}</Fact>}
            {interval && (
              <Fact term={strings.statistic.interval(interval.level)}>
                {strings.statistic.range(interval.low, interval.high)}, {interval.method}
              </Fact>
            )}
            {reason && (
              <Fact term={value === null ? strings.statistic.reason : strings.statistic.noInterval}>{reason}</Fact>
            )}
          </dl>
        </Popover>
      </div>
      {value === null ? (
        <p className={classNames('font-medium text-unknown', size === 'large' ? 'text-2xl' : 'text-lg')}>
          {strings.notAvailable}
        </p>
      ) : (
        <p className={classNames('figures font-semibold', size === 'large' ? 'text-3xl' : 'text-xl')}>
          {value}
          {unit && <span className="ml-1 font-normal text-base text-muted tracking-normal">{unit}</span>}
        </p>
      )}
      {value !== null && interval && (
        <p className="figures text-muted">{strings.statistic.range(interval.low, interval.high)}</p>
      )}
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{term}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}
