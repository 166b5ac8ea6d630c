import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type CardProps = {
  title?: ReactNode;
  heading?: 'h2' | 'h3' | 'h4';
  description?: ReactNode;
  /** Beside the title: a state, a small button. */
  aside?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  /** `flush` lets a table or a list run to the edges. */
  padding?: 'normal' | 'flush';
  className?: string;
};

/** One thing on its own ground. */
export function Card({ title, heading: Heading = 'h2', description, aside, children, footer, ...rest }: CardProps) {
  const { padding = 'normal', className } = rest;
  return (
    <section
      className={classNames(
        'overflow-clip rounded-lg border bg-surface-raised shadow-card print:break-inside-avoid print:shadow-none',
        className,
      )}
    >
      {(title || aside) && (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-6 sm:pt-5">
          <div className="min-w-0">
            {title && <Heading className="font-semibold text-lg">{title}</Heading>}
            {description && <p className="mt-1 text-muted">{description}</p>}
          </div>
          {aside}
        </div>
      )}
      {children && <div className={padding === 'flush' ? 'mt-4' : 'p-4 sm:px-6 sm:py-5'}>{children}</div>}
      {footer && <div className="border-t bg-surface px-4 py-3 sm:px-6">{footer}</div>}
    </section>
  );
}
