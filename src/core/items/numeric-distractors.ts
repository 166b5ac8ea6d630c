import type { Distractor } from './item-model';
import type { Random } from './random';

/** A wrong number and the mistake that leads to it. */
export type Slip = { readonly value: number; readonly misconception: string };

/** The place of a numeric key among its four options, 0 (smallest) to 3. Draw it before anything else. */
export function drawKeyPlace(random: Random): number {
  return random.int(0, 3);
}

/**
 * Three wrong numbers, `place` of them below the key and the rest above, so that the sorted options show the key at
 * `place`. Slips are taken in the order given (most telling first); miscounts by one to three fill what is missing.
 * Returns null when the numbers cannot do it (outside `least` to `most`, or fewer than `telling` slips used): draw another problem.
 */
export function numericDistractors(
  key: number,
  slips: readonly Slip[],
  place: number,
  { least = 0, most = Number.POSITIVE_INFINITY, telling = 1 }: { least?: number; most?: number; telling?: number } = {},
): Distractor[] | null {
  const miscounts = [1, 2, 3].flatMap((by) => [
    { value: key - by, misconception: 'miscounted' },
    { value: key + by, misconception: 'miscounted' },
  ]);
  const chosen: Slip[] = [];
  const wanted = { below: place, above: 3 - place };
  for (const slip of [...slips, ...miscounts]) {
    if (!Number.isInteger(slip.value) || slip.value < least || slip.value > most || slip.value === key) continue;
    if (chosen.some((other) => other.value === slip.value)) continue;
    const side = slip.value < key ? 'below' : 'above';
    if (wanted[side] === 0) continue;
    wanted[side] -= 1;
    chosen.push(slip);
  }
  const missing = wanted.below + wanted.above;
  const tellingUsed = chosen.filter((slip) => slip.misconception !== 'miscounted').length;
  if (missing > 0 || tellingUsed < telling) return null;
  return chosen.map((slip) => ({ text: String(slip.value), misconception: slip.misconception }));
}
