import { describe, expect, test } from 'vitest';
import { isComparable, isSameQuantity, quantitiesOf } from '@/core/evaluation/quantity';
import { readText } from '@/core/evaluation/reading';
import { createWinkSplitter } from '@/server/evaluation/wink-splitter';

const splitter = createWinkSplitter();
async function figureOf(text: string) {
  const { sentences } = await readText(text, splitter);
  const [figure, ...others] = sentences.flatMap(({ tokens }) => quantitiesOf(tokens));
  expect(figure, text).toBeDefined();
  expect(others, text).toEqual([]);
  return figure!;
}

describe('a figure says the same as', () => {
  test.each([
    ['The trial lasted 18 months.', 'It ran for 1.5 years.'],
    ['It takes 48 hours.', 'It takes two days.'],
    ['They walked a 10-kilometre trail.', 'The trail is 6.2 miles long.'],
    ['The bag weighs 2 kg.', 'It has a mass of 2,000 grams.'],
    ['More than 1,000 patients took part.', 'There were 1,204 patients.'],
    ['At least 50 percent agreed.', 'Support was at 52%.'],
    ['Fewer than 30 people came.', 'In all, 27 people came.'],
    ['Up to $5 million was paid.', 'The firm paid $4.2 million.'],
    ['About 100 people came.', 'In all, 97 people came.'],
    ['It cost £4.2 million.', 'The sum was 4.2 million pounds.'],
  ])('%s / %s', async (claimed, stated) => {
    expect(isSameQuantity(await figureOf(claimed), await figureOf(stated))).toBe(true);
  });
});

describe('a figure says something else than', () => {
  test.each([
    ['The trial lasted 18 weeks.', 'The trial lasted 18 months.', true],
    ['The path is 5 miles long.', 'The path is 5 kilometres long.', true],
    ['It took 5 hours.', 'The path is 5 miles long.', false],
    ['Fewer than 1,000 patients took part.', 'There were 1,204 patients.', true],
    ['More than 1,000 patients took part.', 'There were 900 patients.', true],
    ['More than 10 patients took part.', 'There were 1,204 patients.', true],
    ['More than 1,000 books were sold.', 'There were 1,204 patients.', false],
    ['Over 40 percent agreed.', 'There were 45 patients.', false],
    ['About 100 people came.', 'In all, 80 people came.', true],
  ])('%s / %s, and stands against it: %s', async (claimed, stated, isAgainst) => {
    const [one, other] = [await figureOf(claimed), await figureOf(stated)];
    expect(isSameQuantity(one, other)).toBe(false);
    expect(isComparable(one, other)).toBe(isAgainst);
  });
});

test('a unit belongs to its figure', async () => {
  expect((await figureOf('The trial lasted 18 months in all.')).text).toBe('18 months');
});

test('an adverb that compares has the form its opposite is known by', async () => {
  const { sentences } = await readText('Sales grew faster and costs fell slower.', splitter);
  const lemmas = sentences[0]!.tokens.map(({ lemma }) => lemma);
  expect(lemmas).toEqual(expect.arrayContaining(['fast', 'slow']));
});
