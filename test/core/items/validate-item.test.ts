import { expect, test } from 'vitest';
import type { ContentOf, Item } from '@/core/items/item';
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
const graded = (thresholds: number[]) => anItem({}, { thresholds, guessing: 0, upperAsymptote: 1 });
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
