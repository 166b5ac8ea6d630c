import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { Reading, Token } from '../reading';

/** Fewer words say nothing: the formula was fitted to samples of 100. */
const MIN_WORDS = 50;
/** English prose has about half of its words from a list of function words; a text with far fewer is in another language or a list. */
const MIN_FUNCTION_WORDS = 0.2;

export const READING_EASE = '206.835 - 1.015 × words / sentences - 84.6 × syllables / words';

/** Reading ease by Flesch (1948), 0 (very hard) to 100 (very easy); ends beyond are cut. Syllables are counted by vowel groups. */
export function readingEase({ sentences }: Reading): Statistic {
  const words = sentences.flatMap(({ tokens }) => tokens.filter(({ kind }) => kind === 'word'));
  if (words.length < MIN_WORDS) return notMeasured(`fewer than ${MIN_WORDS} words`, words.length);
  if (words.filter(({ isStop }) => isStop).length < MIN_FUNCTION_WORDS * words.length) {
    return notMeasured('it does not read like English prose, for which the formula was made', words.length);
  }
  const spoken = sentences.filter(({ tokens }) => tokens.some(({ kind }) => kind === 'word')).length;
  const syllables = words.reduce((total, word) => total + syllablesOf(word), 0);
  const ease = 206.835 - (1.015 * words.length) / spoken - (84.6 * syllables) / words.length;
  return measured(Math.min(100, Math.max(0, ease)), words.length, 'Flesch reading ease');
}

/** Groups of vowels; a silent "e" at the end does not count, the one of "-le" after a consonant does. At least one. */
export function syllablesOf({ norm }: Pick<Token, 'norm'>): number {
  const word = norm.replaceAll(/[^a-z]/gu, '');
  const groups = word.match(/[aeiouy]+/gu)?.length ?? 0;
  const isSilent = /[^aeiouy]e$/u.test(word) && !/[^aeiouy]le$/u.test(word);
  return Math.max(1, groups - (isSilent && groups > 1 ? 1 : 0));
}
