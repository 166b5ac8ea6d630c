import type { Tone } from '../tone';

export const MARKERS = ['circle', 'square', 'triangle', 'diamond', 'cross'] as const;
export type MarkerShape = (typeof MARKERS)[number];

export const GROUNDS = ['full', 'hatched', 'barred', 'dotted', 'crossed'] as const;
export type Ground = (typeof GROUNDS)[number];

const TONES = ['accent', 'caution', 'positive', 'negative', 'unknown'] as const satisfies readonly Tone[];
const DASHES = ['', '7 4', '2 4', '10 4 2 4', '1 6'] as const;

export type SeriesLook = { tone: (typeof TONES)[number]; marker: MarkerShape; ground: Ground; dash: string };

/**
 * How the series of a chart are told apart: by colour, and without it by marker, line and ground. No two of the first 25 share both
 * colour and shape.
 */
export function seriesLook(index: number): SeriesLook {
  const turn = Math.floor(index / TONES.length);
  const shape = (index + turn) % MARKERS.length;
  return {
    tone: TONES[index % TONES.length]!,
    marker: MARKERS[shape]!,
    ground: GROUNDS[shape]!,
    dash: DASHES[shape]!,
  };
}

/** Grounds of filled shapes in `currentColor`; each is told from the others in grey and on paper. */
export const GROUND_CLASS = {
  full: 'bg-current',
  hatched: 'chart-hatched',
  barred: 'chart-barred',
  dotted: 'chart-dotted',
  crossed: 'chart-crossed',
} as const satisfies Record<Ground, string>;
