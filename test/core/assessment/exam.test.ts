import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presentItem } from '@/core/assessment/exam';
import { anExam, keyIdOf, optionsOf, someContent } from '~test/support/assessment';

const exam = anExam();
const item = exam.engine.pool.items[0]!;

describe('an item as it is presented', () => {
  test('letters its options in the order they are shown, and the key goes with its text', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { shown, sealed } = presentItem(exam, item, seed);
        const content = someContent(item.id, seed);
        expect(optionsOf(shown).map((option) => option.id)).toEqual(['A', 'B', 'C', 'D']);
        expect(
          optionsOf(shown)
            .map((option) => option.text)
            .toSorted(),
        ).toEqual(content.options.map((option) => option.text).toSorted());
        const keyText = content.options.find((option) => option.id === content.keyId)!.text;
        expect(optionsOf(shown).find((option) => option.id === keyIdOf(sealed))!.text).toBe(keyText);
      }),
    );
  });

  test('is the same for the same seed, and its order varies with the seed', () => {
    expect(presentItem(exam, item, 'seed:1')).toEqual(presentItem(exam, item, 'seed:1'));
    const orders = Array.from({ length: 40 }, (_, index) =>
      optionsOf(presentItem(exam, item, `seed:${index}`).shown)
        .map((option) => option.text)
        .join(),
    );
    expect(new Set(orders).size).toBeGreaterThan(10);
  });

  test('puts the key in each place about equally often', () => {
    const places = [0, 0, 0, 0];
    for (let index = 0; index < 2_000; index += 1)
      places['ABCD'.indexOf(keyIdOf(presentItem(exam, item, `seed:${index}`).sealed))]! += 1;
    // Chi-square with 3 degrees of freedom: 16.27 is exceeded once in a thousand; the seeds are fixed.
    const chiSquare = places.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    expect(chiSquare).toBeLessThan(16.27);
  });

  test('shows stem and options, nothing else', () => {
    expect(Object.keys(presentItem(exam, item, 'seed').shown).toSorted()).toEqual(['options', 'stem', 'type']);
  });
});
