import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { Reading, Token } from '../reading';
import type { TextSpan } from '../text';

const GRAM = 4;
const MIN_GRAMS = 20;

/** `share` of runs of four words that stood in the text before; `sentences` that say over half of what they say again. */
export type Repetition = { share: Statistic; sentences: readonly TextSpan[] };

export function repetitionOf({ sentences }: Reading): Repetition {
  const seen = new Set<string>();
  const again: TextSpan[] = [];
  let [total, repeated] = [0, 0];
  for (const { start, end, tokens } of sentences) {
    const grams = gramsOf(tokens);
    const known = grams.filter((gram) => seen.has(gram)).length;
    total += grams.length;
    repeated += known;
    if (known > grams.length / 2) again.push({ start, end });
    for (const gram of grams) seen.add(gram);
  }
  if (total < MIN_GRAMS) return { share: notMeasured('the text is too short to repeat itself', total), sentences: [] };
  return { share: measured(repeated / total, total, 'share of runs of four words said before'), sentences: again };
}

function gramsOf(tokens: readonly Token[]): string[] {
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'number').map(({ norm }) => norm);
  return Array.from({ length: Math.max(0, words.length - GRAM + 1) }, (_, i) => words.slice(i, i + GRAM).join(' '));
}
