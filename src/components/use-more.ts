'use client';

import { useState } from 'react';

/** Rows of a long list shown at a time. */
export const PAGE = 50;

/** The first rows of a list and a way to more; `shown` starts anew where `key` changes, as with a filter. */
export function useMore<Row>(rows: readonly Row[], key = '') {
  const [grown, setGrown] = useState({ key, count: PAGE });
  const count = grown.key === key ? grown.count : PAGE;
  return {
    shown: rows.slice(0, count),
    left: Math.max(0, rows.length - count),
    more: () => setGrown({ key, count: count + PAGE }),
  };
}
