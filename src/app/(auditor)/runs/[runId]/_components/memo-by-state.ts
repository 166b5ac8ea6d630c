import { type ComponentType, memo } from 'react';
import type { RunState } from '@/core/evaluation/run';

/**
 * A part of the page that reads these fields of the run's state and no others: it is drawn again only when one of them, or another
 * of its props, has changed.
 */
export function memoByState<P extends { state: RunState }>(
  Part: ComponentType<P>,
  fields: readonly (keyof RunState)[],
) {
  return memo(Part, (before, after) => {
    const { state: a, ...restA } = before;
    const { state: b, ...restB } = after;
    const keys = Object.keys({ ...restA, ...restB }) as (keyof typeof restA)[];
    return fields.every((field) => a[field] === b[field]) && keys.every((key) => restA[key] === restB[key]);
  });
}
