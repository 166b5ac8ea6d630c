import { expect, test } from 'vitest';
import type { ContentOf, Item, MediaRef } from '@/core/items/item';
import { validateItem } from '@/core/items/validate-item';

const CONTENT: ContentOf<'singleChoice'> = {
  type: 'singleChoice',
  stem: 'Which?',
  options: ['one', 'two', 'three', 'four'].map((text) => ({ id: text, text })),
  keyId: 'two',
  explanation: 'Because.',
  hint: null,
};
const PARAMETERS = { discrimination: 1, difficulty: 0, guessing: 0.25, upperAsymptote: 0.98, difficultyVariance: 0.75 };

function anItem(content: Partial<typeof CONTENT> = {}, parameters: Partial<Item['parameters']> = {}): Item {
  return {
    id: 'x',
    version: 1,
    skillId: 'sql',
    parameters: { ...PARAMETERS, ...parameters },
    expectedTimeMs: 1,
    enemies: [],
    source: { kind: 'written', content: { ...CONTENT, ...content } },
  };
}
/** Four steps to put in order: up to three points. */
const graded = (thresholds: number[]): Item => ({
  ...anItem({}, { thresholds, guessing: 0, upperAsymptote: 1 }),
  source: { kind: 'written', content: { ...CONTENT, type: 'ordering', options: CONTENT.options } },
});
const aPicture = (alternativeText: string): MediaRef => ({ mediaId: 'm', kind: 'image', alternativeText });
const withTexts = (...texts: string[]) => ({
  options: texts.map((text, index) => ({ id: CONTENT.options[index]!.id, text })),
});

test('a sound item has no problem', () => {
  expect(validateItem(anItem())).toEqual([]);
  expect(validateItem(graded([-1, 0.2, 1]))).toEqual([]);
  expect(validateItem(anItem({}, { thresholds: [0.3] }))).toEqual([]);
});

test.each([
  ['an unknown key', anItem({ keyId: 'five' }), 'names 0 options'],
  ['options equal but for case and space', anItem(withTexts('One  way', 'one way ', 'x', 'y')), 'say the same'],
  ['three options', anItem(withTexts('a', 'b', 'c')), '3 options'],
  ['an empty stem', anItem({ stem: ' ' }), 'stem is empty'],
  ['an empty explanation', anItem({ explanation: '' }), 'explanation is empty'],
  ['an open code block', anItem({ stem: '```\nx' }), 'not closed'],
  ['a discrimination of zero', anItem({}, { discrimination: 0 }), 'discrimination is 0'],
  ['a difficulty that is not a number', anItem({}, { difficulty: Number.NaN }), 'difficulty is NaN'],
  ['no threshold at all', anItem({}, { thresholds: [] }), '0 thresholds'],
  ['thresholds that fall', graded([0.5, -0.5]), 'do not rise'],
  ['two equal thresholds', graded([0, 0]), 'do not rise'],
  ['thresholds for other points than there are', graded([-1, 1]), '2 thresholds for 3 points'],
  ['a picture without words', anItem({ stemMedia: [aPicture(' ')] }), 'no alternative text'],
  ['a picture with its file name for words', anItem({ stemMedia: [aPicture('plan-2.png')] }), 'only a file name'],
  ['meaning by colour', anItem({ stem: 'What does the red line do?' }), 'colour alone'],
  ['a threshold that is not a number', graded([Number.NaN, 1]), 'threshold is not a number'],
  ['an infinite threshold', graded([0, Number.POSITIVE_INFINITY]), 'threshold is not a number'],
  ['part scores with guessing', anItem({}, { thresholds: [-1, 1] }), 'no asymptotes'],
  ['a guessing parameter above one half', anItem({}, { guessing: 0.6 }), 'guessing is 0.6'],
  ['a guessing parameter at the upper asymptote', anItem({}, { guessing: 0.5, upperAsymptote: 0.5 }), 'not below'],
  ['a negative variance', anItem({}, { difficultyVariance: -1 }), 'difficultyVariance is -1'],
])('names %s', (_, item, problem) => {
  expect(validateItem(item).join(' ')).toContain(problem);
});

test('case makes code options different', () => {
  expect(validateItem(anItem(withTexts('`NaN`', '`nan`', '`a`', '`A`')))).toEqual([]);
});
