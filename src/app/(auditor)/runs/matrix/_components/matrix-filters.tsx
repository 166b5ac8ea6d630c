import Link from 'next/link';
import { classNames } from '@/components/class-names';
import { strings } from '../_strings';
import { type MatrixFilter, matrixAddress } from './matrix-view';

type Props = { runIds: readonly string[]; filter: MatrixFilter; counts: Readonly<Record<MatrixFilter, number>> };

/** Which claims are shown; each choice has its own address. */
export function MatrixFilters({ runIds, filter, counts }: Props) {
  const names = Object.keys(strings.filters) as MatrixFilter[];
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 pb-3 sm:px-6">
      <nav aria-label={strings.filter} className="flex flex-wrap gap-1 print:hidden">
        {names.map((name) => (
          <Link
            key={name}
            href={matrixAddress(runIds, name)}
            scroll={false}
            aria-current={name === filter ? 'page' : undefined}
            className={classNames(
              'figures inline-flex min-h-11 items-center gap-2 rounded-md border px-3',
              name === filter ? 'border-accent bg-accent-soft font-medium' : 'border-transparent text-link',
            )}
          >
            {strings.filters[name]} ({counts[name]})
          </Link>
        ))}
      </nav>
      <p role="status" className="text-muted">
        {strings.shown(counts[filter], counts.all)}
      </p>
    </div>
  );
}
