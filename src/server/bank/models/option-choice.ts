import type { Distractor } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { setDistractors } from './set-distractors';

/** The text of a wrong option and the mistake that leads to it. */
export type WrongOption = readonly [text: string, misconception: string];

/** The first three different texts that are not the key; null when there are fewer: draw another problem. */
export function firstDistinct(key: string, candidates: readonly WrongOption[]): Distractor[] | null {
  const chosen: Distractor[] = [];
  for (const [text, misconception] of candidates) {
    if (text !== key && !chosen.some((option) => option.text === text)) chosen.push({ text, misconception });
  }
  return chosen.length < 3 ? null : chosen.slice(0, 3);
}

/**
 * Three wrong texts, `shorter` of them no longer than the key and the rest no shorter, so that length tells nothing when
 * `shorter` is drawn uniformly from 0 to 3. The first candidate is the classic mistake and is preferred. Null when the
 * candidates cannot do it or the key would stand out.
 */
export function balancedByLength(
  random: Random,
  key: string,
  shorter: number,
  candidates: readonly WrongOption[],
): Distractor[] | null {
  const chosen = setDistractors(
    random,
    { text: key, size: key.length },
    shorter,
    candidates.map(([text, misconception]) => ({ text, size: text.length, misconception })),
  );
  if (chosen === null) return null;
  const mean = chosen.reduce((sum, { text }) => sum + text.length, 0) / 3;
  return key.length - mean >= 12 ? null : chosen;
}
