import type { ReactNode } from 'react';

export type EmptyStateProps = {
  title: string;
  /** What this place is for. */
  children: ReactNode;
  /** How to begin. */
  action?: ReactNode;
  icon?: ReactNode;
};

/** Nothing here yet: what this is, and how to begin. */
export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-border-strong border-dashed px-6 py-12 text-center">
      {icon && <div className="mb-2 text-muted [&_svg]:size-8">{icon}</div>}
      <h2 className="font-semibold text-lg">{title}</h2>
      <div className="max-w-prose text-muted">{children}</div>
      {action && <div className="mt-4 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
