import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

export type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
  /** States and facts on one line under the title. */
  meta?: ReactNode;
  actions?: ReactNode;
};

/** The page's one h1, where it belongs, and what can be done with the whole of it. */
export function PageHeader({ title, description, back, meta, actions }: PageHeaderProps) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        {back && (
          <Link
            href={back.href}
            className="-ml-1 mb-1 inline-flex min-h-11 items-center gap-2 px-1 text-muted hover:text-text print:hidden"
          >
            <ArrowLeft aria-hidden className="size-4" />
            {back.label}
          </Link>
        )}
        <h1 className="font-semibold text-3xl">{title}</h1>
        {description && <p className="mt-2 text-muted">{description}</p>}
        {meta && <div className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-2">{meta}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-3 print:hidden">{actions}</div>}
    </header>
  );
}
