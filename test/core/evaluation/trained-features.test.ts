import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '@/core/evaluation/comparison';
import { indexMeaning } from '@/core/evaluation/features-meaning';
import { TRAINED_FEATURES, type TrainedFeature, weighClaim } from '@/core/evaluation/trained-features';
import { lexicon } from '@/server/evaluation/trained-verifier';
import { claimsOf, indexOf, SOURCE } from '~test/support/evaluation';

async function weigh(source: string, output: string) {
  const index = await indexOf(source);
  const { tokens } = (await claimsOf(output)).claims[0]!;
  return weighClaim(tokens, compare(tokens, index), index, indexMeaning(index, lexicon)).features;
}

test('a claim in the words of the source has nothing against it', async () => {
  const features = await weigh(SOURCE, 'She won the Nobel Prize in Physics in 1903.');
  expect(Object.values(features).every((value) => value === 0)).toBe(true);
});

test('words of like meaning are nearer to the source than others', async () => {
  const source = 'The company purchased a small bakery in Lyon.';
  const like = await weigh(source, 'The firm bought a little bakery in Lyon.');
  const unlike = await weigh(source, 'The river flooded a famous bakery in Lyon.');
  expect(like.unlikeSource).toBeLessThan(0.5 * unlike.unlikeSource);
});

const BUDGET = 'The committee may approve the suitable budget. It did not discuss the 45 proposals of Anna Berg.';
test.each<[TrainedFeature, string, string]>([
  ['numberMissing', BUDGET, 'It did not discuss the 60 proposals of Anna Berg.'],
  ['numberClash', BUDGET, 'It did not discuss the 60 proposals of Anna Berg.'],
  ['strayFigure', 'The mill has 45 workers. It was sold. The sea froze. A tower fell.', 'The tower fell 45 times.'],
  ['nameMissing', BUDGET, 'The committee may approve the suitable budget of Denmark.'],
  ['halfKnownName', BUDGET, 'It did not discuss the proposals of Anna Lund.'],
  ['negationMismatch', BUDGET, 'It did discuss the 45 proposals of Anna Berg.'],
  ['negationInserted', BUDGET, 'The committee may never approve the suitable budget.'],
  ['oppositeNearby', BUDGET, 'The committee may approve the unsuitable budget.'],
  ['oppositeInContext', BUDGET, 'The committee may disapprove the suitable budget.'],
  ['restrictorAdded', BUDGET, 'Only the committee may approve the suitable budget.'],
  ['hedgeLost', BUDGET, 'The committee approves the suitable budget.'],
  ['wordsApart', 'Mills close. Rain fell. Wind blew. Ships sank.', 'Mills sank.'],
  [
    'orderChanged',
    'The river feeds the lake and the lake cools the town.',
    'The town cools the lake and feeds the river.',
  ],
])('%s speaks up where it should', async (name, source, output) => {
  expect((await weigh(source, output))[name]).toBeGreaterThan(0);
});

test('every feature stays between 0 and 1', async () => {
  const words = [...new Set(`${SOURCE} ${BUDGET} never unlike 1,200 % only May 2021`.split(' '))];
  const text = fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 14 }).map((list) => `${list.join(' ')}.`);
  await fc.assert(
    fc.asyncProperty(text, text, async (source, output) => {
      const index = await indexOf(source);
      const meaning = indexMeaning(index, lexicon);
      for (const { tokens } of (await claimsOf(output)).claims) {
        const { features } = weighClaim(tokens, compare(tokens, index), index, meaning);
        for (const name of TRAINED_FEATURES) {
          expect(features[name], name).toBeGreaterThanOrEqual(0);
          expect(features[name], name).toBeLessThanOrEqual(1 + 1e-12);
        }
      }
    }),
    { numRuns: 60 },
  );
});
