import { expect, test } from 'vitest';
import { factScore, macroHallucinationRate, safeF1AtK } from '@/core/statistics/factuality';
import vectors from '~test/vectors/statistics/evaluation.json';

test.each(vectors.factuality)(
  'FActScore of $outputs is $factScore ($origin)',
  ({ outputs, lengthPenalty, factScore: expected }) => {
    expect(factScore(outputs, { hasLengthPenalty: lengthPenalty }).value).toBeCloseTo(expected, 12);
  },
);

test.each(vectors.safe)('F1@$k is $f1 ($origin)', ({ k, f1, ...claims }) => {
  expect(safeF1AtK(claims, k).value).toBeCloseTo(f1, 12);
});

test('the macro rate counts outputs in both conventions, and not those without claims', () => {
  const { outputs, refutedOnly, refutedOrUnknown } = vectors.macro;
  expect(macroHallucinationRate(outputs, 'refutedOnly')).toMatchObject({ value: refutedOnly, n: 3 });
  expect(macroHallucinationRate(outputs, 'refutedOrUnknown')).toMatchObject({ value: refutedOrUnknown, n: 3 });
  expect(macroHallucinationRate([], 'refutedOnly').value).toBeNull();
  expect(factScore([]).value).toBeNull();
  expect(safeF1AtK({ supported: 0, refuted: 0, unknown: 0 }, 5).value).toBeNull();
});
