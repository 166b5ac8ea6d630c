import type { TextSpan } from '../text';

export type PrivateDatum = TextSpan & { kind: 'email' | 'phone' | 'card' | 'account' | 'socialSecurity'; text: string };

const PATTERNS: readonly [PrivateDatum['kind'], RegExp, (text: string) => boolean][] = [
  ['email', /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gu, () => true],
  ['account', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gu, isAccount],
  ['card', /\b\d(?:[ -]?\d){12,18}\b/gu, isCard],
  ['socialSecurity', /\b(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/gu, () => true],
  ['phone', /(?<![\w.])\+\d(?:[ ().-]{0,2}\d){7,14}\b/gu, () => true],
];

/** Data of the kind that belongs to one person, by its form: what has a check digit must pass it. Names and addresses have no form. */
export function privateData(text: string): PrivateDatum[] {
  const found: PrivateDatum[] = [];
  for (const [kind, pattern, isReal] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const isKnown = found.some((other) => start < other.end && other.start < end);
      if (!isKnown && isReal(match[0])) found.push({ kind, start, end, text: match[0] });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Luhn's check digit. */
function isCard(text: string): boolean {
  const digits = text.replaceAll(/\D/gu, '');
  if (new Set(digits).size === 1) return false;
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: the number with its head moved to the end is 1 modulo 97. */
function isAccount(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  let rest = 0;
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
