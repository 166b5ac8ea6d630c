import type { ShownItem } from '@/core/items/types/item-type';
import { choicesOf } from './shown-words';

/**
 * Whether a reply states, rules out or spells an answer to the open item. The model that wrote it does not know the key,
 * but it may well know the subject. This does not know the key either, on purpose: a filter that struck out right answers
 * alone could be asked about each option in turn, and its silence would be the key.
 *
 * It errs towards withholding: the rules' own reply stands in, so a false alarm costs some politeness. What it cannot see:
 * an answer in other words than the option's, or a free text that simply is a good answer.
 */
export function statesAnswer(reply: string, item: ShownItem | null, facts: string): boolean {
  if (item === null) return false;
  const plain = reply.normalize('NFKC');
  if (POINTS_AT_ONE.some((pattern) => pattern.test(plain)) || /[\u{1F100}-\u{1F1FF}]/u.test(reply)) return true;
  const known = ` ${wordsOf(facts)} `;
  const choices = choicesOf(item);
  if (choices.length > 0) {
    if (namesLetter(plain, new Set(choices.map(({ id }) => id)))) return true;
    const stem = new Set(wordsOf(item.stem).split(' '));
    return readings(plain).some((reading, index) => {
      const words = ` ${wordsOf(reading)} `;
      return choices.some(({ text }) => {
        const option = wordsOf(text);
        // Turned about or decoded, short texts turn up by chance.
        if (option === '' || (index > 0 && option.length < 4)) return false;
        if (words.includes(` ${option} `)) return !known.includes(` ${option} `);
        return isMostly(option, words, stem, known);
      });
    });
  }
  // A value or a few words are asked for: no number and nothing quoted that is not among the facts.
  const values = [...plain.matchAll(/[`"“«][^`"”»]{1,80}[`"”»]|[-+]?\d[\d.,]*/g)].map(([value]) => wordsOf(value));
  if (values.some((value) => value !== '' && !known.includes(` ${value} `))) return true;
  return item.type === 'numeric' && NUMBER_WORDS.test(plain);
}

/** Phrases that say which one, or that something is the answer, whatever the item. */
const POINTS_AT_ONE: readonly RegExp[] = [
  /\b(answer|solution|result|output|key|correct one|right one)\b\s*(here\s*)?(is|was|would be|should be|must be|equals?|=|:)(?!\s*(kept|saved|stored|recorded|safe|sent|submitted|counted|final|yours|weighed|scored|not))/i,
  /\b(first|second|third|fourth|fifth|last|final|top|bottom|middle|1st|2nd|3rd|4th|5th)\s+(one|option|choice|answer|alternative|statement|line|row)\b/i,
  /\b(option|choice|answer|alternative|number)\s+(number\s+|no\.?\s*|#)?(\d|one|two|three|four|five)\b/i,
  /\b(option|choice|answer|letter|alternative)\s*[("'“*`]*[a-j]\b(?!\s+\w+\s+(is|to|of|from)\b)/i,
  /\b(is|are|looks?|seems?)\s+(the\s+)?(correct|right|true|false|wrong|incorrect|best)\b(?!\s+(or|order|place|time|now))/i,
  /\b(choose|pick|select|go with|go for|opt for|eliminate|rule out|discard)\s+["'“*`(]*(the\s+)?[A-Z\d`"“]/,
  /\b(alfa|alpha|bravo|charlie|delta|echo|foxtrot)\b/i,
  /(?:\b\w\b[\s.\-_*·|]+){3,}\b\w\b/, // spelled out
  /\S{24,}/, // no word of a help text is that long: something encoded
];

const NUMBER_WORDS =
  /\b(zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|half|twice)\b/i;

/** A letter of an option standing alone; "A" and "I" are words of their own before another word. */
function namesLetter(text: string, ids: ReadonlySet<string>): boolean {
  for (const match of text.matchAll(/(?<![\p{L}\p{N}'’])(\p{Lu})(?![\p{L}\p{N}'’])/gu)) {
    const letter = match[1]!;
    const isWord = (letter === 'A' || letter === 'I') && /^\s+\p{Ll}/u.test(text.slice(match.index + 1));
    if (!isWord && (ids.has(letter) || letter > '\u007f')) return true;
  }
  return [...text.matchAll(/[("'`*[]\s*(\p{Ll})\s*[)"'`*.\]]/gu)].some(([, letter]) => ids.has(letter!.toUpperCase()));
}

/** Most of the words that set an option apart, even if not in its order. */
function isMostly(option: string, words: string, stem: ReadonlySet<string>, known: string): boolean {
  const own = [...new Set(option.split(' '))].filter((word) => word.length > 3 && !stem.has(word));
  const telling = own.filter((word) => !known.includes(` ${word} `));
  if (telling.length < 3) return false;
  return telling.filter((word) => words.includes(` ${word} `)).length / telling.length >= 0.7;
}

/** The reply as it stands, then backwards, shifted by thirteen letters, and with what decodes from base 64 or hex. */
function readings(text: string): string[] {
  const shifted = text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
  const decoded = [...text.matchAll(/[A-Za-z0-9+/]{6,}={0,2}/g)].map(([token]) => decode(token)).join(' ');
  return [text, [...text].reverse().join(''), shifted, decoded];
}

function decode(token: string): string {
  if (/^(?:[0-9a-f]{2})+$/i.test(token))
    return token.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  try {
    return atob(token);
  } catch {
    return '';
  }
}

/** Words and numbers alone, in lower case, one space between. */
function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
