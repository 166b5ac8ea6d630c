import { v7 as newId } from 'uuid';
import type { ItemOrigin } from '@/core/items/gates/gate';
import type { Citation } from '@/core/items/gates/text-gates';
import type { Item, ItemContent, ItemParameters } from '@/core/items/item';
import { itemTexts, searchTextOf } from '@/core/items/item-text';
import { validateContent, validateParameters } from '@/core/items/validate-item';
import { provisionalParametersFor } from '@/server/bank/provisional-parameters';
import { TAXONOMY } from '@/server/bank/taxonomy';
import type { Member } from '@/server/policy';
import type { ItemVersion, NewVersion } from '@/server/repositories/item-rows';

/** An item as somebody hands it over: an author's form, an import, a model. */
export type ItemDraft = {
  /** Null for a new item; an id that exists is revised or refused, as the caller wishes. */
  readonly id: string | null;
  readonly skillId: string;
  readonly content: ItemContent;
  /** `guess`: nobody has answered it; `keep`: as the version before; `given`: estimated elsewhere. */
  readonly parameters:
    | { readonly kind: 'guess'; readonly difficulty: number }
    | { readonly kind: 'keep' }
    | { readonly kind: 'given'; readonly parameters: ItemParameters };
  readonly expectedTimeMs: number;
  readonly enemies: readonly string[];
  readonly note: string;
  readonly citations: readonly Citation[];
};

const ID_PATTERN = /^(?!model:)[\w:.-]{1,100}$/;
/** Addresses of pages beside the items'. */
const RESERVED_IDS = new Set(['new', 'review', 'publish', 'generate', 'import', 'export']);

/** What the list of items is searched by. */
export const searchTextFor = (item: Item) =>
  searchTextOf(item.id, item.source.kind === 'written' ? itemTexts(item.source.content) : [item.source.modelId]);

/**
 * Why a draft cannot be taken; empty when it can.
 * @param strict structural problems of the content count as well
 */
export function problemsOf(draft: ItemDraft, strict: boolean): string[] {
  const problems = strict ? validateContent(draft.content) : [];
  if (draft.id !== null && (!ID_PATTERN.test(draft.id) || RESERVED_IDS.has(draft.id)))
    problems.push(`The id "${draft.id}" is not usable.`);
  if (!TAXONOMY.skills.some(({ id, assessable }) => assessable && id === draft.skillId)) {
    problems.push(`The bank knows no skill "${draft.skillId}".`);
  }
  if (draft.parameters.kind === 'given') problems.push(...validateParameters(draft.parameters.parameters));
  if (!(draft.expectedTimeMs >= 1_000 && draft.expectedTimeMs <= 3_600_000)) {
    problems.push('The expected time is not between a second and an hour.');
  }
  if (draft.id !== null && draft.enemies.includes(draft.id)) problems.push('The item is its own enemy.');
  return problems;
}

/** The version a draft makes, on top of `before` where the item exists. */
export function newVersion(
  member: Member,
  draft: ItemDraft,
  before: ItemVersion | null,
  origin: ItemOrigin,
): NewVersion {
  const { skillId, content, expectedTimeMs, enemies, note, citations } = draft;
  const item: Item = {
    id: draft.id ?? `item-${newId()}`,
    version: (before?.item.version ?? 0) + 1,
    skillId,
    parameters: parametersOf(draft, before),
    expectedTimeMs,
    enemies,
    source: { kind: 'written', content },
  };
  const searchText = searchTextFor(item);
  return { item, type: content.type, origin, createdBy: member.userId, note, citations, searchText, status: 'draft' };
}

function parametersOf({ parameters, content }: ItemDraft, before: ItemVersion | null): ItemParameters {
  if (parameters.kind === 'given') return parameters.parameters;
  if (parameters.kind === 'keep' && before) return before.item.parameters;
  return provisionalParametersFor(content, parameters.kind === 'guess' ? parameters.difficulty : 0);
}

/** Nothing that a candidate, the engine or a reviewer would see differs. */
export function isSame(before: ItemVersion, { item, citations }: NewVersion): boolean {
  const facts = ({ skillId, parameters, expectedTimeMs, enemies, source }: Item, cited: readonly Citation[]) =>
    canonical({ skillId, parameters, expectedTimeMs, enemies, source, cited });
  return facts(before.item, before.citations) === facts(item, citations);
}

/** JSON with sorted keys: PostgreSQL keeps objects in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
