import { DomainError } from '@/core/errors';

/** A stretch of a text as it was submitted: UTF-16 offsets, `end` exclusive, so `text.slice(start, end)` is what it names. */
export type TextSpan = { start: number; end: number };

/** Counted in Unicode code points, so that an emoji or a rare character costs one, as people count. */
export const MAX_TEXT_CODE_POINTS = 50_000;

/** The text in normal form C, and the way back: analysis works on `text`, everything shown or stored speaks of `given`. */
export type NormalisedText = { given: string; text: string; toGiven(span: TextSpan): TextSpan };

/**
 * Says no to a text that cannot be evaluated or stored. The text itself is never changed.
 * @param name what the caller calls the text, for the message ("source text").
 * @throws DomainError text_empty (no letter, digit or symbol), text_too_long, invalid_input (half a surrogate pair or a NUL
 *   character: neither can be stored as text, and both come from binary or cut uploads).
 */
export function assertSubmittable(name: string, text: string): void {
  if (text.trim() === '') throw new DomainError('text_empty', `The ${name} is empty or only white space.`);
  const length = codePoints(text);
  if (length > MAX_TEXT_CODE_POINTS) {
    throw new DomainError(
      'text_too_long',
      `The ${name} has ${length.toLocaleString('en')} characters; at most ${MAX_TEXT_CODE_POINTS.toLocaleString('en')} are possible. Shorten or split it.`,
      { length, limit: MAX_TEXT_CODE_POINTS },
    );
  }
  const position = unstorableAt(text);
  if (position !== -1) {
    throw new DomainError(
      'invalid_input',
      `The ${name} is not valid text: a broken character stands at position ${position + 1}. Was a binary file uploaded, or a text cut in the middle of a character?`,
      { position },
    );
  }
}

/** Number of Unicode code points. */
export function codePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i + 1 < text.length; i += 1) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) {
      pairs += 1;
      i += 1;
    }
  }
  return text.length - pairs;
}

function unstorableAt(text: string): number {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 0) return i;
    if (isHigh(unit)) {
      if (!isLow(text.charCodeAt(i + 1))) return i;
      i += 1;
    } else if (isLow(unit)) return i;
  }
  return -1;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * Normal form C with a map back. Composition never crosses the border of a grapheme cluster, so each cluster is normalised alone
 * and every unit of the result knows the cluster it came from; a span that touches a cluster maps to all of it. CRLF stays as it is.
 */
export function normalise(given: string): NormalisedText {
  const text = given.normalize('NFC');
  if (text === given) return { given, text, toGiven: (span) => span };
  const starts = new Uint32Array(text.length + 1);
  const ends = new Uint32Array(text.length + 1);
  let unit = 0;
  for (const { segment, index } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(given)) {
    const length = segment.normalize('NFC').length;
    starts.fill(index, unit, unit + length);
    ends.fill(index + segment.length, unit, unit + length);
    unit += length;
  }
  starts[unit] = given.length;
  return {
    given,
    text,
    toGiven: ({ start, end }) => ({ start: starts[start]!, end: end > start ? ends[end - 1]! : starts[start]! }),
  };
}
