import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DomainError, isDomainError } from '@/core/errors';
import type { ExportPreview, ExportQuery, ImportQuery, ImportReport, ImportRow } from '@/protocol/exchange';
import { FILES, type FileKind, partition, readFile, writeFile } from '@/server/exchange/formats';
import { type PlannedItem, planItem, problemRow } from '@/server/exchange/import-plan';
import { describeTest } from '@/server/exchange/import-tests';
import { type ItemRecord, mediaOf, type Reading, renameMedia } from '@/server/exchange/item-record';
import { LIMITS } from '@/server/exchange/limits';
import { createPace } from '@/server/exchange/pace';
import { PROBLEMS, problem } from '@/server/exchange/problem';
import type { MediaFile } from '@/server/exchange/qti/write-package';
import type { Limiter } from '@/server/limits';
import type { Member } from '@/server/policy';
import type { ItemRepository } from '@/server/repositories/item-repository';
import type { ItemVersion } from '@/server/repositories/item-rows';
import type { MediaRepository } from '@/server/repositories/media-repository';
import type { ItemDraft } from './item-draft';
import type { CreateOptions, ItemService } from './item-service';
import type { MediaService } from './media-service';

type Deps = {
  readonly items: ItemService;
  readonly versions: ItemRepository;
  readonly media: MediaService;
  readonly files: MediaRepository;
  readonly limiter: Limiter;
};

export type ExchangeService = ReturnType<typeof createExchangeService>;

/** Items looked up, checked or written in one statement. */
const CHUNK = 250;
/** Files read at once in this process: each may unpack to `LIMITS.unpackedBytes`. */
const MOST_AT_ONCE = 2;
const AS_IMPORT = { origin: 'imported', onExisting: 'revise', strict: true } as const satisfies Partial<CreateOptions>;

type Plan = {
  readonly kind: FileKind;
  readonly reading: Reading;
  readonly items: PlannedItem[];
  readonly digest: string;
};

