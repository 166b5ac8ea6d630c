import { expect, test } from 'vitest';
import { findFlaws } from '@/core/items/flaw-rules';
import type { Item, ItemContent } from '@/core/items/item';
import { validateItem } from '@/core/items/validate-item';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import { TAXONOMY } from '@/server/bank/taxonomy';

const contents: { item: Item; content: ItemContent }[] = SHIPPED_ITEMS.flatMap((item) =>
  item.source.kind === 'written' ? [{ item, content: item.source.content }] : [],
);
const choices = contents.flatMap(({ item, content }) => (content.type === 'singleChoice' ? [{ item, content }] : []));
const assessable = TAXONOMY.skills.filter((skill) => skill.assessable).map(({ id }) => id);

test('each assessable skill has at least six hand-written items, easy ones and hard ones', () => {
  for (const skillId of assessable) {
    const difficulties = contents
      .filter(({ item }) => item.skillId === skillId)
      .map(({ item }) => item.parameters.difficulty);
    expect(difficulties.length, skillId).toBeGreaterThanOrEqual(6);
    expect(Math.min(...difficulties), skillId).toBeLessThanOrEqual(-0.6);
    expect(Math.max(...difficulties), skillId).toBeGreaterThanOrEqual(0.6);
  }
});

test.each(contents.map(({ item, content }) => [item.id, item, content] as const))(
  '%s passes the structural gate without a flaw',
  (_, item, content) => {
    expect(validateItem(item)).toEqual([]);
    expect(findFlaws(content)).toEqual([]);
  },
);

test('the place of the key tells nothing: no place is preferred', () => {
  const counts = ['a', 'b', 'c', 'd'].map((id) => choices.filter(({ content }) => content.keyId === id).length);
  const expected = choices.length / 4;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(7.81); // 0.95 quantile, 3 degrees of freedom
});

test('the length of the key tells nothing: choosing the longest option is no better than luck', () => {
  const won = choices.map(({ content }) => {
    const longest = Math.max(...content.options.map(({ text }) => text.length));
    const candidates = content.options.filter(({ text }) => text.length === longest);
    return candidates.some(({ id }) => id === content.keyId) ? 1 / candidates.length : 0;
  });
  const rate = won.reduce<number>((sum, share) => sum + share, 0) / choices.length;
  expect(rate).toBeGreaterThan(0.15);
  expect(rate).toBeLessThan(0.35);
});

test('each item has a hint, and the hint does not name an option', () => {
  for (const { item, content } of contents) expect(content.hint, item.id).toBeTruthy();
  for (const { item, content } of choices) {
    for (const { text } of content.options) {
      const bare = text.replaceAll('`', '').toLowerCase();
      if (bare.length > 3) expect(content.hint!.toLowerCase(), item.id).not.toContain(bare);
    }
  }
});
