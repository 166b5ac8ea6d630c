import { expect, test } from 'vitest';
import { DEFAULT_RULES } from '@/core/assessment/rules';
import { contentOf, SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import { TAXONOMY } from '@/server/bank/taxonomy';

const SEEDS = 400;
/** PSYCHOMETRICS: a bank of thirty times what a session uses keeps exposure low. */
const TIMES = 30;

/** Different contents an item can be shown with, of `SEEDS` tries; a written one has one. */
function variantsOf(item: (typeof SHIPPED_ITEMS)[number]): number {
  if (item.source.kind === 'written') return 1;
  return new Set(Array.from({ length: SEEDS }, (_, seed) => JSON.stringify(contentOf(item, seed)))).size;
}

const sizes = TAXONOMY.skills
  .filter(({ assessable }) => assessable)
  .map(({ id }) => {
    const items = SHIPPED_ITEMS.filter(({ skillId }) => skillId === id);
    return { id, items: items.length, variants: items.reduce((sum, item) => sum + variantsOf(item), 0) };
  });

test.each(sizes)(
  '$id: $items items with $variants variants are thirty times the longest default session',
  ({ variants }) => {
    expect(variants).toBeGreaterThanOrEqual(TIMES * DEFAULT_RULES.maxItems);
  },
);
