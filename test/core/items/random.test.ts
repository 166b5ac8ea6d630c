import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '@/core/items/random';
import reference from '../../vectors/seeded-random.json';

test('gives the numbers of the reference implementation for the same seed', () => {
  for (const { seed, outputs } of reference.sequences) {
    const random = seededRandom(seed);
    expect(outputs.map(() => random.next() * 4294967296)).toEqual(outputs);
  }
});

test('takes a number as its decimal text', () => {
  expect(seededRandom(42).next()).toBe(seededRandom('42').next());
});

test('whole numbers stay within their bounds and reach both ends', () => {
  const random = seededRandom('bounds');
  const drawn = Array.from({ length: 500 }, () => random.int(-2, 3));
  expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
});

test('a shuffle keeps every element and leaves the original alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (list, seed) => {
      const before = [...list];
      const shuffled = seededRandom(seed).shuffle(list);
      expect([...shuffled].sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b));
      expect(list).toEqual(before);
    }),
  );
});

test('each order of three is equally likely', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = seededRandom(`order-${seed}`).shuffle(['x', 'y', 'z']).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(counts.size).toBe(6);
  expect(chiSquare).toBeLessThan(20.52); // 0.999 quantile, 5 degrees of freedom
});

test('refuses to pick from nothing', () => {
  expect(() => seededRandom(1).pick([])).toThrow('empty list');
});
