import { expect, test } from 'vitest';
import { validateContent, validateItem } from '@/core/items/validate-item';
import { GUESS_CORRELATION } from '@/server/bank/provisional-parameters';
import { ITEM_MODELS } from '@/server/bank/registry';
import { contentOf, SHIPPED_ITEMS } from '@/server/bank/shipped-bank';

test('ids are unique, and enemies are items of the bank that name each other', () => {
  const byId = new Map(SHIPPED_ITEMS.map((item) => [item.id, item]));
  expect(byId.size).toBe(SHIPPED_ITEMS.length);
  for (const item of SHIPPED_ITEMS)
    for (const enemy of item.enemies) expect(byId.get(enemy)?.enemies).toContain(item.id);
});

test('each level of each model is an item that gives content', () => {
  for (const model of ITEM_MODELS) {
    for (const level of model.levels) {
      const item = SHIPPED_ITEMS.find(({ id }) => id === `model:${model.id}:${level.id}`)!;
      expect(validateItem(item)).toEqual([]);
      expect(contentOf(item, 'session-1/3')).toEqual(contentOf(item, 'session-1/3'));
      expect(validateContent(contentOf(item, 'session-1/3'))).toEqual([]);
    }
  }
});

test('written content is the same for every seed', () => {
  const item = SHIPPED_ITEMS.find(({ source }) => source.kind === 'written')!;
  expect(contentOf(item, 1)).toBe(contentOf(item, 2));
});

test('uncalibrated parameters are the regression of difficulty on its guess', () => {
  const guess = ITEM_MODELS[0]!.levels[0]!.difficulty;
  const { parameters } = SHIPPED_ITEMS.find(({ source }) => source.kind === 'model')!;
  expect(parameters).toEqual({
    discrimination: 1,
    difficulty: GUESS_CORRELATION * guess,
    guessing: 0.25,
    upperAsymptote: 0.98,
    difficultyVariance: 1 - GUESS_CORRELATION ** 2,
  });
});

test('an item of an unknown model is refused', () => {
  const item = { ...SHIPPED_ITEMS[0]!, source: { kind: 'model' as const, modelId: 'nobody', level: 'easy' } };
  expect(() => contentOf(item, 1)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});
