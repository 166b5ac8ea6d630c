import { chiSquareTail } from '@/core/statistics/chi-square';
import type { ItemContent } from '../item';
import { type GateOutcome, notApplicable, notRun } from './gate';

/** Fewer than five expected keys a place, and the chi-square approximation does not hold (Cochran 1954). */
const LEAST_EXPECTED = 5;
/** A bank this unlikely under uniform places is out of balance; banks are large and looked at often, so not .05. */
const SIGNIFICANCE = 0.01;

export type PositionCounts = {
  /** Number of options. */
  readonly options: number;
  /** How often the key stands at each place. */
  readonly counts: readonly number[];
};

export type PositionTest =
  | {
      readonly status: 'tested';
      readonly chiSquare: number;
      readonly degreesOfFreedom: number;
      readonly p: number;
      readonly n: number;
      readonly groups: readonly PositionCounts[];
    }
  | { readonly status: 'tooFew'; readonly n: number; readonly needed: number };

/** Where the key stands, 0 for first; null for an item without options to choose one of. */
export function keyPlace(content: ItemContent): { options: number; place: number } | null {
  if (content.type !== 'singleChoice' && content.type !== 'codeReading') return null;
  const place = content.options.findIndex(({ id }) => id === content.keyId);
  return place === -1 ? null : { options: content.options.length, place };
}

/**
 * Are the keys of a bank spread evenly over the places? Items with different numbers of options are counted apart and
 * their chi-squares added. Groups with fewer than five expected keys a place are left out.
 */
export function testKeyPositions(contents: readonly ItemContent[]): PositionTest {
  const groups = new Map<number, number[]>();
  for (const content of contents) {
    const found = keyPlace(content);
    if (!found) continue;
    const counts = groups.get(found.options) ?? Array.from({ length: found.options }, () => 0);
    counts[found.place]! += 1;
    groups.set(found.options, counts);
  }
  const all = [...groups].map(([options, counts]) => ({
    options,
    counts,
    n: counts.reduce((sum, count) => sum + count, 0),
  }));
  const usable = all.filter(({ n, options }) => n / options >= LEAST_EXPECTED).sort((a, b) => a.options - b.options);
  if (usable.length === 0) {
    return { status: 'tooFew', n: all.reduce((sum, { n }) => sum + n, 0), needed: LEAST_EXPECTED * 4 };
  }
  const chiSquare = usable.reduce(
    (sum, { counts, n, options }) =>
      sum + counts.reduce((part, count) => part + (count - n / options) ** 2 / (n / options), 0),
    0,
  );
  const degreesOfFreedom = usable.reduce((sum, { options }) => sum + options - 1, 0);
  return {
    status: 'tested',
    chiSquare,
    degreesOfFreedom,
    p: chiSquareTail(chiSquare, degreesOfFreedom),
    n: usable.reduce((sum, { n }) => sum + n, 0),
    groups: usable.map(({ options, counts }) => ({ options, counts })),
  };
}

/**
 * The bank's test as the gate of one item. Options are shuffled when an item is shown, unless they are numbers; the gate
 * watches the bank as written, where a habit of the author shows first.
 */
export function keyPositionGate(test: PositionTest, own: ItemContent | null): GateOutcome {
  const place = own && keyPlace(own);
  if (!place) return notApplicable('keyPosition', 'Its key has no fixed place among options: nothing to count.');
  if (test.status === 'tooFew') {
    return notRun('keyPosition', `Too few items of one shape to test: ${test.n}, needed ${test.needed}.`);
  }
  const group = test.groups.find(({ options }) => options === place.options);
  const evidence = group
    ? group.counts.map((count, index) => ({
        label: `Place ${index + 1}${index === place.place ? ' (this item)' : ''}`,
        text: `${count} of ${group.counts.reduce((sum, each) => sum + each, 0)} keys`,
      }))
    : [];
  const figures = `chi-square ${test.chiSquare.toFixed(1)}, ${test.degreesOfFreedom} degrees of freedom, n = ${test.n}, p = ${test.p.toFixed(3)}`;
  return test.p < SIGNIFICANCE
    ? {
        gate: 'keyPosition',
        result: 'failed',
        summary: `The bank prefers some places for its keys: ${figures}.`,
        evidence,
      }
    : { gate: 'keyPosition', result: 'passed', summary: `The bank's keys prefer no place: ${figures}.`, evidence };
}
