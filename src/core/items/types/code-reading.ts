import type { ItemCode } from '../item';
import { presentationOrder } from '../presentation-order';
import { assertOffered, lettered, optionOnly, optionProblems, stemOnly } from './choice';
import type { ItemType } from './item-type';

/** Languages the page can colour; anything else is refused rather than shown as if it were one of them. */
export const CODE_LANGUAGES = [
  'text',
  'javascript',
  'typescript',
  'python',
  'sql',
  'bash',
  'http',
  'json',
  'java',
] as const;

const MOST_LINES = 60;
const LONGEST_LINE = 120;

const codeOnly = ({ language, text, highlightedLines }: ItemCode): ItemCode => ({
  language,
  text,
  highlightedLines: [...highlightedLines],
});

/** A question about a piece of code, some of whose lines may be marked: one of four options is right. */
export const codeReading: ItemType<'codeReading'> = {
  type: 'codeReading',
  validate: ({ code, options, keyId }) => {
    const problems = optionProblems(options, { least: 4, most: 4 });
    const keys = options.filter(({ id }) => id === keyId).length;
    if (keys !== 1) problems.push(`The key ${keyId} names ${keys} options instead of 1.`);
    const lines = code.text.split('\n');
    if (code.text.trim() === '') problems.push('The code is empty.');
    if (lines.length > MOST_LINES) problems.push(`The code has ${lines.length} lines; ${MOST_LINES} is the most.`);
    if (lines.some((line) => line.length > LONGEST_LINE))
      problems.push(`A line of the code is longer than ${LONGEST_LINE} characters.`);
    if (!CODE_LANGUAGES.some((language) => language === code.language))
      problems.push(`The language ${code.language} is not one of ${CODE_LANGUAGES.join(', ')}.`);
    if (code.highlightedLines.some((line) => !Number.isInteger(line) || line < 1 || line > lines.length))
      problems.push('A highlighted line is not a line of the code.');
    return problems;
  },
  present: (content, random) => {
    const { shown, letterOf } = lettered(presentationOrder(content, random));
    return {
      shown: { type: 'codeReading', ...stemOnly(content), code: codeOnly(content.code), options: shown },
      key: { type: 'codeReading', keyId: letterOf.get(content.keyId)! },
    };
  },
  shownOnly: (shown) => ({
    type: 'codeReading',
    ...stemOnly(shown),
    code: codeOnly(shown.code),
    options: shown.options.map(optionOnly),
  }),
  maxPoints: () => 1,
  check: ({ options }, { optionId }) => {
    assertOffered(options, [optionId]);
    return { type: 'codeReading', optionId };
  },
  score: ({ keyId }, { optionId }) => (optionId === keyId ? 1 : 0),
  keyAnswer: ({ keyId }) => ({ type: 'codeReading', optionId: keyId }),
};
