import { expect, test } from 'vitest';
import { findFlaws } from '@/core/items/flaw-rules';
import type { ContentOf } from '@/core/items/item';
import { instantiate } from '@/core/items/item-model';
import { seededRandom } from '@/core/items/random';
import { validateContent } from '@/core/items/validate-item';
import { ITEM_MODELS, itemModel } from '@/server/bank/registry';
import { TAXONOMY } from '@/server/bank/taxonomy';

const VARIANTS = 1000;
const levels = ITEM_MODELS.flatMap((model) => model.levels.map(({ id }) => [model.id, id] as const));
const cache = new Map<string, ContentOf<'singleChoice'>[]>();
function variants(modelId: string, level: string): ContentOf<'singleChoice'>[] {
  const name = `${modelId}/${level}`;
  const made =
    cache.get(name) ?? Array.from({ length: VARIANTS }, (_, seed) => instantiate(itemModel(modelId), level, seed));
  cache.set(name, made);
  return made;
}

test('each assessable skill has a model', () => {
  const modelled = new Set(ITEM_MODELS.map(({ skillId }) => skillId));
  expect([...modelled].sort()).toEqual(TAXONOMY.skills.flatMap((skill) => (skill.assessable ? [skill.id] : [])).sort());
});

test('an unknown model is refused', () => {
  expect(() => itemModel('nobody')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});

test.each(levels)('%s %s gives at least 300 different variants of 1,000 seeds', (modelId, level) => {
  const different = new Set(
    variants(modelId, level).map(
      ({ stem, options, keyId }) => `${stem}\n${options.find(({ id }) => id === keyId)!.text}`,
    ),
  );
  expect(different.size).toBeGreaterThanOrEqual(300);
});

test.each(levels)('%s %s passes the structural gate and has no flaw in any variant', (modelId, level) => {
  for (const content of variants(modelId, level)) {
    expect(validateContent(content), content.stem).toEqual([]);
    expect(findFlaws(content), content.stem).toEqual([]);
  }
});

test.each(levels)('%s %s puts the key in each place equally often', (modelId, level) => {
  const counts = [0, 0, 0, 0];
  for (const { options, keyId } of variants(modelId, level)) counts[options.findIndex(({ id }) => id === keyId)]! += 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - VARIANTS / 4) ** 2 / (VARIANTS / 4), 0);
  expect(chiSquare, counts.join(' ')).toBeLessThan(16.27); // 0.999 quantile, 3 degrees of freedom
});

test.each(levels)('%s %s is not solved by choosing the longest or the shortest option', (modelId, level) => {
  for (const extreme of [Math.max, Math.min]) {
    const won = variants(modelId, level).map(({ options, keyId }) => {
      const length = extreme(...options.map(({ text }) => text.length));
      const candidates = options.filter(({ text }) => text.length === length);
      return candidates.some(({ id }) => id === keyId) ? 1 / candidates.length : 0;
    });
    expect(won.reduce<number>((sum, share) => sum + share, 0) / VARIANTS).toBeLessThan(0.4);
  }
});

test.each(levels)('%s %s gives the same variant for the same seed', (modelId, level) => {
  expect(instantiate(itemModel(modelId), level, 7)).toEqual(variants(modelId, level)[7]);
});

test.each(levels)('%s %s names the mistake behind each distractor', (modelId, level) => {
  for (let seed = 0; seed < 50; seed++) {
    const { distractors } = itemModel(modelId).generate(seededRandom(`named-${seed}`), level);
    expect(distractors).toHaveLength(3);
    for (const { misconception } of distractors) expect(misconception.length).toBeGreaterThan(8);
  }
});

test.each(levels)('%s %s has a hint that names no option', (modelId, level) => {
  for (const { hint, options } of variants(modelId, level)) {
    expect(hint).toBeTruthy();
    for (const { text } of options) {
      const bare = text.replaceAll('`', '').toLowerCase();
      if (bare.length > 3) expect(hint!.toLowerCase()).not.toContain(bare);
    }
  }
});

test('each skill has at least three models', () => {
  for (const { id } of TAXONOMY.skills.filter(({ assessable }) => assessable))
    expect(ITEM_MODELS.filter(({ skillId }) => skillId === id).length, id).toBeGreaterThanOrEqual(3);
});
