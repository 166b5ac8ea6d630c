import { type Unit, unitOf } from './measure';
import type { Token } from './reading';
import type { TextSpan } from './text';

type Place = TextSpan & { text: string };
/** Parts that the text leaves open are null ("May 2021" has no day). */
export type DateQuantity = Place & { kind: 'date'; year: number | null; month: number | null; day: number | null };
/**
 * `of` is the word counted ("people"), when one follows; `unit` what directly follows it if that is a unit. `isRough` after
 * "about", "nearly" and the like; `bound` after "more than", "at most" and the like.
 */
export type NumberQuantity = Place & {
  kind: 'number' | 'percent' | 'money';
  value: number;
  of: string | null;
  unit: Unit | null;
  isRough: boolean;
  bound: 'atLeast' | 'atMost' | null;
};
export type Quantity = DateQuantity | NumberQuantity;

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, i) => [
      [name, i + 1],
      [name.slice(0, 3), i + 1],
      [`${name.slice(0, 3)}.`, i + 1],
      ['sept', 9],
      ['sept.', 9],
    ]),
);
const SMALL: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((name, i) => [name, i]),
);
const TENS: Readonly<Record<string, number>> = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((name, i) => [name, (i + 2) * 10]),
);
const ORDINALS: Readonly<Record<string, number>> = Object.fromEntries(
  'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ').map((name, i) => [name, i + 1]),
);
const SCALES: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  k: 1e3,
  m: 1e6,
  bn: 1e9,
  dozen: 12,
};
const CURRENCIES = new Set([
  '$',
  '€',
  '£',
  '¥',
  '₹',
  'usd',
  'eur',
  'gbp',
  'dollar',
  'dollars',
  'euro',
  'euros',
  'pound',
  'pounds',
]);
const ROUGH = new Set(['about', 'around', 'approximately', 'roughly', 'nearly', 'almost', 'some', 'circa', '~']);
/** Words before a figure that make it a bound, by the word directly before it and, where that says too little, the one before. */
const BOUNDS: Readonly<Record<string, 'atLeast' | 'atMost'>> = {
  over: 'atLeast',
  above: 'atLeast',
  exceeding: 'atLeast',
  'more than': 'atLeast',
  'greater than': 'atLeast',
  'at least': 'atLeast',
  under: 'atMost',
  below: 'atMost',
  'less than': 'atMost',
  'fewer than': 'atMost',
  'at most': 'atMost',
  'up to': 'atMost',
};
const isMonth = (token: Token | undefined): token is Token =>
  token !== undefined && Object.hasOwn(MONTHS, token.norm) && (token.norm !== 'may' || token.text === 'May');

/** Figures and dates of some tokens, in order. Words count as figures too ("twenty-five", "14 million"), except a lone "one". */
export function quantitiesOf(tokens: readonly Token[]): Quantity[] {
  const found: Quantity[] = [];
  for (let i = 0; i < tokens.length; ) {
    const hit = dateAt(tokens, i) ?? numberAt(tokens, i);
    if (hit) {
      found.push(hit.quantity);
      i = hit.next;
    } else i += 1;
  }
  return found;
}

type Hit = { quantity: Quantity; next: number };

const span = (tokens: readonly Token[], from: number, to: number): Place => ({
  start: tokens[from]!.start,
  end: tokens[to - 1]!.end,
  text: tokens
    .slice(from, to)
    .map((t) => t.text)
    .join(' '),
});

