import { chartStrings } from '../../_chart-strings';
import type { FigureGroupView } from '../../_components/figure-group-card';

const words = chartStrings.dataset;

export const RANGES = [7, 30, 90, 365] as const;
export type Range = (typeof RANGES)[number];

/** The range asked for in the address; anything else is the usual one. */
export function rangeOf(asked: string | string[] | undefined): Range {
  return RANGES.find((days) => String(days) === asked) ?? 30;
}

/** Figures that stand on one scale stand in one chart. */
export const GROUPS: readonly FigureGroupView[] = [
  {
    id: 'rates',
    ...words.rates,
    units: ['share'],
    domain: { min: 0, max: 1 },
    isOf: ({ group }) => group === 'claims',
  },
  {
    id: 'points',
    ...words.points,
    units: ['points'],
    domain: { min: 0, max: 100 },
    isOf: ({ unit }) => unit === 'points',
  },
  {
    id: 'agreement',
    ...words.agreement,
    units: ['coefficient'],
    domain: { min: -1, max: 1 },
    isOf: ({ group, unit }) => group === 'agreement' && unit === 'coefficient',
  },
  {
    id: 'judges',
    ...words.judges,
    units: ['share'],
    domain: { min: 0, max: 1 },
    isOf: ({ group }) => group === 'judges',
  },
];
