import { expect, test } from 'vitest';
import { claimMatrix, consensusF1 } from '@/core/evaluation/claim-matrix';
import { isSameClaim } from '@/core/evaluation/same-claim';
import { claimsOf } from '~test/support/evaluation';

const byText = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
const models = [
  { modelId: 'A', claims: ['x', 'y', 'z'] },
  { modelId: 'B', claims: ['X', 'y'] },
  { modelId: 'C', claims: ['x', 'w'] },
];

test('three models agree as the worked example says', () => {
  const matrix = claimMatrix(models, byText);
  expect(matrix.rows.map(({ claim, states }) => [claim, states.map(Number)])).toEqual([
    ['x', [1, 1, 1]],
    ['y', [1, 1, 0]],
    ['z', [1, 0, 0]],
    ['w', [0, 0, 1]],
  ]);
  const { models: results, average } = consensusF1(matrix);
  expect(results.map(({ modelId, f1 }) => [modelId, Number(f1.value!.toFixed(4))])).toEqual([
    ['A', 0.8],
    ['B', 1],
    ['C', 0.5],
  ]);
  expect(results[0]!.precision.value).toBeCloseTo(2 / 3, 12);
  expect(results[0]!.recall.value).toBe(1);
  expect(average.value).toBeCloseTo(2.3 / 3, 12);
});

test('one model alone has no consensus, and a model without claims no precision', () => {
  expect(consensusF1(claimMatrix(models.slice(0, 1), byText)).average.value).toBeNull();
  const { models: results } = consensusF1(claimMatrix([...models, { modelId: 'D', claims: [] }], byText));
  expect(results[3]).toMatchObject({ precision: { value: null }, f1: { value: null } });
});

test.each([
  ['The company was founded in Berlin in 1990.', 'In 1990 the company was founded in Berlin.', true],
  ['The company was founded in Berlin in 1990.', 'The company was founded in Berlin in 1991.', false],
  ['The company has 12% more customers.', 'The company has 12 percent more customers.', true],
  ['Sales increased in the northern region.', 'Sales decreased in the northern region.', false],
  ['The museum accepts private donations.', 'The museum does not accept private donations.', false],
  ['The museum accepts private donations.', 'Cats sleep most of the day.', false],
])('“%s” and “%s” are the same claim: %s', async (a, b, expected) => {
  const [first, second] = [(await claimsOf(a)).claims[0]!, (await claimsOf(b)).claims[0]!];
  expect(isSameClaim(first, second)).toBe(expected);
  expect(isSameClaim(second, first)).toBe(expected);
});
