import { v7 as newId } from 'uuid';
import type { DocumentType } from '@/protocol/collection';
import type { Database } from '@/server/db';
import type { IndexedStretch } from '@/server/documents/document-worker';
import type { Prisma } from '@/server/generated/prisma/client';

export type StoredDocument = {
  readonly id: string;
  readonly organisationId: string;
  readonly collectionId: string;
  readonly name: string;
  readonly type: DocumentType;
  /** Bytes. */
  readonly size: number;
  readonly status: 'queued' | 'indexing' | 'ready' | 'failed';
  readonly reason: string | null;
  readonly characters: number | null;
  readonly pages: number | null;
  readonly generation: number;
  readonly building: number;
  readonly indexedTo: number;
  readonly passages: number;
  readonly createdAt: Date;
};

type NewDocument = Pick<StoredDocument, 'id' | 'organisationId' | 'collectionId' | 'name' | 'type' | 'size'> & {
  sha256: string;
  createdBy: string;
};

/** Whose work on which index is stored; nothing is, once another process has the document. */
export type Build = { readonly id: string; readonly holder: string; readonly building: number };

export type DocumentRepository = ReturnType<typeof createDocumentRepository>;

const select = {
  id: true,
  organisationId: true,
  collectionId: true,
  name: true,
  type: true,
  size: true,
  status: true,
  reason: true,
  characters: true,
  pages: true,
  generation: true,
  building: true,
  indexedTo: true,
  passages: true,
  createdAt: true,
} as const satisfies Prisma.DocumentSelect;

const NEVER_BEGUN_MS = 60_000;
const AT_WORK = ['queued', 'indexing'] as const;

/**
 * Documents with their files, texts and indexes. An index is built beside the one that is searched and takes its place when it is
 * whole, so indexing anew hides nothing.
 */
