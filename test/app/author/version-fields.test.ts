import { expect, test } from 'vitest';
import { type Compared, changedFields } from '@/app/(author)/items/_components/version-fields';
import { asType, EMPTY_CONTENT } from '@/app/(author)/items/_form/draft';
import type { ItemTypeName } from '@/core/items/item';
import { ItemContentSchema } from '@/protocol/item';
import { aContent } from '~test/support/bank';

const aVersion = (content: Compared['content']): Compared => ({
  content,
  skillId: 'sql',
  expectedTimeMs: 60_000,
  enemies: [],
  citations: [],
  parameters: { difficulty: 0 },
});

test('a moved key is a change of two options, and nothing else', () => {
  const changes = changedFields(aVersion(aContent()), aVersion(aContent('orders', { keyId: 'b' })));
  expect(changes.map(({ label }) => label)).toEqual(['Option 1', 'Option 2']);
  expect(changes[1]!.after).toMatch(/\(key\)$/);
  expect(changedFields(aVersion(aContent()), aVersion(aContent()))).toEqual([]);
});

test.each(Object.keys(EMPTY_CONTENT) as ItemTypeName[])(
  'a form for %s begins with a content the server takes, and keeps stem and explanation when the type changes',
  (type) => {
    const content = asType(aContent(), type);
    expect(content).toMatchObject({ type, stem: aContent().stem, explanation: aContent().explanation });
    if (type !== 'shortText') expect(ItemContentSchema.safeParse(content).success).toBe(true);
  },
);
