import { DomainError } from '@/core/errors';
import { stemOnly } from './choice';
import type { ItemType } from './item-type';

export const MOST_WORDS = 500;
/** How much longer than asked an answer may be before it is refused: nobody counts words exactly. */
const LENIENCE = 1.1;
const LONGEST_TEXT = 20_000;
/** Most points, because a graded item has a boundary for each. */
const MOST_POINTS = 10;

export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;

/**
 * A text in the candidate's own words, read by the panel of judges against the rubric: the points of each criterion it
 * meets. The score is awaited; nothing here reads a text.
 */
export const freeText: ItemType<'freeText'> = {
  type: 'freeText',
  validate: ({ rubric, modelAnswer, maxWords }) => {
    const problems: string[] = [];
    if (rubric.length === 0) problems.push('The rubric has no criterion.');
    if (rubric.some(({ text }) => text.trim() === '')) problems.push('A criterion of the rubric is empty.');
    if (new Set(rubric.map(({ id }) => id)).size !== rubric.length) problems.push('Two criteria have the same id.');
    if (rubric.some(({ points }) => !Number.isInteger(points) || points < 1))
      problems.push('A criterion is not worth a whole number of points.');
    const most = rubric.reduce((sum, { points }) => sum + points, 0);
    if (most > MOST_POINTS) problems.push(`The rubric gives ${most} points; ${MOST_POINTS} is the most.`);
    if (!Number.isInteger(maxWords) || maxWords < 10 || maxWords > MOST_WORDS)
      problems.push(`The most words are ${maxWords}, outside 10 to ${MOST_WORDS}.`);
    if (modelAnswer.trim() === '') problems.push('The model answer is empty.');
    else if (wordsIn(modelAnswer) > maxWords) problems.push('The model answer is longer than an answer may be.');
    return problems;
  },
  present: (content) => ({
    shown: { type: 'freeText', ...stemOnly(content), maxWords: content.maxWords },
    key: { type: 'freeText', rubric: content.rubric, modelAnswer: content.modelAnswer },
  }),
  shownOnly: (shown) => ({ type: 'freeText', ...stemOnly(shown), maxWords: shown.maxWords }),
  maxPoints: ({ rubric }) => rubric.reduce((sum, { points }) => sum + points, 0),
  check: ({ maxWords }, answer) => {
    const text = answer.text.trim();
    const words = wordsIn(text);
    if (words === 0) throw new DomainError('answer_malformed', 'The answer has no words in it.');
    if (words > maxWords * LENIENCE || text.length > LONGEST_TEXT)
      throw new DomainError('answer_too_long', `The answer has ${words} words; at most ${maxWords} are asked for.`);
    return { type: 'freeText', text };
  },
  score: () => null,
  keyAnswer: ({ modelAnswer }) => ({ type: 'freeText', text: modelAnswer }),
};
