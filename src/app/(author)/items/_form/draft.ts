import type { ContentOf, ItemContent, ItemTypeName } from '@/core/items/item';
import type { ItemDraftInput, VersionOutput } from '@/protocol/bank';

/** Parts with ids of their own; ids never change while an author edits, so keys keep naming their options. */
export const freshId = (taken: readonly { readonly id: string }[]): string => {
  for (const letter of 'abcdefghijklmnopqrst') if (!taken.some(({ id }) => id === letter)) return letter;
  return `x${taken.length}`;
};

const blanks = (count: number) => Array.from({ length: count }, (_, place) => ({ id: 'abcdefghij'[place]!, text: '' }));

type Common = Pick<ItemContent, 'stem' | 'explanation' | 'hint' | 'stemMedia'>;
const NOTHING: Common = { stem: '', explanation: '', hint: null };

/** An empty content of each type; a change of type keeps what all types have. */
export const EMPTY_CONTENT: { readonly [T in ItemTypeName]: (common?: Common) => ContentOf<T> } = {
  singleChoice: (common = NOTHING) => ({ ...common, type: 'singleChoice', options: blanks(4), keyId: 'a' }),
  multipleResponse: (common = NOTHING) => ({ ...common, type: 'multipleResponse', options: blanks(5), keyIds: ['a'] }),
  numeric: (common = NOTHING) => ({
    ...common,
    type: 'numeric',
    key: 0,
    tolerance: { kind: 'absolute', value: 0 },
    unit: null,
    otherUnits: [],
  }),
  ordering: (common = NOTHING) => ({ ...common, type: 'ordering', options: blanks(4) }),
  matching: (common = NOTHING) => ({
    ...common,
    type: 'matching',
    prompts: blanks(3),
    targets: blanks(4),
    key: { a: 'a', b: 'b', c: 'c' },
  }),
  shortText: (common = NOTHING) => ({ ...common, type: 'shortText', accepted: { kind: 'normalised', texts: [] } }),
  codeReading: (common = NOTHING) => ({
    ...common,
    type: 'codeReading',
    code: { language: 'javascript', text: '', highlightedLines: [] },
    options: blanks(4),
    keyId: 'a',
  }),
  freeText: (common = NOTHING) => ({
    ...common,
    type: 'freeText',
    rubric: [{ id: 'a', text: '', points: 1 }],
    modelAnswer: '',
    maxWords: 150,
  }),
};

export const EMPTY_DRAFT: ItemDraftInput = {
  skillId: '',
  content: EMPTY_CONTENT.singleChoice(),
  parameters: { kind: 'guess', difficulty: 0 },
  expectedTimeMs: 60_000,
  enemies: [],
  note: '',
  citations: [],
};

/** The content as another type, with what both have. */
export function asType(content: ItemContent, type: ItemTypeName): ItemContent {
  const { stem, explanation, hint, stemMedia } = content;
  return EMPTY_CONTENT[type]({ stem, explanation, hint, ...(stemMedia && { stemMedia }) });
}

/** A stored version as a form edits it; null for a family, whose words a program makes. */
export function draftOf(version: VersionOutput): ItemDraftInput | null {
  const { skillId, content, expectedTimeMs, enemies, citations } = version;
  if (!content) return null;
  return { skillId, content, parameters: { kind: 'keep' }, expectedTimeMs, enemies, citations, note: '' };
}
