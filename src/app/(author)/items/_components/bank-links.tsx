import Link from 'next/link';
import { classNames } from '@/components/class-names';
import { strings } from '../_strings';

const PLACES = [
  { href: '/items', label: strings.nav.items },
  { href: '/items/review', label: strings.nav.review },
  { href: '/items/publish', label: strings.nav.publish },
  { href: '/items/generate', label: strings.nav.generate },
] as const;

/** The parts of the bank, above each of its pages. */
export function BankLinks({ current }: { current: (typeof PLACES)[number]['href'] }) {
  return (
    <nav aria-label={strings.nav.label} className="mb-6 flex gap-1 overflow-x-auto border-b">
      {PLACES.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          {...(href === current ? { 'aria-current': 'page' as const } : {})}
          className={classNames(
            'flex min-h-11 shrink-0 items-center border-b-2 px-4 py-2 transition-colors hover:text-text',
            href === current ? 'border-accent font-medium text-text' : 'border-transparent text-muted',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
