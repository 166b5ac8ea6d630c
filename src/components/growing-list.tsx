'use client';

import { Children, type ReactNode } from 'react';
import { ShowMore } from './show-more';
import { useMore } from './use-more';

/** An ordered list whose later entries come when asked for. Entries are `li` elements. */
export function GrowingList({ className, children }: { className?: string; children: ReactNode }) {
  const { shown, left, more } = useMore(Children.toArray(children));
  return (
    <>
      <ol className={className}>{shown}</ol>
      <ShowMore left={left} onMore={more} />
    </>
  );
}
