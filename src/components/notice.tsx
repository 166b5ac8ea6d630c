import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { TONE_EDGE, TONE_SOFT, type Tone, ToneShape } from './tone';

export type NoticeProps = {
  tone: Exclude<Tone, 'neutral'>;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `polite` when it appears while someone is on the page; `off` (default) when it is there from the start. */
  live?: 'off' | 'polite';
  className?: string;
};

/** Something to know, in the flow of the page: it stays while it is true. */
export function Notice({ tone, title, children, action, live = 'off', className }: NoticeProps) {
  return (
    <div
      {...(live === 'polite' ? { role: 'status' } : {})}
      className={classNames(
        'flex flex-wrap items-start gap-x-4 gap-y-3 rounded-md border-l-4 px-4 py-3',
        TONE_EDGE[tone],
        TONE_SOFT[tone],
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-3">
        <ToneShape tone={tone} className="mt-1" />
        <div className="min-w-0">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className="max-w-measure">{children}</div>}
        </div>
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
