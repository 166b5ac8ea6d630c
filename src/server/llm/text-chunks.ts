import type { TextSpan } from '@/core/evaluation/text';
import { countTokens } from './token-count';

/** Neighbouring parts share about this much, so that what stands at a border is seen whole by one of them. */
export const OVERLAP_TOKENS = 120;

/**
 * Cuts a text into parts of at most `maxTokens`, at ends of sentences where it can, each part beginning with the last sentences of
 * the one before. Together the parts are the whole text: nothing is left out. A sentence longer than a part is cut by itself.
 * @param sentences in order, without overlap.
 */
export function chunkText(
  text: string,
  sentences: readonly TextSpan[],
  maxTokens: number,
  overlapTokens = OVERLAP_TOKENS,
): TextSpan[] {
  if (countTokens(text) <= maxTokens) return [{ start: 0, end: text.length }];
  const units = unitsOf(text, sentences, Math.max(1, maxTokens - overlapTokens));
  const chunks: TextSpan[] = [];
  let first = 0;
  while (first < units.length) {
    let last = first;
    let total = units[first]!.tokens;
    while (last + 1 < units.length && total + units[last + 1]!.tokens <= maxTokens) {
      last += 1;
      total += units[last]!.tokens;
    }
    chunks.push({ start: units[first]!.start, end: units[last]!.end });
    if (last === units.length - 1) break;
    let next = last + 1;
    let shared = 0;
    while (next - 1 > first && shared + units[next - 1]!.tokens <= overlapTokens) {
      next -= 1;
      shared += units[next]!.tokens;
    }
    // An overlap must leave room for something new.
    first = shared + units[last + 1]!.tokens <= maxTokens ? next : last + 1;
  }
  return chunks;
}

type Unit = TextSpan & { tokens: number };

/** Sentences with the space before them, so that they join to the text; long ones in pieces that never cut a character in two. */
function unitsOf(text: string, sentences: readonly TextSpan[], maxTokens: number): Unit[] {
  const ends = [...sentences.map(({ end }) => end).filter((end) => end < text.length), text.length];
  const units: Unit[] = [];
  let start = 0;
  for (const end of ends) {
    if (end <= start) continue;
    units.push(...pieces(text, start, end, maxTokens));
    start = end;
  }
  return units;
}

function pieces(text: string, start: number, end: number, maxTokens: number): Unit[] {
  const tokens = countTokens(text.slice(start, end));
  if (tokens <= maxTokens || end - start < 2) return [{ start, end, tokens }];
  const middle = start + ((end - start) >> 1);
  const space = text.lastIndexOf(' ', middle);
  const cut = space > start ? space : /[\udc00-\udfff]/u.test(text.charAt(middle)) ? middle + 1 : middle;
  if (cut <= start || cut >= end) return [{ start, end, tokens }];
  return [...pieces(text, start, cut, maxTokens), ...pieces(text, cut, end, maxTokens)];
}