export function createDocumentRepository({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  /** One waiting job a document, behind what people wait for. */
  const addJob = (id: string, delaySeconds = 0) =>
    prisma.$executeRaw`select graphile_worker.add_job('index_document', json_build_object('documentId', ${id}::text),
      job_key => 'document:' || ${id}::text, job_key_mode => 'preserve_run_at', priority => 10,
      run_at => now() + make_interval(secs => ${delaySeconds}::int))`;
  const row = (found: Prisma.DocumentGetPayload<{ select: typeof select }>): StoredDocument => ({
    ...found,
    type: found.type as DocumentType,
  });
  const ours = ({ id, holder, building }: Build) => ({ id, leaseHolder: holder, building });
  return {
    /** Stores a document with its file and the job that reads it; false when the collection has the same content already. */
    async add(document: NewDocument, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
      return prisma.$transaction(async (tx) => {
        const { count } = await tx.document.createMany({ data: [document], skipDuplicates: true });
        if (count === 0) return false;
        await tx.documentFile.create({ data: { id: document.id, bytes } });
        await tx.$executeRaw`select graphile_worker.add_job('index_document', json_build_object('documentId', ${document.id}::text),
          job_key => 'document:' || ${document.id}::text, job_key_mode => 'preserve_run_at', priority => 10)`;
        return true;
      });
    },

    async addJob(id: string, delaySeconds = 0): Promise<void> {
      await addJob(id, delaySeconds);
    },

    async find(id: string): Promise<StoredDocument | null> {
      const found = await prisma.document.findUnique({ where: { id }, select });
      return found && row(found);
    },

    async findByContent(collectionId: string, sha256: string): Promise<string | null> {
      const where = { collectionId_sha256: { collectionId, sha256 } };
      return (await prisma.document.findUnique({ where, select: { id: true } }))?.id ?? null;
    },

    /** By name. */
    async list(collectionId: string): Promise<StoredDocument[]> {
      const rows = await prisma.document.findMany({
        where: { collectionId },
        select,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(row);
    },

    count: (collectionId: string): Promise<number> => prisma.document.count({ where: { collectionId } }),

    bytes: async (id: string): Promise<Uint8Array | null> =>
      (await prisma.documentFile.findUnique({ where: { id } }))?.bytes ?? null,

    /** The text taken out for this index; null when that has not been done. */
    async text(id: string, generation: number): Promise<string | null> {
      const found = await prisma.documentText.findUnique({ where: { id } });
      return found?.generation === generation ? found.text : null;
    },

    /** Keeps the text taken out; false when the document is not ours any more. */
    async keepText(build: Build, text: string, pages: number | null): Promise<boolean> {
      const kept = { generation: build.building, text };
      return prisma.$transaction(async (tx) => {
        const data = { characters: text.length, pages, status: 'indexing' as const };
        const { count } = await tx.document.updateMany({ where: ours(build), data });
        if (count === 0) return false;
        await tx.documentText.upsert({ where: { id: build.id }, create: { id: build.id, ...kept }, update: kept });
        return true;
      });
    },

    /** Stores a stretch and how far the index is with it, in one statement; false when it was stored before or is not ours. */
    async addStretch(
      { id, holder, building }: Build,
      { from, to }: { from: number; to: number },
      { passages, postings }: IndexedStretch,
    ): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'add-stretch',
        text: `
          with moved as (
            update document set indexed_to = $5 where id = $1 and lease_holder = $2 and building = $3 and indexed_to = $4
            returning id, collection_id),
          base as (select coalesce(max(ordinal) + 1, 0) as first from passage where document_id = $1 and generation = $3),
          windows as (
            insert into passage (document_id, generation, ordinal, start, "end", length, text)
            select moved.id, $3, base.first + p.place - 1, (p.w ->> 'start')::int, (p.w ->> 'end')::int, (p.w ->> 'length')::int, p.w ->> 'text'
            from moved, base, jsonb_array_elements($6::jsonb) with ordinality as p (w, place)),
          lists as (
            insert into posting (document_id, generation, term, stretch, collection_id, ordinals, frequencies, lengths)
            select moved.id, $3, t.term, $4, moved.collection_id,
              (select array_agg(o + base.first order by n) from unnest(t.ordinals) with ordinality as u (o, n)), t.frequencies, t.lengths
            from moved, base, jsonb_to_recordset($7::jsonb) as t (term text, ordinals int[], frequencies int[], lengths int[]))
          select 1 from moved`,
        values: [id, holder, building, from, to, passages, postings],
      });
      return (rowCount ?? 0) > 0;
    },

    /** Puts the finished index in the place of the old one. */
    async publish({ id, holder, building }: Build, version: number, at: Date): Promise<void> {
      await pool.query(
        `with built as (
           update document set status = 'ready', reason = null, generation = $3, index_version = $4, indexed_at = $5,
             passages = (select count(*) from passage where document_id = $1 and generation = $3),
             terms = (select coalesce(sum(length), 0) from passage where document_id = $1 and generation = $3)
           where id = $1 and lease_holder = $2 and building = $3 returning id),
         windows as (delete from passage using built where document_id = built.id and generation < $3)
         delete from posting using built where document_id = built.id and generation < $3`,
        [id, holder, building, version, at],
      );
    },

    async fail(build: Build, reason: string, version: number): Promise<void> {
      await prisma.document.updateMany({
        where: ours(build),
        data: { status: 'failed', reason, indexVersion: version },
      });
    },

    /** Begins a new index beside the searched one, for all documents of a collection that are not being read. */
    async rebuild(collectionId: string): Promise<string[]> {
      return rebuilt('collection_id = $1', [collectionId]);
    },

    /** The same for documents read by older rules. */
    async rebuildOutdated(version: number): Promise<string[]> {
      return rebuilt(
        "id in (select id from document where index_version < $1 and status in ('ready', 'failed') limit 100)",
        [version],
      );
    },

    async remove({ id, organisationId, name, collectionId }: StoredDocument, actorId: string): Promise<void> {
      const details = { name, collectionId };
      const entry = { id: newId(), organisationId, actorId, action: 'document.removed', subject: id, details };
      await prisma.$transaction([
        prisma.document.deleteMany({ where: { id } }),
        prisma.auditEntry.create({ data: entry }),
      ]);
    },

    async lease(id: string, holder: string, now: Date, until: Date): Promise<boolean> {
      const { count } = await prisma.document.updateMany({
        where: {
          id,
          status: { in: [...AT_WORK] },
          OR: [{ leasedUntil: null }, { leasedUntil: { lt: now } }, { leaseHolder: holder }],
        },
        data: { leaseHolder: holder, leasedUntil: until },
      });
      return count === 1;
    },

    async release(id: string, holder: string, now: Date): Promise<void> {
      await prisma.document.updateMany({ where: { id, leaseHolder: holder }, data: { leasedUntil: now } });
    },

    /** Documents nobody reads any more, and those whose job was lost before anyone had begun. */
    async findAbandoned(now: Date): Promise<string[]> {
      const neverBegun = { leasedUntil: null, createdAt: { lt: new Date(now.getTime() - NEVER_BEGUN_MS) } };
      const where = { status: { in: [...AT_WORK] }, OR: [{ leasedUntil: { lte: now } }, neverBegun] };
      return (await prisma.document.findMany({ where, select: { id: true }, take: 100 })).map(({ id }) => id);
    },
  };

  async function rebuilt(which: string, values: unknown[]): Promise<string[]> {
    const { rows } = await pool.query<{ id: string }>(
      `with again as (
         update document set building = building + 1, indexed_to = 0, status = 'queued', reason = null, leased_until = null
         where ${which} and status in ('ready', 'failed') returning id, building),
       windows as (delete from passage using again where document_id = again.id and generation > 0 and generation < again.building
                   and generation <> (select generation from document where id = again.id)),
       lists as (delete from posting using again where document_id = again.id and generation < again.building
                 and generation <> (select generation from document where id = again.id))
       select id from again`,
      values,
    );
    for (const { id } of rows) await addJob(id);
    return rows.map(({ id }) => id);
  }
}
