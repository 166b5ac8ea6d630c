import Link from 'next/link';
import { classNames } from './class-names';

/** The letter A whose crossbar is what Assay gives: an estimate and its band. */
export function AssayMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={classNames('shrink-0', className)}>
      <path
        d="M6 27 16 5l10 22"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M11.5 20h9" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="m16 16.25 3.75 3.75L16 23.75 12.25 20Z" fill="currentColor" />
    </svg>
  );
}

/** Name and mark, leading home. */
export function Wordmark({ href = '/' }: { href?: string }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-11 items-center gap-2 font-semibold text-lg text-text tracking-tight"
    >
      <AssayMark className="size-7 text-accent" />
      Assay
    </Link>
  );
}
