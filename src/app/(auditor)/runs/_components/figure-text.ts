import { formatNumber, formatPercent } from '@/components/format-number';
import type { FigureUnit } from '@/core/evaluation/run-figure';

/** A figure's value in its unit. */
export function figureText(value: number, unit: FigureUnit): string {
  if (unit === 'share' || unit === 'probability') return formatPercent(value);
  if (unit === 'count') return formatNumber(value, 0);
  return formatNumber(value, unit === 'points' ? 1 : 3);
}
