import { expect, test } from 'vitest';
import { seededRandom } from '@/core/items/random';
import { dawidSkene } from '@/core/statistics/dawid-skene';
import vectors from '~test/vectors/statistics/evaluation.json';

function syntheticJudges(units: number) {
  const { prevalence, sensitivity, specificity } = vectors.dawidSkene;
  const random = seededRandom('judges');
  return Array.from({ length: units }, () => {
    const truth = random.next() < prevalence;
    const answers = sensitivity.map((rate, j) => random.next() < (truth ? rate : 1 - specificity[j]!));
    return { truth, answers };
  });
}

test('Dawid and Skene find the better judge, and do no worse than the majority', () => {
  const units = syntheticJudges(vectors.dawidSkene.units);
  const { value } = dawidSkene(units.map(({ answers }) => answers));
  if (value === null) throw new Error('not measured');
  const accuracy = (guess: (i: number) => boolean) =>
    units.filter(({ truth }, i) => guess(i) === truth).length / units.length;
  const byModel = accuracy((i) => value.posteriors[i]! >= 0.5);
  const byMajority = accuracy((i) => units[i]!.answers.filter(Boolean).length >= 2);
  expect(byModel).toBeGreaterThan(byMajority);
  const [first, second, third] = value.judges;
  expect(first!.specificity).toBeGreaterThan(second!.specificity);
  expect(second!.specificity).toBeGreaterThan(third!.specificity - 0.05);
  expect(value.rounds).toBeLessThan(500);
});

test('Dawid and Skene are refused below three judges or 200 units, and take gaps', () => {
  const units = syntheticJudges(300).map(({ answers }) => answers as (boolean | null)[]);
  expect(dawidSkene(units.map((row) => row.slice(0, 2)))).toMatchObject({
    value: null,
    reason: '2 judges; at least 3 are needed',
  });
  expect(dawidSkene(units.slice(0, 199))).toMatchObject({ value: null, n: 199 });
  const gappy = units.map((row, i) => row.with(i % 3, null));
  expect(dawidSkene(gappy).value!.posteriors).toHaveLength(300);
});

test('with judges that always agree, the truth is what they say', () => {
  const units = Array.from({ length: 200 }, (_, i) => Array<boolean>(3).fill(i % 4 === 0));
  const { value } = dawidSkene(units);
  expect(value!.prevalence).toBeCloseTo(0.25, 2);
  expect(value!.posteriors[0]).toBeGreaterThan(0.99);
  expect(value!.posteriors[1]).toBeLessThan(0.01);
});
