'use client';

import { useState } from 'react';
import type { RunState } from '@/core/evaluation/run';
import { type ClaimView, claimViews } from '../_components/claim-view';

/** The claims of a run as it goes on. What an event did not change stays the same object, so that only the rest is drawn anew. */
export function useClaimViews(state: RunState): readonly ClaimView[] {
  const [known, setKnown] = useState(() => ({ state, views: claimViews(state) }));
  if (known.state === state) return known.views;
  const views = claimViews(state, known.views);
  setKnown({ state, views });
  return views;
}
