import { expect, test } from 'vitest';
import { planContent } from '@/core/psychometrics/content-balance';
import { compilePool } from '@/core/psychometrics/item-pool';
import { decideStop, type StopInput, type StoppingRules } from '@/core/psychometrics/stopping-rule';
import { aBank, aSkillGraph } from './builders';

const graph = aSkillGraph(2);
const pool = compilePool(aBank({ skills: 2, items: 60, seed: 1 }), graph);

function stop(
  changes: Omit<Partial<StopInput>, 'rules'> & { sd?: number; mean?: number[]; rules?: Partial<StoppingRules> } = {},
) {
  const variance = (changes.sd ?? 0.9) ** 2;
  const rules = { minItems: 8, maxItems: 20, ...changes.rules };
  return decideStop({
    content: planContent([1, 1], rules.maxItems),
    posterior: {
      mean: new Float64Array(changes.mean ?? [0, 0]),
      covariance: new Float64Array([variance, 0, 0, variance]),
    },
    counts: [8, 8],
    remainingTimeMs: null,
    pool,
    open: new Uint8Array(pool.size).fill(1),
    ...changes,
    rules,
  });
}

test('goes on while there is something to learn', () => {
  expect(stop()).toBeNull();
});

test('time and length end a session whatever else holds', () => {
  expect(stop({ remainingTimeMs: 0, counts: [0, 0] })).toBe('timeExpired');
  expect(stop({ remainingTimeMs: 1 })).toBeNull();
  expect(stop({ counts: [10, 10] })).toBe('maximumItems');
});

test('stops when composite and every skill are precise', () => {
  expect(stop({ sd: 0.5 })).toBe('precisionReached'); // composite sd .354
  expect(stop({ sd: 0.59 })).toBeNull(); // skills precise, composite sd .417
  expect(stop({ sd: 0.59, rules: { compositeSd: 0.5 } })).toBe('precisionReached');
  expect(stop({ sd: 0.5, rules: { skillSd: 0.4 } })).toBeNull();
});

test('does not stop before the minimum length or the content minimums', () => {
  expect(stop({ sd: 0.5, counts: [3, 4] })).toBeNull();
  expect(stop({ sd: 0.5, counts: [12, 2] })).toBeNull();
});

test('stops when every cut is decided', () => {
  const rules = { skillSd: 0.1, cuts: [0, null] };
  expect(stop({ sd: 0.5, mean: [0.83, 0], rules })).toBe('classified');
  expect(stop({ sd: 0.5, mean: [0.82, 0], rules })).toBeNull();
  expect(stop({ sd: 0.5, mean: [0.83, 0], rules: { ...rules, compositeCut: 0.4 } })).toBeNull();
  expect(stop({ sd: 0.5, mean: [2, 2], rules: { ...rules, compositeCut: 0.4 } })).toBe('classified');
});

test('stops when no item left is worth its time', () => {
  expect(stop({ rules: { leastGain: 0.9 } })).toBe('gainTooSmall');
  expect(stop({ rules: { leastGain: 0.9 }, open: new Uint8Array(pool.size) })).toBeNull(); // none left: bankExhausted, said by the engine
});

test('a broad test is not ended by the gain rule just because each skill is a small part', () => {
  const many = aSkillGraph(20);
  const wide = compilePool(aBank({ skills: 20, items: 400, seed: 2 }), many);
  const covariance = new Float64Array(400);
  for (let k = 0; k < 20; k++) covariance[k * 21] = 0.6;
  const reason = decideStop({
    rules: { minItems: 20, maxItems: 60 },
    content: planContent(new Array(20).fill(1), 60),
    posterior: { mean: new Float64Array(20), covariance },
    counts: new Array(20).fill(2),
    remainingTimeMs: null,
    pool: wide,
    open: new Uint8Array(wide.size).fill(1),
  });
  expect(reason).toBeNull();
});