/** Items in and out of the bank as files. Reading and writing formats is `server/exchange`; gates and versions are the bank's. */
export function createExchangeService({ items, versions, media, files, limiter }: Deps) {
  let running = 0;
  const assertRoom = () => {
    if (running < MOST_AT_ONCE) return;
    throw new DomainError('too_many_requests', 'Other imports are being read right now. Try again in a moment.', {
      retryAfterSeconds: 5,
    });
  };

  const plan = async (member: Member, bytes: Buffer, { skill }: ImportQuery, fileName: string): Promise<Plan> => {
    const { kind, reading } = await readFile(bytes);
    const pace = createPace();
    const planned: PlannedItem[] = [];
    for (let from = 0; from < reading.items.length; from += CHUNK) {
      const chunk = reading.items.slice(from, from + CHUNK);
      const found = await versions.findLatest(
        member.organisationId,
        chunk.map(({ record }) => record.id),
      );
      const stored = new Map(found.map((version) => [version.item.id, version]));
      for (const item of chunk) {
        await pace();
        const resolved = await withKnownMedia(member, item.record, reading);
        planned.push(
          'missing' in resolved
            ? {
                row: problemRow(problem('media_unknown', `"${resolved.missing}".`, item.at), item.record),
                skillId: null,
                draft: null,
              }
            : planItem(resolved.record, item, { stored: stored.get(item.record.id), skillId: skill, fileName }),
        );
      }
    }
    const checked = await throughBank(member, planned, true);
    const decided = checked.map(({ row }) => [row.itemId, row.outcome, row.version]);
    const hash = createHash('sha256')
      .update(bytes)
      .update(JSON.stringify([skill, decided]));
    return { kind, reading, items: checked, digest: hash.digest('hex') };
  };

  /** The record with the names of files this organisation has; a file that comes along and is new goes by its content. */
  const withKnownMedia = async (
    member: Member,
    record: ItemRecord,
    reading: Reading,
  ): Promise<{ record: ItemRecord } | { missing: string }> => {
    const names = new Map<string, string>();
    for (const { mediaId } of mediaOf(record.content)) {
      const bytes = reading.media.get(mediaId);
      const known = z.uuid().safeParse(mediaId).success ? await files.find(mediaId) : null;
      if (bytes) names.set(mediaId, (await media.recognise(member, bytes)) ?? `new:${sha256(bytes)}`);
      else if (known?.organisationId === member.organisationId) names.set(mediaId, mediaId);
      else return { missing: mediaId };
    }
    return { record: { ...record, content: renameMedia(record.content, (name) => names.get(name)!) } };
  };

  /** What the bank says to every draft, in steps so that others have their turn; with `dryRun` false it is done. */
  const throughBank = async (
    member: Member,
    planned: readonly PlannedItem[],
    dryRun: boolean,
  ): Promise<PlannedItem[]> => {
    const decided = new Map<PlannedItem, ImportRow>();
    const drafted = planned.filter(({ draft }) => draft !== null);
    for (let from = 0; from < drafted.length; from += CHUNK) {
      const chunk = drafted.slice(from, from + CHUNK);
      const outcomes = await bankOutcomes(
        member,
        chunk.map(({ draft }) => draft!),
        dryRun,
      );
      for (const [at, item] of chunk.entries()) decided.set(item, afterBank(item.row, outcomes[at]!));
      await new Promise(setImmediate);
    }
    return planned.map((item) => {
      const row = decided.get(item);
      return row ? { ...item, row, draft: row.outcome === 'refused' ? null : item.draft } : item;
    });
  };

  /** One statement writes a chunk or nothing of it; when another author was faster, its items are tried one by one. */
  const bankOutcomes = async (member: Member, drafts: readonly ItemDraft[], dryRun: boolean) => {
    const once = (some: readonly ItemDraft[]) => items.createItems(member, some, { ...AS_IMPORT, dryRun });
    try {
      return await once(drafts);
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'conflict') throw error;
    }
    const outcomes = [];
    for (const draft of drafts) {
      const [outcome] = await once([draft]).catch((error: unknown) => {
        if (!isDomainError(error)) throw error;
        return [{ row: 0, outcome: 'refused' as const, itemId: draft.id, version: null, problems: [error.message] }];
      });
      outcomes.push(outcome!);
    }
    return outcomes;
  };

  /** New files of the items that are going to be written, under the names the media store gives them. */
  const withStoredMedia = async (member: Member, planned: PlannedItem, reading: Reading): Promise<PlannedItem> => {
    if (!planned.draft) return planned;
    const names = new Map<string, string>();
    for (const { mediaId } of mediaOf(planned.draft.content)) {
      if (!mediaId.startsWith('new:') || names.has(mediaId)) continue;
      const bytes = [...reading.media.values()].find((candidate) => `new:${sha256(candidate)}` === mediaId)!;
      try {
        names.set(mediaId, (await media.upload(member, bytes)).mediaId);
      } catch (error) {
        if (!isDomainError(error)) throw error;
        const { row } = planned;
        const found = problem('gate_refused', error.message, { line: row.line, path: row.path, itemId: row.itemId });
        return { ...planned, row: { ...problemRow(found), title: row.title, type: row.type }, draft: null };
      }
    }
    const content = renameMedia(planned.draft.content, (name) => names.get(name) ?? name);
    return { ...planned, draft: { ...planned.draft, content } };
  };

  const latest = async (member: Member, { format: _, ...filter }: ExportQuery): Promise<ItemVersion[]> => {
    const found: ItemVersion[] = [];
    let cursor: { id: string; version: number } | null = null;
    while (true) {
      const page = await versions.list(member.organisationId, filter, 'skill', cursor, CHUNK);
      found.push(...page.versions.filter(({ status }) => filter.status !== null || status !== 'retired'));
      const last: ItemVersion | undefined = page.versions.at(-1);
      if (!last || page.versions.length < CHUNK) return found;
      if (found.length > LIMITS.items) {
        throw new DomainError('invalid_input', `More than ${LIMITS.items} items match. Narrow the filters.`);
      }
      cursor = { id: last.item.id, version: last.item.version };
    }
  };

  const loadMedia =
    (member: Member) =>
    async (mediaId: string): Promise<MediaFile | null> => {
      const file = z.uuid().safeParse(mediaId).success ? await files.find(mediaId) : null;
      if (file?.organisationId !== member.organisationId) return null;
      const extension = file.type.replace(/^.*\//, '').replace(/[^a-z0-9]/g, '');
      return { bytes: await media.read(file, { start: 0, end: file.size }), extension };
    };

  return {
    /** Counts an import before its bytes are read. @throws DomainError `too_many_requests` */
    async admitImport(member: Member): Promise<void> {
      assertRoom();
      await limiter.take(member.userId);
    },

    /**
     * Says what a file would change, or changes it.
     * @throws ExchangeRefusal for a file of which nothing can be taken
     * @throws DomainError `conflict` when `plan` is not what would happen now
     */
    async importFile(member: Member, bytes: Buffer, query: ImportQuery, fileName: string): Promise<ImportReport> {
      assertRoom();
      running += 1;
      try {
        const checked = await plan(member, bytes, query, fileName);
        if (query.mode === 'check') return reportOf(checked, checked.items, false);
        if (query.plan !== checked.digest) {
          throw new DomainError('conflict', 'The bank has changed since the file was checked. Check it again.');
        }
        const ready: PlannedItem[] = [];
        for (const item of checked.items) ready.push(await withStoredMedia(member, item, checked.reading));
        return reportOf(checked, await throughBank(member, ready, false), true);
      } finally {
        running -= 1;
      }
    },

    async previewExport(member: Member, query: ExportQuery): Promise<ExportPreview> {
      const found = await latest(member, query);
      const records = recordsOf(found);
      const { refused } = await partition(query.format, records, createPace());
      return {
        held: records.length - refused.length,
        models: found.length - records.length,
        refused: refused.map(({ detail, at }) => ({ itemId: at.itemId ?? '', detail })),
      };
    },

    /** The file itself; what its format cannot hold is left out, as `previewExport` has said. */
    async exportFile(member: Member, query: ExportQuery) {
      const records = recordsOf(await latest(member, query));
      const pace = createPace();
      const { held, refused } = await partition(query.format, records, pace);
      const stream = writeFile(query.format, held, loadMedia(member), pace);
      return { stream, leftOut: refused.length, ...FILES[query.format] };
    },
  };
}

