import type { Distractor } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

/** A wrong set as an option, how many members it has, and the mistake that leads to it. */
export type WrongSet = { readonly text: string; readonly size: number; readonly misconception: string };

/**
 * Three wrong sets, `smaller` of them with fewer members than the key and the rest with more (equal size counts as
 * either), so that the size of an option tells nothing when `smaller` is drawn uniformly from 0 to 3. The first
 * candidate is the classic mistake and is preferred. Null when the candidates cannot do it: draw another problem.
 */
export function setDistractors(
  random: Random,
  key: { readonly text: string; readonly size: number },
  smaller: number,
  candidates: readonly WrongSet[],
): Distractor[] | null {
  const left = { smaller, larger: 3 - smaller };
  const chosen: Distractor[] = [];
  for (const { text, size, misconception } of [...candidates.slice(0, 1), ...random.shuffle(candidates.slice(1))]) {
    if (text === key.text || chosen.some((option) => option.text === text)) continue;
    const side = size < key.size ? 'smaller' : size > key.size ? 'larger' : left.smaller > 0 ? 'smaller' : 'larger';
    if (left[side] === 0) continue;
    left[side] -= 1;
    chosen.push({ text, misconception });
  }
  return chosen.length === 3 ? chosen : null;
}
