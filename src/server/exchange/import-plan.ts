import type { ImportOutcome, ImportRow } from '@/protocol/exchange';
import type { ItemVersion } from '@/server/repositories/item-rows';
import type { ItemDraft } from '@/server/services/item-draft';
import { differencesOf } from './differences';
import type { ItemRecord } from './item-record';
import { type Place, PROBLEMS, type Problem, problem } from './problem';

/**
 * One item of a file, what would happen to it, its skill once that is known, and the draft that makes it happen; null when nothing is
 * to be written.
 */
export type PlannedItem = {
  readonly row: ImportRow;
  readonly skillId: string | null;
  readonly draft: ItemDraft | null;
};

const DEFAULT_TIME_MS = 60_000;
const TITLE_LENGTH = 120;

export function problemRow({ code, detail, at }: Problem, record: ItemRecord | null = null): ImportRow {
  return {
    line: at.line,
    path: at.path,
    itemId: at.itemId ?? record?.id ?? null,
    title: record ? titleOf(record) : '',
    type: record?.content.type ?? null,
    outcome: 'refused',
    version: null,
    differences: [],
    notes: [],
    problem: { code, sentence: PROBLEMS[code], detail },
  };
}

/**
 * What importing a record would do to the bank. `stored` is the latest version of its id, `skillId` what items that name no skill are
 * given. A file that was written from an older version than the bank has is refused where it differs: importing it would undo work.
 */
export function planItem(
  record: ItemRecord,
  { at, notes }: { readonly at: Place; readonly notes: readonly string[] },
  { stored, skillId, fileName }: { stored: ItemVersion | undefined; skillId: string | null; fileName: string },
): PlannedItem {
  const row = (outcome: ImportOutcome, version: number): ImportRow => ({
    line: at.line,
    path: at.path,
    itemId: record.id,
    title: titleOf(record),
    type: record.content.type,
    outcome,
    version,
    differences,
    notes: [...notes],
    problem: null,
  });
  const refused = (code: Parameters<typeof problem>[0], detail: string): PlannedItem => ({
    row: { ...problemRow(problem(code, detail, at), record), differences, notes: [...notes] },
    skillId: null,
    draft: null,
  });
  const differences = stored ? differencesOf(stored.item, record) : [];
  if (stored?.item.source.kind === 'model') return refused('item_is_model', `Its id is "${record.id}".`);
  if (stored && differences.length === 0) {
    return { row: row('unchanged', stored.item.version), skillId: stored.item.skillId, draft: null };
  }
  if (stored && record.version !== null && record.version < stored.item.version) {
    return refused('version_older', `The file has version ${record.version}, the bank version ${stored.item.version}.`);
  }
  if (stored?.status === 'retired') return refused('item_retired', 'Give the item another id to use it again.');
  const skill = record.skillId ?? stored?.item.skillId ?? skillId;
  if (skill === null)
    return refused('field_missing', 'The file names no skill. Choose one for such items and check again.');
  const draft: ItemDraft = {
    id: record.id,
    skillId: skill,
    content: record.content,
    parameters: record.parameters
      ? { kind: 'given', parameters: record.parameters }
      : stored
        ? { kind: 'keep' }
        : { kind: 'guess', difficulty: 0 },
    expectedTimeMs: record.expectedTimeMs ?? stored?.item.expectedTimeMs ?? DEFAULT_TIME_MS,
    enemies: record.enemies ?? stored?.item.enemies ?? [],
    note: `Imported from ${fileName}`.slice(0, 500),
    citations: stored?.citations ?? [],
  };
  return { row: stored ? row('changed', stored.item.version + 1) : row('new', 1), skillId: skill, draft };
}

function titleOf({ content }: ItemRecord): string {
  const line = content.stem.replace(/\s+/g, ' ').trim();
  const letters = [...line.slice(0, TITLE_LENGTH * 2)];
  return letters.length <= TITLE_LENGTH ? line : `${letters.slice(0, TITLE_LENGTH).join('')}…`;
}
