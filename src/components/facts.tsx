import type { ReactNode } from 'react';

export type Fact = { term: string; value: ReactNode };

/** Names and values, side by side where there is room. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
      {facts.map((fact) => (
        <div key={fact.term} className="contents">
          <dt className="text-muted max-sm:mt-2">{fact.term}</dt>
          <dd className="figures min-w-0">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
