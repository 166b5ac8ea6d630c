import { DomainError } from '@/core/errors';
import type { AcceptedText } from '../item';
import { stemOnly } from './choice';
import type { ItemType } from './item-type';
import { compilePattern } from './safe-pattern';

/** Also what a pattern is run on at most. */
const LONGEST_TEXT = 200;

/** A text as it is compared: NFKC, one space for any run of white space, case and diacritics dropped unless they count. */
export function normalisedText(
  text: string,
  { matchCase = false, ignoreDiacritics = false }: { matchCase?: boolean; ignoreDiacritics?: boolean } = {},
): string {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const cased = matchCase ? plain : plain.toLowerCase().replaceAll('ß', 'ss');
  return ignoreDiacritics ? cased.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC') : cased;
}

function isAccepted(accepted: AcceptedText, text: string): boolean {
  if (accepted.kind === 'normalised') {
    const given = normalisedText(text, accepted);
    return accepted.texts.some((right) => normalisedText(right, accepted) === given);
  }
  const pattern = compilePattern(accepted.pattern);
  if ('problem' in pattern) throw new Error(`A pattern that was not validated: ${pattern.problem}`);
  return pattern.matches(text.normalize('NFKC').replace(/\s+/g, ' ').trim());
}

/** A word or a short phrase, compared as `AcceptedText` says: 1 point. */
export const shortText: ItemType<'shortText'> = {
  type: 'shortText',
  validate: ({ accepted }) => {
    const problems: string[] = [];
    if (accepted.kind === 'normalised') {
      if (accepted.texts.length === 0) problems.push('No text is accepted.');
      if (accepted.texts.some((text) => normalisedText(text, accepted) === ''))
        problems.push('An accepted text is empty.');
      if (accepted.texts.some((text) => text.length > LONGEST_TEXT)) problems.push('An accepted text is too long.');
      const folded = accepted.texts.map((text) => normalisedText(text, accepted));
      if (new Set(folded).size !== folded.length) problems.push('Two accepted texts are the same when compared.');
      return problems;
    }
    const pattern = compilePattern(accepted.pattern);
    if ('problem' in pattern) return [`The pattern cannot be used: ${pattern.problem}`];
    if (!isAccepted(accepted, accepted.example)) problems.push('The example does not match the pattern.');
    if (pattern.matches('')) problems.push('The pattern accepts an empty answer.');
    return problems;
  },
  present: (content) => ({
    shown: { type: 'shortText', ...stemOnly(content) },
    key: { type: 'shortText', accepted: content.accepted },
  }),
  shownOnly: (shown) => ({ type: 'shortText', ...stemOnly(shown) }),
  maxPoints: () => 1,
  check: (_, answer) => {
    const text = answer.text.trim();
    if (text === '') throw new DomainError('answer_malformed', 'The answer is empty.');
    if (text.length > LONGEST_TEXT)
      throw new DomainError('answer_too_long', `The answer has more than ${LONGEST_TEXT} characters.`);
    return { type: 'shortText', text };
  },
  score: ({ accepted }, { text }) => (isAccepted(accepted, text) ? 1 : 0),
  keyAnswer: ({ accepted }) => ({
    type: 'shortText',
    text: accepted.kind === 'normalised' ? accepted.texts[0]! : accepted.example,
  }),
};