function recordsOf(found: readonly ItemVersion[]): ItemRecord[] {
  return found.flatMap(({ item: { id, version, skillId, parameters, expectedTimeMs, enemies, source } }) =>
    source.kind === 'written'
      ? [{ id, version, skillId, parameters, expectedTimeMs, enemies, content: source.content }]
      : [],
  );
}

function afterBank(
  row: ImportRow,
  outcome: { outcome: string; version: number | null; problems: readonly string[] },
): ImportRow {
  switch (outcome.outcome) {
    case 'refused':
      return {
        ...row,
        outcome: 'refused',
        version: null,
        problem: { code: 'gate_refused', sentence: PROBLEMS.gate_refused, detail: outcome.problems.join(' ') },
      };
    case 'unchanged':
      return { ...row, outcome: 'unchanged', version: outcome.version, differences: [] };
    default:
      return { ...row, outcome: outcome.outcome === 'created' ? 'new' : 'changed', version: outcome.version };
  }
}

function reportOf({ kind, reading, digest }: Plan, items: readonly PlannedItem[], applied: boolean): ImportReport {
  const rows = [...items.map(({ row }) => row), ...reading.refused.map((found) => problemRow(found))].sort(
    (left, right) => (left.line ?? 0) - (right.line ?? 0) || (left.path ?? '').localeCompare(right.path ?? ''),
  );
  const count = (outcome: ImportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const counts = {
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  };
  const notes = reading.notes.map(({ text, at }) => ({ text, line: at.line, path: at.path }));
  const tests = reading.tests.map((test) => describeTest(test, items));
  return { format: kind, applied, plan: digest, counts, rows, tests, notes };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