function dateAt(tokens: readonly Token[], i: number): Hit | null {
  const date = (to: number, year: number | null, month: number | null, day: number | null): Hit => ({
    quantity: { kind: 'date', ...span(tokens, i, to), year, month, day },
    next: to,
  });
  const iso = /^(\d{4})-(\d{2})-(\d{2})/u.exec(tokens[i]!.norm);
  if (iso) return date(i + 1, Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const yearAt = (at: number): { year: number; to: number } | null => {
    const from = tokens[at]?.text === ',' ? at + 1 : at;
    const year = plainYear(tokens[from]);
    return year === null ? null : { year, to: from + 1 };
  };
  if (isMonth(tokens[i])) {
    const month = MONTHS[tokens[i]!.norm]!;
    const day = dayOf(tokens[i + 1]);
    if (day !== null) {
      const year = yearAt(i + 2);
      return year ? date(year.to, year.year, month, day) : date(i + 2, null, month, day);
    }
    const year = yearAt(i + 1);
    if (year) return date(year.to, year.year, month, null);
    return tokens[i]!.norm === 'may' || tokens[i]!.norm === 'march' ? null : date(i + 1, null, month, null);
  }
  const day = dayOf(tokens[i]);
  const monthAt = tokens[i + 1]?.norm === 'of' ? i + 2 : i + 1;
  if (day !== null && isMonth(tokens[monthAt])) {
    const month = MONTHS[tokens[monthAt]!.norm]!;
    const year = yearAt(monthAt + 1);
    return year ? date(year.to, year.year, month, day) : date(monthAt + 1, null, month, day);
  }
  const year = plainYear(tokens[i]);
  const after = tokens[i + 1]?.norm ?? '';
  if (year !== null && !Object.hasOwn(SCALES, after) && after !== '%' && !CURRENCIES.has(tokens[i - 1]?.norm ?? '')) {
    const isCounting =
      tokens[i + 1]?.pos === 'NOUN' &&
      !['in', 'since', 'by', 'of', 'until', 'from', 'the'].includes(tokens[i - 1]?.norm ?? '');
    if (!isCounting) return date(i + 1, year, null, null);
  }
  return null;
}

function plainYear(token: Token | undefined): number | null {
  const digits = /^(1[0-9]{3}|20[0-9]{2})(?:s)?$/u.exec(token?.norm ?? '');
  return digits ? Number(digits[1]) : null;
}

function dayOf(token: Token | undefined): number | null {
  const digits = /^([12]?\d|3[01])(?:st|nd|rd|th)?$/u.exec(token?.norm ?? '');
  return digits && Number(digits[1]) > 0 ? Number(digits[1]) : null;
}

function numberAt(tokens: readonly Token[], i: number): Hit | null {
  const isMoneyBefore = CURRENCIES.has(tokens[i]!.norm) && /^\p{Sc}$/u.test(tokens[i]!.text);
  let at = isMoneyBefore ? i + 1 : i;
  const first = figureOf(tokens[at]);
  if (first === null || (first.isLoneWord && !Object.hasOwn(SCALES, tokens[at + 1]?.norm ?? ''))) return null;
  let value = first.value;
  at += 1;
  const joined = tokens[at]?.text === '-' ? at + 1 : at;
  const unit = SMALL[tokens[joined]?.norm ?? ''];
  if (Object.hasOwn(TENS, tokens[at - 1]!.norm) && unit !== undefined && unit > 0 && unit < 10) {
    value += unit;
    at = joined + 1;
  }
  while (tokens[at] && Object.hasOwn(SCALES, tokens[at]!.norm)) {
    value *= SCALES[tokens[at]!.norm]!;
    at += 1;
  }
  const following = tokens[at]?.norm ?? '';
  const isPercent =
    following === '%' ||
    following === 'percent' ||
    following === 'percentage' ||
    (following === 'per' && tokens[at + 1]?.norm === 'cent');
  const isMoney = isMoneyBefore || CURRENCIES.has(following);
  if (isPercent || (isMoney && !isMoneyBefore)) at += following === 'per' ? 2 : 1;
  const counted = tokens.slice(at, at + 3).find((t) => t.pos === 'NOUN');
  const before = tokens[i - 1]?.norm ?? '';
  const kind = isPercent ? 'percent' : isMoney ? 'money' : 'number';
  const measured = kind === 'number' ? unitAt(tokens, at) : null;
  if (measured) at = measured.next;
  return {
    quantity: {
      kind,
      ...span(tokens, i, at),
      value,
      of: counted?.lemma ?? null,
      unit: measured?.unit ?? null,
      isRough: ROUGH.has(before),
      bound: BOUNDS[before] ?? BOUNDS[`${tokens[i - 2]?.norm} ${before}`] ?? null,
    },
    next: at,
  };
}

/** The unit that stands at a place, after a hyphen if there is one: "18 months", "a 10-mile walk". */
function unitAt(tokens: readonly Token[], at: number): { unit: Unit; next: number } | null {
  const place = tokens[at]?.text === '-' ? at + 1 : at;
  const word = tokens[place];
  const unit = word?.kind === 'word' ? (unitOf(word.lemma) ?? unitOf(word.norm)) : null;
  return unit && { unit, next: place + 1 };
}

function figureOf(token: Token | undefined): { value: number; isLoneWord: boolean } | null {
  if (!token || token.kind === 'punctuation' || token.kind === 'symbol') return null;
  const { norm } = token;
  const digits = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(k|m|bn|st|nd|rd|th|x|s)?$/u.exec(norm);
  if (digits) {
    return { value: Number(digits[1]!.replaceAll(',', '')) * (SCALES[digits[2] ?? ''] ?? 1), isLoneWord: false };
  }
  const word = [SMALL, TENS, ORDINALS].find((table) => Object.hasOwn(table, norm))?.[norm];
  if (word !== undefined) return { value: word, isLoneWord: norm === 'one' || norm === 'second' || norm === 'zero' };
  return null;
}

/** Units differ by less than this when one is told in another: 12 weeks are about 3 months. */
const CONVERTED = 0.1;
/** A bound says something of a figure that is not many times as far off. */
const BOUND_REACH = 2;

/**
 * Whether the source figure says the same as the claimed one. Figures with units are compared as what they measure. A rough
 * claim may be 5 % off; a bound holds for what lies beyond it, up to twice as far.
 */
export function isSameQuantity(claimed: Quantity, stated: Quantity): boolean {
  if (claimed.kind === 'date' || stated.kind === 'date') {
    if (claimed.kind !== 'date' || stated.kind !== 'date') return false;
    return (['year', 'month', 'day'] as const).every(
      (part) => claimed[part] === null || claimed[part] === stated[part],
    );
  }
  if (claimed.kind !== stated.kind && claimed.kind !== 'number' && stated.kind !== 'number') return false;
  if (claimed.unit && stated.unit && claimed.unit.size !== stated.unit.size) {
    const [ours, theirs] = [claimed.value * claimed.unit.size, stated.value * stated.unit.size];
    return claimed.unit.kind === stated.unit.kind && isAbout(ours, theirs, CONVERTED);
  }
  if (claimed.value === stated.value) return true;
  if (claimed.bound === 'atLeast' && isCountedAlike(claimed, stated))
    return stated.value > claimed.value && stated.value <= BOUND_REACH * claimed.value;
  if (claimed.bound === 'atMost' && isCountedAlike(claimed, stated))
    return stated.value < claimed.value && stated.value >= claimed.value / BOUND_REACH;
  return claimed.isRough && isAbout(claimed.value, stated.value, 0.05);
}

const isAbout = (value: number, other: number, share: number) => Math.abs(value - other) <= share * Math.abs(other);

const isCountedAlike = (one: NumberQuantity, other: NumberQuantity) =>
  one.kind === other.kind && (one.of === null || other.of === null || one.of === other.of);

/** Whether two different quantities answer the same question, so that one can stand against the other. */
export function isComparable(claimed: Quantity, stated: Quantity): boolean {
  if (claimed.kind === 'date' || stated.kind === 'date') {
    if (claimed.kind !== 'date' || stated.kind !== 'date') return false;
    return (['year', 'month', 'day'] as const).some((part) => claimed[part] !== null && stated[part] !== null);
  }
  if (claimed.kind !== stated.kind) return false;
  if (claimed.unit && stated.unit) return claimed.unit.kind === stated.unit.kind;
  return claimed.kind !== 'number' || isCountedAlike(claimed, stated);
}
