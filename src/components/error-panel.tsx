import type { ReactNode } from 'react';
import { strings } from './strings';
import { ToneShape } from './tone';

export type ErrorPanelProps = {
  /** What happened, in a short sentence without blame. */
  title: string;
  children?: ReactNode;
  kept?: ReactNode;
  next?: ReactNode;
  action?: ReactNode;
  /** A code to quote when asking for help. */
  reference?: string | undefined;
  /** The page's own heading when the panel is the whole page. */
  heading?: 'h1' | 'h2';
};

/** What happened, what was kept, what to do. Announced when it appears. */
export function ErrorPanel({
  title,
  children,
  kept,
  next,
  action,
  reference,
  heading: Heading = 'h2',
}: ErrorPanelProps) {
  return (
    <section role="alert" className="rounded-lg border border-negative bg-surface-raised p-6">
      <div className="flex items-start gap-3">
        <ToneShape tone="negative" className="mt-1 size-5" />
        <div className="flex min-w-0 flex-col gap-4">
          <div>
            <Heading className="font-semibold text-lg">{title}</Heading>
            {children && <div className="mt-1 text-muted">{children}</div>}
          </div>
          {(kept || next) && (
            <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
              {kept && <Entry term={strings.errorPanel.kept}>{kept}</Entry>}
              {next && <Entry term={strings.errorPanel.next}>{next}</Entry>}
            </dl>
          )}
          {action && <div className="flex flex-wrap gap-3">{action}</div>}
          {reference && (
            <p className="text-muted">
              {strings.errorPanel.reference}: <code className="font-mono">{reference}</code>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="font-medium">{term}</dt>
      <dd className="max-w-measure">{children}</dd>
    </div>
  );
}
