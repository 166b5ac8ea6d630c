'use client';

import { useState } from 'react';
import { type ClaimView, isDisputed, isProblem } from '../_components/claim-view';

export type Walk = 'all' | 'problems' | 'disputed';

export type ClaimWalk = {
  selected: ClaimView | null;
  select: (id: string | null) => void;
  walk: Walk;
  setWalk: (walk: Walk) => void;
  /** How many claims the steps go through. */
  steps: number;
  previous: () => void;
  next: () => void;
};

const KEPT: Record<Walk, (view: ClaimView) => boolean> = { all: () => true, problems: isProblem, disputed: isDisputed };

/** Which claim is looked at, and the way from one to the next, round the end to the beginning. */
export function useClaimWalk(views: readonly ClaimView[]): ClaimWalk {
  const [selectedId, select] = useState<string | null>(null);
  const [walk, setWalk] = useState<Walk>('all');
  const kept = views.filter(KEPT[walk]);
  const selected = views.find(({ claim }) => claim.id === selectedId) ?? null;
  const at = selected?.claim.index ?? -1;
  const previous = () => {
    const before = kept.findLast(({ claim }) => claim.index < at) ?? kept.at(-1);
    if (before) select(before.claim.id);
  };
  const next = () => {
    const after = kept.find(({ claim }) => claim.index > at) ?? kept[0];
    if (after) select(after.claim.id);
  };
  return { selected, select, walk, setWalk, steps: kept.length, previous, next };
}
