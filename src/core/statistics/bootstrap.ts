import { seededRandom } from '@/core/items/random';
import { quantile, sum } from './moments';
import { normalCdf, normalQuantile } from './normal';
import { type Interval, measured, notMeasured, type Statistic } from './statistic';

export type Bootstrap<T> = {
  items: readonly T[];
  /** The figure of some items; null when they cannot carry it (one class only, no items). */
  figure(items: readonly T[]): number | null;
  /** Items with the same key are drawn together, because they hang together (claims of one document, runs on one source). */
  clusterOf?(item: T): string;
  /** Stored with the result, so that the interval can be made again. */
  seed: string;
  resamples?: number;
  level?: number;
  /** Used when the bootstrap has nothing to say, for example Wilson's interval of a rate. */
  fallback?(): Interval | null;
};

const MIN_UNITS = 3;
/** More resamples without a figure than this share, and the rest no longer stands for the data. */
const MAX_UNDEFINED = 0.05;

/**
 * A figure of a data set with its BCa interval: bias-corrected and accelerated bootstrap, Efron (1987). What is drawn are items, or
 * whole clusters of items; judges stay inside their item. With B replicates t*, estimate t and jackknife values over units:
 *
 *     z0 = Phi^-1(#{t* < t} / B, ties half)      a = sum d^3 / (6 (sum d^2)^1.5), d = mean - jackknife value
 *     alpha_k = Phi(z0 + (z0 + z_k) / (1 - a (z0 + z_k)))
 *
 * @returns the figure with n = items. No interval, but the reason, when there are fewer than three units, no spread, or all
 *   replicates on one side of the estimate, unless `fallback` gives one.
 */
export function bca<T>({
  items,
  figure,
  clusterOf,
  seed,
  resamples = 2_000,
  level = 0.95,
  fallback,
}: Bootstrap<T>): Statistic {
  const estimate = items.length === 0 ? null : figure(items);
  if (estimate === null || Number.isNaN(estimate))
    return notMeasured('the data cannot carry this figure', items.length);
  const value = measured(estimate, items.length, 'estimate from all items');
  const without = (reason: string): Statistic => {
    const interval = fallback?.() ?? null;
    return interval ? { ...value, interval } : { ...value, noInterval: reason };
  };

  const units = clusterOf ? clusters(items, clusterOf) : items.map((item) => [item]);
  if (units.length < MIN_UNITS) return without(`${units.length} independent units are too few for an interval`);
  const replicates = replicate(units, figure, seed, resamples);
  if (replicates.length < resamples * (1 - MAX_UNDEFINED))
    return without('too many resamples cannot carry this figure');
  if (replicates.every((replicate) => replicate === replicates[0]))
    return without('no spread: every resample gives the same');

  const below = replicates.filter((t) => t < estimate).length + replicates.filter((t) => t === estimate).length / 2;
  const z0 = normalQuantile(below / replicates.length);
  const a = acceleration(units, figure);
  if (!Number.isFinite(z0) || a === null) return without('the resamples all lie on one side of the estimate');

  const endpoint = (p: number): number => {
    const z = z0 + normalQuantile(p);
    return quantile(replicates, normalCdf(z0 + z / (1 - a * z)));
  };
  const tail = (1 - level) / 2;
  const unit = clusterOf ? 'clusters' : 'items';
  const interval: Interval = {
    low: endpoint(tail),
    high: endpoint(1 - tail),
    level,
    method: `BCa bootstrap over ${unit}`,
    resampling: { seed, resamples, units: units.length },
  };
  return { ...value, interval };
}

function clusters<T>(items: readonly T[], clusterOf: (item: T) => string): T[][] {
  return [...Map.groupBy(items, clusterOf).values()];
}

/** Figures of `resamples` draws of as many units as there are, with repeats. Draws without a figure are left out. */
export function replicate<T>(
  units: readonly (readonly T[])[],
  figure: (items: readonly T[]) => number | null,
  seed: string,
  resamples: number,
): number[] {
  const random = seededRandom(seed);
  const replicates: number[] = [];
  for (let b = 0; b < resamples; b += 1) {
    const drawn = Array.from({ length: units.length }, () => random.pick(units)).flat();
    const t = figure(drawn);
    if (t !== null && !Number.isNaN(t)) replicates.push(t);
  }
  return replicates;
}

/** Null when leaving one unit out can make the figure undefined. 0 when no unit matters more than another. */
function acceleration<T>(
  units: readonly (readonly T[])[],
  figure: (items: readonly T[]) => number | null,
): number | null {
  const jackknife: number[] = [];
  for (let i = 0; i < units.length; i += 1) {
    const t = figure(units.toSpliced(i, 1).flat());
    if (t === null || Number.isNaN(t)) return null;
    jackknife.push(t);
  }
  const centre = sum(jackknife) / jackknife.length;
  const differences = jackknife.map((t) => centre - t);
  const squares = sum(differences.map((d) => d * d));
  return squares === 0 ? 0 : sum(differences.map((d) => d ** 3)) / (6 * squares ** 1.5);
}
