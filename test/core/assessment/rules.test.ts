import { expect, test } from 'vitest';
import { completeRules, DEFAULT_RULES, type Rules, settleRules, validateRules } from '@/core/assessment/rules';
import { isDomainError } from '@/core/errors';
import { aSkillGraph } from '~test/core/psychometrics/builders';

const refusal = (rules: Partial<Rules>) => {
  try {
    validateRules({ ...DEFAULT_RULES, ...rules });
    return null;
  } catch (error) {
    return isDomainError(error) && error.code === 'invalid_input' ? error.message : error;
  }
};

test('the default rules are valid', () => {
  expect(validateRules(DEFAULT_RULES)).toBe(DEFAULT_RULES);
});

test('a rule that cannot be is refused by name', () => {
  for (const timeLimitMs of [0, -1, 59_999, 8 * 3_600_000 + 1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(refusal({ timeLimitMs }), String(timeLimitMs)).toMatch(/time limit/);
  for (const minItems of [0, -1, 1.5, Number.NaN]) expect(refusal({ minItems }), String(minItems)).toMatch(/minimum/);
  for (const maxItems of [101, 8.5, Number.NaN, Number.POSITIVE_INFINITY])
    expect(refusal({ maxItems }), String(maxItems)).toMatch(/maximum/);
  expect(refusal({ minItems: 9, maxItems: 8 })).toMatch(/minimum.+above the maximum/);
});

test('the limits themselves are allowed', () => {
  expect(refusal({ timeLimitMs: 60_000, minItems: 1, maxItems: 1 })).toBeNull();
  expect(refusal({ timeLimitMs: 8 * 3_600_000, minItems: 100, maxItems: 100 })).toBeNull();
});

test('cut scores lie on the scale, budgets are whole', () => {
  expect(refusal({ cutScores: { composite: 199, skills: {} } })).toMatch(/cut score/);
  expect(refusal({ cutScores: { composite: null, skills: { sql: 801 } } })).toMatch(/cut score/);
  expect(refusal({ cutScores: { composite: Number.NaN, skills: {} } })).toMatch(/cut score/);
  expect(refusal({ cutScores: { composite: 560, skills: { sql: 480 } } })).toBeNull();
  expect(refusal({ plainBudgets: { H: 0, M: 3, L: 3 } })).toMatch(/1 to 20/);
  expect(refusal({ plainBudgets: { H: 5, M: 2.5, L: 3 } })).toMatch(/1 to 20/);
});

test('rules stored before there were rule sets adapt by the expected drop of variance', () => {
  expect(completeRules({ minItems: 3 })).toMatchObject({
    minItems: 3,
    ruleSet: 'adaptive',
    criterion: 'varianceDrop',
    randomisation: 'best',
    exposureCap: null,
    cutScores: { composite: null, skills: {} },
  });
});

test('the length of the plain rule set follows from its budgets, and nothing is tried out', () => {
  const graph = aSkillGraph(3, [], ['H', 'M', 'L']);
  const plain = { ...DEFAULT_RULES, ruleSet: 'plain', plainBudgets: { H: 4, M: 3, L: 2 } } as const;
  expect(settleRules(plain, graph)).toEqual({ ...plain, minItems: 9, maxItems: 9, pilotShare: 0 });
  expect(settleRules(DEFAULT_RULES, graph)).toBe(DEFAULT_RULES);
  const many = aSkillGraph(6, [], ['H', 'H', 'H', 'H', 'H', 'H']);
  expect(() => settleRules({ ...plain, plainBudgets: { H: 20, M: 1, L: 1 } }, many)).toThrow(/120 items/);
});

test('a cut score for a skill that is not assessed is refused, under either rule set', () => {
  const graph = aSkillGraph(2);
  const cutScores = { composite: null, skills: { 'skill-7': 500 } };
  for (const ruleSet of ['adaptive', 'plain'] as const)
    expect(() => settleRules({ ...DEFAULT_RULES, ruleSet, cutScores }, graph)).toThrow(/skill-7, which is not/);
});
