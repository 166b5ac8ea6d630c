import type { ItemContent } from '@/core/items/item';
import type { ItemDraftInput } from '@/protocol/bank';
import type { ItemDraft } from '@/server/services/item-draft';

type Content = Extract<ItemContent, { type: 'singleChoice' }>;

/** A sound single choice item; `name` makes its words its own. */
export function aContent(name = 'orders', content: Partial<Content> = {}): Content {
  return {
    type: 'singleChoice',
    stem: `The table \`${name}\` has an index on \`${name}_id\`. Which plan does PostgreSQL choose to fetch one row of ${name} by that column?`,
    options: [
      { id: 'a', text: `Index scan over ${name}` },
      { id: 'b', text: `Hash join with ${name}` },
      { id: 'c', text: `Full sort of ${name}` },
      { id: 'd', text: `Nested loop in ${name}` },
    ],
    keyId: 'a',
    explanation: `One row of ${name} is found through the index.`,
    hint: 'Think of how many rows are wanted.',
    ...content,
  };
}

export function aDraft(name = 'orders', draft: Partial<ItemDraft> = {}): ItemDraft {
  return {
    id: null,
    skillId: 'sql',
    content: aContent(name),
    parameters: { kind: 'guess', difficulty: 0 },
    expectedTimeMs: 60_000,
    enemies: [],
    note: '',
    citations: [],
    ...draft,
  };
}

/** The same as a form sends it. */
export function aDraftInput(name = 'orders', content: Partial<Content> = {}): ItemDraftInput {
  const { id: _, ...draft } = aDraft(name);
  const { options, ...rest } = aContent(name, content);
  return {
    ...draft,
    content: { ...rest, options: options.map((option) => ({ ...option })) },
    parameters: { kind: 'guess', difficulty: 0 },
    enemies: [],
    citations: [],
  };
}

const THEMES = ['mountains', 'violins', 'harbours', 'kitchens', 'planets', 'orchards', 'theatres', 'glaciers'];

/** Drafts whose words have nothing in common, so that none is a near-duplicate of another. */
export function differentDrafts(count: number): ItemDraft[] {
  return Array.from({ length: count }, (_, index) => {
    const word = `${THEMES[index % THEMES.length]}${index}`;
    const words = (place: string) => `${place} ${word} ${place}${index} ${word}${place}`;
    return aDraft(word, {
      content: aContent(word, {
        stem: `${words('why')} ${words('where')} ${words('whence')}?`,
        options: ['north', 'south', 'east', 'west'].map((side, place) => ({ id: 'abcd'[place]!, text: words(side) })),
        keyId: 'abcd'[index % 4]!,
      }),
    });
  });
}
