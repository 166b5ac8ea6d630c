import { expect, test } from 'vitest';
import { DEFAULT_RULES, type Rules, validateRules } from '@/core/assessment/rules';
import { isDomainError } from '@/core/errors';

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
