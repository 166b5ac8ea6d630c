import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateAbility } from '@/core/psychometrics/ability';
import { itemGain, responseGain, skillImportance, skillPull, weightedVariance } from '@/core/psychometrics/item-gain';
import { skillPrior } from '@/core/psychometrics/skill-prior';
import { aSkillGraph, parameters } from './builders';

const anyItem = fc.record({
  discrimination: fc.double({ min: 0.2, max: 2.5, noNaN: true }),
  difficulty: fc.double({ min: -3, max: 3, noNaN: true }),
  guessing: fc.constantFrom(0, 0.2, 0.5),
  upperAsymptote: fc.constantFrom(0.95, 0.98, 1),
});

test('the expected gain is the variance removed, averaged over both outcomes', () => {
  const prior = { mean: new Float64Array([0.3]), covariance: new Float64Array([0.8]) };
  fc.assert(
    fc.property(anyItem, (item) => {
      const after = ([0, 1] as const).map(
        (score) =>
          estimateAbility(prior, [{ itemId: 'x', skill: 0, score, parameters: parameters(item) }], { sweeps: 1 })
            .covariance[0]!,
      );
      const gain = { share: 0, success: 0 };
      itemGain(
        item.discrimination,
        item.difficulty,
        item.guessing,
        item.upperAsymptote - item.guessing,
        0.3,
        Math.sqrt(0.8),
        gain,
      );
      const expected = 0.8 - (1 - gain.success) * after[0]! - gain.success * after[1]!;
      expect(gain.share * 0.8).toBeCloseTo(expected, 10);
    }),
  );
});

test('so it is when the difficulty is uncertain', () => {
  const prior = { mean: new Float64Array([0.3]), covariance: new Float64Array([0.8]) };
  fc.assert(
    fc.property(anyItem, fc.double({ min: 0.01, max: 2, noNaN: true }), (item, difficultyVariance) => {
      const uncertain = parameters({ ...item, difficultyVariance });
      const [wrong, right] = [0, 1].map(
        (score) =>
          estimateAbility(prior, [{ itemId: 'x', skill: 0, score, parameters: uncertain }], { sweeps: 1 })
            .covariance[0]!,
      );
      const gain = { share: 0, success: 0 };
      responseGain(uncertain, 0.3, Math.sqrt(0.8), gain);
      expect(gain.share * 0.8).toBeCloseTo(0.8 - (1 - gain.success) * wrong! - gain.success * right!, 10);
    }),
  );
  const share = (difficultyVariance: number) => {
    const gain = { share: 0, success: 0 };
    responseGain(parameters({ difficultyVariance }), 0, 0.8, gain);
    return gain.share;
  };
  expect(share(0.5)).toBeLessThan(share(0));
});

test('every item is expected to teach something, and never more than there is to learn', () => {
  fc.assert(
    fc.property(anyItem, fc.double({ min: 0.2, max: 1, noNaN: true }), (item, sd) => {
      const gain = { share: 0, success: 0 };
      itemGain(item.discrimination, item.difficulty, item.guessing, item.upperAsymptote - item.guessing, 0, sd, gain);
      expect(gain.share).toBeGreaterThan(0);
      expect(gain.share).toBeLessThan(1);
      expect(gain.success).toBeGreaterThan(item.guessing);
      expect(gain.success).toBeLessThan(item.upperAsymptote);
    }),
  );
});

test('a sharp item near the person teaches more than a blunt or a distant one', () => {
  const share = (a: number, b: number) => {
    const gain = { share: 0, success: 0 };
    itemGain(a, b, 0, 1, 0, 0.5, gain);
    return gain.share;
  };
  expect(share(1.5, 0)).toBeGreaterThan(share(0.7, 0));
  expect(share(1.5, 0)).toBeGreaterThan(share(1.5, 2));
});

test('pull is what knowing a skill would take off the weighted variance', () => {
  const posterior = skillPrior(aSkillGraph(3, [[0, 1]]));
  // Knowing skill 0 leaves Var(1) = 1 - .45^2 and Var(2) = 1 - .3^2.
  const pull = skillPull(posterior, [0.5, 0.3, 0.2]);
  expect(pull[0]!).toBeCloseTo(0.5 + 0.3 * 0.45 ** 2 + 0.2 * 0.3 ** 2, 12);
  expect(weightedVariance(posterior, [0.5, 0.3, 0.2])).toBeCloseTo(1, 12);
});

test('a skill within one standard deviation of its cut counts double', () => {
  const posterior = { mean: new Float64Array([0, 0]), covariance: new Float64Array([0.25, 0, 0, 0.25]) };
  expect([...skillImportance(posterior, [0.5, 0.5], [0.4, 0.6])]).toEqual([1, 0.5]);
  expect([...skillImportance(posterior, [0.5, 0.5], [null])]).toEqual([0.5, 0.5]);
});
