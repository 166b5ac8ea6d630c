import type { Statistic } from '@/core/statistics/statistic';

export const FIGURE_GROUPS = [
  'consensus',
  'claims',
  'agreement',
  'uncertainty',
  'repeats',
  'preference',
  'calibration',
  'judges',
  'models',
] as const;
export type FigureGroup = (typeof FIGURE_GROUPS)[number];

/** `share` and `probability` are 0..1, `points` 0..100, `coefficient` at most 1, `nats` from 0. */
export type FigureUnit = 'share' | 'probability' | 'points' | 'coefficient' | 'nats' | 'count';

/** One statistic ready to be shown: its value with n and interval, or the reason why there is none, and its formula in words. */
export type RunFigure = {
  id: string;
  group: FigureGroup;
  name: string;
  formula: string;
  unit: FigureUnit;
  statistic: Statistic;
};
