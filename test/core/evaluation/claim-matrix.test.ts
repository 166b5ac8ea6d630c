import { expect, test } from 'vitest';
import { claimMatrix, consensusF1 } from '@/core/evaluation/claim-matrix';
import { isSameClaim, profileOf } from '@/core/evaluation/same-claim';
import { lexicon } from '@/server/evaluation/trained-verifier';
import { claimsOf } from '~test/support/evaluation';

const byText = {
  isSame: (a: string, b: string) => a.toLowerCase() === b.toLowerCase(),
  keysOf: (claim: string) => [claim.toLowerCase()],
};
const models = [
  { modelId: 'A', claims: ['x', 'y', 'z'] },
  { modelId: 'B', claims: ['X', 'y'] },
  { modelId: 'C', claims: ['x', 'w'] },
];

test('three models agree as the worked example says', () => {
  const matrix = claimMatrix(models, byText);
  expect(matrix.rows.map(({ claim, claims }) => [claim, claims.map(({ length }) => length)])).toEqual([
    ['x', [1, 1, 1]],
    ['y', [1, 1, 0]],
    ['z', [1, 0, 0]],
    ['w', [0, 0, 1]],
  ]);
  const { models: results, average } = consensusF1(matrix, 'seed');
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
  expect(consensusF1(claimMatrix(models.slice(0, 1), byText), 'seed').average.value).toBeNull();
  const { models: results } = consensusF1(claimMatrix([...models, { modelId: 'D', claims: [] }], byText), 'seed');
  expect(results[3]).toMatchObject({ precision: { value: null }, f1: { value: null } });
});

test.each([
  ['The company was founded in Berlin in 1990.', 'In 1990 the company was founded in Berlin.', true],
  ['The company was founded in Berlin in 1990.', 'The company was founded in Berlin in 1991.', false],
  ['The company has 12% more customers.', 'The company has 12 percent more customers.', true],
  ['Sales increased in the northern region.', 'Sales decreased in the northern region.', false],
  ['The museum accepts private donations.', 'The museum does not accept private donations.', false],
  ['The museum accepts private donations.', 'Cats sleep most of the day.', false],
  ['Marie Curie was born in Warsaw.', 'Marie Curie was born in Krakow.', false],
  ['Marie Curie was born in Warsaw in November.', 'Curie was born in Warsaw in November.', true],
  ['The film became a classic in Lyon.', 'The movie became a classic in Lyon.', true],
  ['The northern road is closed in winter.', 'The southern road is closed in winter.', false],
])('“%s” and “%s” are the same claim: %s', async (a, b, expected) => {
  const [first, second] = [profileOf((await claimsOf(a)).claims[0]!), profileOf((await claimsOf(b)).claims[0]!)];
  expect(isSameClaim(first, second, lexicon)).toBe(expected);
  expect(isSameClaim(second, first, lexicon)).toBe(expected);
});

test('words of like meaning match only with a lexicon', async () => {
  const [first, second] = [
    profileOf((await claimsOf('The company bought the old film theatre.')).claims[0]!),
    profileOf((await claimsOf('The company purchased the old movie theatre.')).claims[0]!),
  ];
  expect(isSameClaim(first, second)).toBe(false);
  expect(isSameClaim(first, second, lexicon)).toBe(true);
});

test('an F1 over many claims has an interval that holds it, and one over two claims says why it has none', () => {
  const many = ['a', 'b', 'c'].map((modelId, m) => ({
    modelId,
    claims: Array.from({ length: 40 }, (_, i) => (i % 4 === m ? `${modelId}${i}` : `${i}`)),
  }));
  for (const { f1 } of consensusF1(claimMatrix(many, byText), 'seed').models) {
    if (f1.value === null) throw new Error(f1.reason);
    expect(f1.interval!.low).toBeLessThan(f1.value);
    expect(f1.interval!.high).toBeGreaterThan(f1.value);
    expect(f1.interval!.resampling).toMatchObject({ units: 70 });
  }
  const few = many.map(({ modelId }) => ({ modelId, claims: ['x', modelId === 'a' ? 'y' : 'x'] }));
  expect(consensusF1(claimMatrix(few, byText), 'seed').models[0]!.f1).toMatchObject({
    noInterval: '2 independent units are too few for an interval',
  });
});
