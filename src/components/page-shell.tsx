import type { ReactNode } from 'react';
import { MAIN_ID, SkipLink } from './skip-link';

export type PageShellProps = {
  /** A SiteHeader, or a page's own bar. */
  header?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/**
 * Skip link, header and the main landmark. Each route group's layout has one; pages outside a group (landing, errors,
 * loading) bring their own, because they replace the group's layout as well.
 */
export function PageShell({ header, footer, children }: PageShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      {header}
      <main id={MAIN_ID} tabIndex={-1} className="flex flex-1 flex-col outline-none">
        {children}
      </main>
      {footer}
    </div>
  );
}
