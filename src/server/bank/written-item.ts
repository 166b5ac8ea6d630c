import type { Item } from '@/core/items/item';
import { provisionalParameters } from './provisional-parameters';

type OptionId = 'a' | 'b' | 'c' | 'd';

/** An item as an author writes it. */
export type ItemDraft = {
  readonly id: string;
  /** Guess of b, about -2 (nearly everyone who works with it knows) to 2 (few do). */
  readonly difficulty: number;
  readonly seconds: number;
  readonly stem: string;
  /** Shown below the stem as a code block. */
  readonly code?: { readonly language: string; readonly text: string };
  readonly options: Readonly<Record<OptionId, string>>;
  readonly key: OptionId;
  /** Why the key is right and why each distractor is wrong. */
  readonly explanation: string;
  /** Points at the idea to think of, not at an option. */
  readonly hint: string;
  readonly enemies?: readonly string[];
};

/** The items of one skill. */
export function writtenItems(skillId: string, drafts: readonly ItemDraft[]): readonly Item[] {
  return drafts.map((draft) => ({
    id: draft.id,
    version: 1,
    skillId,
    parameters: provisionalParameters(draft.difficulty),
    expectedTimeMs: draft.seconds * 1000,
    enemies: draft.enemies ?? [],
    source: {
      kind: 'written',
      content: {
        type: 'singleChoice',
        stem: draft.code ? `${draft.stem}\n\n\`\`\`${draft.code.language}\n${draft.code.text}\n\`\`\`` : draft.stem,
        options: Object.entries(draft.options).map(([id, text]) => ({ id, text })),
        keyId: draft.key,
        explanation: draft.explanation,
        hint: draft.hint,
      },
    },
  }));
}
