import type { ReactNode } from 'react';
import { classNames } from './class-names';

const WIDTH = { text: 'max-w-3xl', page: 'max-w-page', wide: 'max-w-wide' } as const;

export type PageFrameProps = {
  /** `text` for reading and forms, `page` for lists and reports, `wide` for things side by side. */
  width?: keyof typeof WIDTH;
  className?: string;
  children: ReactNode;
};

/** Margins and greatest width of a page's content. */
export function PageFrame({ width = 'page', className, children }: PageFrameProps) {
  return (
    <div className={classNames('mx-auto w-full px-4 py-8 sm:px-8 sm:py-10 print:p-0', WIDTH[width], className)}>
      {children}
    </div>
  );
}
