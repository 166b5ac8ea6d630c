import Link from 'next/link';
import { classNames } from '@/components/class-names';
import { chartStrings } from '../../_chart-strings';
import { RANGES, type Range } from './statistics-view';

const words = chartStrings.dataset;

/** Over how many days; each range has its own address. */
export function RangeLinks({ days }: { days: Range }) {
  return (
    <nav aria-label={words.range} className="flex flex-wrap gap-1 print:hidden">
      {RANGES.map((range) => (
        <Link
          key={range}
          href={`/runs/statistics?days=${range}`}
          aria-current={range === days ? 'page' : undefined}
          className={classNames(
            'inline-flex min-h-11 items-center rounded-md border px-3',
            range === days ? 'border-accent bg-accent-soft font-medium' : 'border-transparent text-link',
          )}
        >
          {words.days(range)}
        </Link>
      ))}
    </nav>
  );
}
