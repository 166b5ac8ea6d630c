import { expect, test } from 'vitest';
import { numericValues, presentationOrder } from '@/core/items/presentation-order';
import { seededRandom } from '@/core/items/random';

const optionsOf = (...texts: string[]) => ({ options: texts.map((text, index) => ({ id: `o${index}`, text })) });
const shown = (texts: string[], seed: number) =>
  presentationOrder(optionsOf(...texts), seededRandom(seed)).map(({ text }) => text);

test('numbers are shown in ascending order whatever the seed', () => {
  for (let seed = 0; seed < 20; seed++)
    expect(shown(['1,024', '12', '-3.5', '100'], seed)).toEqual(['-3.5', '12', '100', '1,024']);
});

test('a shared unit does not stop numbers from being numbers, different words do', () => {
  expect(numericValues(['40 ms', '5 ms', '`100 ms`', '7 ms'])).toEqual([40, 5, 100, 7]);
  expect(numericValues(['200 OK', '304 Not Modified', '404 Not Found', '412 Precondition Failed'])).toBeNull();
  expect(numericValues(['1', 'NaN', '2', '3'])).toBeNull();
  expect(numericValues(['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'])).toBeNull();
});

test('other options are shuffled so that each place is equally likely', () => {
  const places = [0, 0, 0, 0];
  for (let seed = 0; seed < 4000; seed++) places[shown(['key', 'x', 'y', 'z'], seed).indexOf('key')]! += 1;
  const chiSquare = places.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chiSquare).toBeLessThan(16.27); // 0.999 quantile, 3 degrees of freedom
});
