import { expect, test } from 'vitest';
import { type ItemModel, instantiate, untilMade } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors } from '@/core/items/numeric-distractors';
import { seededRandom } from '@/core/items/random';

const remainder: ItemModel = {
  id: 'arithmetic-remainder',
  version: 1,
  skillId: 'algorithms',
  title: 'Remainder of a division',
  levels: [{ id: 'easy', difficulty: -1, expectedTimeMs: 30_000 }],
  generate: (random) => {
    const place = drawKeyPlace(random);
    return untilMade(() => {
      const [n, m] = [random.int(20, 99), random.int(4, 9)];
      const slips = [{ value: Math.floor(n / m), misconception: 'gives the quotient' }];
      const distractors = numericDistractors(n % m, slips, place);
      if (!distractors) return null;
      return { stem: `What is \`${n} % ${m}\`?`, key: String(n % m), distractors, explanation: 'Divide.', hint: null };
    });
  },
};

test('the same seed gives the same content, another seed another', () => {
  expect(instantiate(remainder, 'easy', 's1')).toEqual(instantiate(remainder, 'easy', 's1'));
  expect(instantiate(remainder, 'easy', 's1')).not.toEqual(instantiate(remainder, 'easy', 's2'));
});

test('numeric options come sorted and still leave the key in each place equally often', () => {
  const places = [0, 0, 0, 0];
  for (let seed = 0; seed < 2000; seed++) {
    const { options, keyId } = instantiate(remainder, 'easy', seed);
    const values = options.map(({ text }) => Number(text));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    places[options.findIndex(({ id }) => id === keyId)]! += 1;
  }
  const chiSquare = places.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
  expect(chiSquare).toBeLessThan(16.27); // 0.999 quantile, 3 degrees of freedom
});

test('a model with two equal options is a bug and throws', () => {
  const broken: ItemModel = {
    ...remainder,
    generate: () => ({
      stem: 'x',
      key: 'Yes',
      distractors: ['yes ', 'b', 'c'].map((text) => ({ text, misconception: 'm' })),
      explanation: 'e',
      hint: null,
    }),
  };
  expect(() => instantiate(broken, 'easy', 1)).toThrow('four different options');
});

test('an unknown level is a bug and throws', () => {
  expect(() => instantiate(remainder, 'hard', 1)).toThrow('no level hard');
});

test('distractors take telling slips before miscounts and keep below and above as asked', () => {
  const slips = [
    { value: 2, misconception: 'low' },
    { value: 30, misconception: 'high' },
  ];
  expect(numericDistractors(10, slips, 2)?.map(({ text }) => text)).toEqual(['2', '30', '9']);
  expect(numericDistractors(1, slips, 3)).toBeNull();
  expect(numericDistractors(10, [], 1)).toBeNull();
});

test('the place of a numeric key is drawn uniformly', () => {
  const random = seededRandom('place');
  const places = Array.from({ length: 4000 }, () => drawKeyPlace(random));
  for (const place of [0, 1, 2, 3])
    expect(places.filter((drawn) => drawn === place).length / 4000).toBeCloseTo(0.25, 1);
});
