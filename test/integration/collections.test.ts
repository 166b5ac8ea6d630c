import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { gainOf, rarityOf } from '@/core/evaluation/bm25';
import { INDEX_VERSION, windowsOf } from '@/core/evaluation/document-passage';
import type { CollectionView, DocumentEntry } from '@/protocol/collection';
import { createDocumentReader } from '@/server/documents/document-reader';
import { createDocumentRepository } from '@/server/repositories/document-repository';
import { createPassageSearch } from '@/server/repositories/passage-search';
import { createDocumentIndexing } from '@/server/services/document-indexing';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { aDocx, aPdf, uploadDocument } from '~test/support/documents';
import { read } from '~test/support/evaluation';
import { refusalOfCall } from '~test/support/refusal';

let assay: AssayServer;
let organisationId: string;
let auditor: TestPerson;
let outsider: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation();
  auditor = await assay.addPerson(organisationId, 'auditor');
  outsider = await assay.addPerson(await assay.addOrganisation('Elsewhere'), 'auditor');
  assay.startJobs();
});
afterAll(() => assay.stop());

const aCollection = async (person = auditor, name = 'Handbooks') =>
  (await (await person.caller()).collection.create({ name })).collectionId;
const documentsOf = async (collectionId: string): Promise<DocumentEntry[]> =>
  (await (await auditor.caller()).collection.get({ collectionId })).documents;
const upload = (collectionId: string, name: string, bytes: Uint8Array | string, person: TestPerson | null = auditor) =>
  uploadDocument(assay, person, collectionId, name, bytes);

/** The document once it has been read or refused. */
async function settled(collectionId: string, documentId: string): Promise<DocumentEntry> {
  return vi.waitFor(
    async () => {
      const found = (await documentsOf(collectionId)).find((entry) => entry.documentId === documentId);
      expect(found?.status).toMatch(/ready|failed/u);
      return found!;
    },
    { timeout: 60_000, interval: 100 },
  );
}
async function read1(name: string, bytes: Uint8Array | string): Promise<DocumentEntry> {
  const collectionId = await aCollection();
  return settled(collectionId, (await upload(collectionId, name, bytes)).body.documentId);
}

const FACT = 'The laboratory in Lyon employs 412 researchers.';

describe('a document that is uploaded', () => {
  const kinds: [string, string, () => Promise<Uint8Array | string>][] = [
    ['notes.txt', 'text', async () => FACT],
    ['notes.md', 'markdown', async () => `# Labs\n\n${FACT}`],
    ['page.txt', 'text', async () => `<html><script>alert(1)</script><p>${FACT}</p></html>`],
    ['utf16.txt', 'text', async () => Buffer.from(`\ufeff${FACT}`, 'utf16le')],
    ['bom.txt', 'text', async () => `\ufeff${FACT}`],
    ['report.pdf', 'pdf', () => aPdf(['First page.', FACT])],
    ['report.docx', 'docx', () => aDocx(['A heading', FACT])],
  ];
  test.each(kinds)('%s is read as %s and found again', async (name, type, bytes) => {
    const collectionId = await aCollection();
    const { status, body } = await upload(collectionId, name, await bytes());
    expect(status).toBe(201);
    const document = await settled(collectionId, body.documentId);
    expect(document).toMatchObject({ name, type, status: 'ready', reason: null, progress: 100 });
    expect(document.pages).toBe(type === 'pdf' ? 2 : null);
    const [found] = await (await auditor.caller()).collection.search({ collectionId, query: 'researchers in Lyon' });
    expect(found).toMatchObject({ documentId: body.documentId, name });
    expect(found!.text).toContain('employs 412 researchers');
    const { rows } = await assay.database.pool.query('select text from document_text where id = $1', [body.documentId]);
    expect(rows[0].text.slice(found!.start, found!.end)).toBe(found!.text);
    expect(found!.marks.map(({ start, end }) => found!.text.slice(start, end))).toEqual(['Lyon', 'researchers']);
  });

  test('twice is one document, also when both arrive at once', async () => {
    const collectionId = await aCollection();
    const replies = await Promise.all(Array.from({ length: 4 }, () => upload(collectionId, 'a.txt', FACT)));
    expect(new Set(replies.map(({ body }) => body.documentId)).size).toBe(1);
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await documentsOf(collectionId)).toHaveLength(1);
  });

  test('tells watchers how far its reading is', async () => {
    const collectionId = await aCollection();
    const socket = await ApiSocket.connect(assay.origin, { cookie: auditor.cookie });
    const seen: CollectionView[] = [];
    await socket.subscribe('collection.onDocuments', { collectionId }, ({ data }) => seen.push(data as CollectionView));
    const { body } = await upload(collectionId, 'long.txt', `${FACT} `.repeat(25_000));
    await settled(collectionId, body.documentId);
    await vi.waitFor(() => expect(seen.at(-1)?.documents[0]?.status).toBe('ready'));
    const progress = seen.map(({ documents }) => documents[0]?.progress ?? 0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.some((value) => value > 0 && value < 100)).toBe(true);
    socket.socket.close();
  });
});

describe('a file nobody can use', () => {
  test('of another kind, empty, or too large is refused before it is kept', async () => {
    const collectionId = await aCollection();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    expect((await upload(collectionId, 'a.txt', png)).body.domainCode).toBe('document_not_supported');
    expect((await upload(collectionId, 'a.txt', '')).body.domainCode).toBe('document_not_supported');
    const large = await upload(collectionId, 'a.txt', new Uint8Array(20 * 1024 * 1024 + 1).fill(97));
    expect([large.status, large.body.domainCode]).toEqual([413, 'document_too_large']);
    expect(await documentsOf(collectionId)).toEqual([]);
  });

  const hostile: [string, string, RegExp, () => Promise<Uint8Array | string>][] = [
    ['of Latin-1', 'a.txt', /not valid UTF-8/u, async () => Buffer.from('caf\xe9 au lait', 'latin1')],
    ['with zero bytes', 'a.txt', /zero bytes/u, async () => 'one\0two'],
    ['of an encrypted PDF', 'a.pdf', /encrypted/u, () => aPdf([FACT], { userPassword: 'secret' })],
    ['of a broken PDF', 'a.pdf', /broken/u, async () => '%PDF-1.7\nnothing of the kind'],
    ['of a PDF without text', 'a.pdf', /scan/u, () => aPdf(['', ''])],
    ['of a PDF with too many pages', 'a.pdf', /2,003 pages/u, () => aPdf(Array.from({ length: 2_003 }, () => 'x'))],
    ['of a PDF with a bomb in it', 'a.pdf', /64 MB/u, aPdfBomb],
    [
      'of a DOCX that is a zip bomb',
      'a.docx',
      /not opened/u,
      () => aDocx([FACT], { 'word/media/a.bin': Buffer.alloc(40_000_000) }),
    ],
    ['of a DOCX without a document', 'a.docx', /broken/u, () => aDocx([FACT], { 'word/document.xml': '<w:broken' })],
    ['of white space', 'a.txt', /no text/u, async () => ' \r\n\t ***'],
  ];
  test.each(hostile)('%s fails with a sentence that says why', async (_, name, reason, bytes) => {
    const document = await read1(name, await bytes());
    expect(document).toMatchObject({ status: 'failed', isSearchable: false, passages: 0 });
    expect(document.reason).toMatch(reason);
  });

  test('that takes too long has its thread ended, and the next document is read', async () => {
    const reader = createDocumentReader(0.05);
    const { signal } = new AbortController();
    const slow = await aPdf(Array.from({ length: 1_500 }, (_, page) => `${FACT} Page ${page}.`));
    await expect(reader.extract(slow, 'pdf', signal)).rejects.toThrow(/within 0.05 seconds/u);
    await reader.close();
    const patient = createDocumentReader();
    expect((await patient.extract(Buffer.from(FACT), 'text', signal)).text).toBe(FACT);
    await patient.close();
  });
});

describe('who may', () => {
  test('another organisation sees, fills, searches and removes nothing', async () => {
    const collectionId = await aCollection();
    const { body } = await upload(collectionId, 'a.txt', FACT);
    await settled(collectionId, body.documentId);
    const foreign = (await outsider.caller()).collection;
    expect(await foreign.list()).toEqual([]);
    const { documentId } = body;
    expect(await refusalOfCall(() => foreign.get({ collectionId }))).toBe('collection_not_found');
    expect(await refusalOfCall(() => foreign.search({ collectionId, query: 'Lyon' }))).toBe('collection_not_found');
    expect(await refusalOfCall(() => foreign.rename({ collectionId, name: 'x' }))).toBe('collection_not_found');
    expect(await refusalOfCall(() => foreign.reindex({ collectionId }))).toBe('collection_not_found');
    expect(await refusalOfCall(() => foreign.remove({ collectionId }))).toBe('collection_not_found');
    expect(await refusalOfCall(() => foreign.removeDocument({ documentId }))).toBe('not_found');
    expect((await upload(collectionId, 'b.txt', FACT, outsider)).body.domainCode).toBe('collection_not_found');
    const search = createPassageSearch(assay.database);
    const elsewhere = (await outsider.login()).memberships[0]!.organisationId;
    expect(await search.search(elsewhere, [collectionId], ['lyon'], 8)).toEqual([]);
    expect(await search.search(organisationId, [collectionId], ['lyon'], 8)).toHaveLength(1);
  });

  test('nobody uploads without a login, from a form, or as a viewer', async () => {
    const collectionId = await aCollection();
    expect((await upload(collectionId, 'a.txt', FACT, null)).status).toBe(401);
    const form = await uploadDocument(assay, auditor, collectionId, 'a.txt', FACT, 'text/plain');
    expect(form.status).toBe(415);
    const viewer = await assay.addPerson(organisationId, 'viewer');
    expect((await upload(collectionId, 'a.txt', FACT, viewer)).status).toBe(403);
    expect((await (await viewer.caller()).collection.get({ collectionId })).documents).toEqual([]);
  });
});

describe('an index', () => {
  test('ranks by the formula of core, to the ninth place', async () => {
    const collectionId = await aCollection();
    const text = [
      'Radium glows in the dark.',
      'Polonium was found before radium, and radium is rarer than radium salts.',
      'The institute in Paris closed in 1911.',
      'Paris has many museums, gardens, bridges, markets, theatres and stations.',
    ].join('\n\n');
    const { body } = await upload(collectionId, 'a.txt', text);
    await settled(collectionId, body.documentId);
    const { sentences } = await read(text);
    const windows = windowsOf(text, sentences);
    const mean = windows.reduce((sum, { terms }) => sum + terms.length, 0) / windows.length;
    const scoreOf = (query: readonly string[], terms: readonly string[]) =>
      query.reduce((sum, term) => {
        const frequency = terms.filter((other) => other === term).length;
        const found = windows.filter((window) => window.terms.includes(term)).length;
        return frequency === 0 ? sum : sum + rarityOf(windows.length, found) * gainOf(frequency, terms.length, mean);
      }, 0);
    const query = ['radium', 'paris'];
    const expected = windows.map(({ terms }) => scoreOf(query, terms)).sort((a, b) => b - a);
    const found = await createPassageSearch(assay.database).search(organisationId, [collectionId], query, 10);
    expect(found).toHaveLength(4);
    for (const [i, { score }] of found.entries()) expect(score).toBeCloseTo(expected[i]!, 9);
  });

  test('that was being built when the process was killed is finished by the next, with nothing twice', async () => {
    const collectionId = await aCollection();
    await assay.stopJobs();
    const text = Array.from({ length: 3_000 }, (_, i) => `Station ${i} was opened in ${1_800 + (i % 200)}.`).join(' ');
    const { documentId } = (await upload(collectionId, 'stations.txt', text)).body;
    const documents = createDocumentRepository(assay.database);
    const deps = { documents, bells: assay.services.bells, now: assay.clock.now, log: assay.log };
    const real = createDocumentReader();
    let cuts = 0;
    // The first process dies in its second stretch: it stores nothing more and never lets go of its lease.
    const dying = createDocumentIndexing({
      ...deps,
      documents: { ...documents, release: async () => undefined },
      reader: {
        ...real,
        cut(text, offset, signal) {
          cuts += 1;
          if (cuts === 1) return real.cut(text, offset, signal);
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
        },
      },
    });
    const death = new AbortController();
    const killed = dying.work(documentId, death.signal);
    await vi.waitFor(() => expect(cuts).toBe(2), { timeout: 30_000 });
    death.abort();
    await killed;
    const before = await documents.find(documentId);
    expect(before!.indexedTo).toBeGreaterThan(0);
    expect(before!.indexedTo).toBeLessThan(text.length);

    const next = createDocumentIndexing({ ...deps, reader: real });
    await next.work(documentId, new AbortController().signal);
    expect((await documents.find(documentId))!.status).toBe('indexing'); // still leased
    assay.clock.advance(20_000);
    expect(await documents.findAbandoned(assay.clock.now())).toContain(documentId);
    await next.work(documentId, new AbortController().signal);
    await real.close();
    expect(await documents.find(documentId)).toMatchObject({ status: 'ready', indexedTo: text.length });
    const { rows } = await assay.database.pool.query(
      'select start, "end", text, ordinal from passage where document_id = $1 order by ordinal',
      [documentId],
    );
    expect(rows.map(({ ordinal }) => ordinal)).toEqual(rows.map((_, i) => i));
    for (const { start, end, text: passage } of rows) expect(text.slice(start, end)).toBe(passage);
    expect(new Set(rows.map(({ start }) => start)).size).toBe(rows.length);
    assay.startJobs();
  });

  test('built anew hides nothing meanwhile and leaves nothing of the old one', async () => {
    const collectionId = await aCollection();
    const { documentId } = (await upload(collectionId, 'a.txt', FACT)).body;
    await settled(collectionId, documentId);
    await assay.stopJobs();
    const { collection } = await auditor.caller();
    expect(await collection.reindex({ collectionId })).toEqual({ documents: 1 });
    expect((await documentsOf(collectionId))[0]).toMatchObject({ status: 'queued', isSearchable: true });
    expect(await collection.search({ collectionId, query: 'Lyon' })).toHaveLength(1);
    assay.startJobs();
    await settled(collectionId, documentId);
    expect(await collection.search({ collectionId, query: 'Lyon' })).toHaveLength(1);
    const { rows } = await assay.database.pool.query('select distinct generation from posting where document_id = $1', [
      documentId,
    ]);
    expect(rows).toEqual([{ generation: 2 }]);
  });

  test('built by older rules is built anew', async () => {
    const collectionId = await aCollection();
    const { documentId } = (await upload(collectionId, 'a.txt', FACT)).body;
    await settled(collectionId, documentId);
    await assay.database.pool.query('update document set index_version = 0 where id = $1', [documentId]);
    await assay.services.documentIndexing.followRules();
    await settled(collectionId, documentId);
    const { rows } = await assay.database.pool.query('select index_version, generation from document where id = $1', [
      documentId,
    ]);
    expect(rows).toEqual([{ index_version: INDEX_VERSION, generation: 2 }]);
  });
});

test('a removed document is not found any more, and the audit log says who removed it', async () => {
  const collectionId = await aCollection();
  const { documentId } = (await upload(collectionId, 'a.txt', FACT)).body;
  await settled(collectionId, documentId);
  const { collection } = await auditor.caller();
  await collection.removeDocument({ documentId });
  expect(await collection.search({ collectionId, query: 'Lyon' })).toEqual([]);
  await collection.remove({ collectionId });
  expect(await refusalOfCall(() => collection.get({ collectionId }))).toBe('collection_not_found');
  const entries = await assay.database.prisma.auditEntry.findMany({
    where: { subject: { in: [documentId, collectionId] } },
  });
  expect(entries.map(({ action, actorId }) => [action, actorId]).sort()).toEqual([
    ['collection.removed', auditor.id],
    ['document.removed', auditor.id],
  ]);
  const { rows } = await assay.database.pool.query('select 1 from passage where document_id = $1', [documentId]);
  expect(rows).toEqual([]);
});

/** A small PDF whose page description unpacks to 200 MB of blanks. */
async function aPdfBomb(): Promise<Buffer> {
  const stream = deflateSync(Buffer.alloc(200_000_000, 0x20));
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n4 0 obj<</Length ${stream.length}/Filter/FlateDecode>>stream\n`,
    ),
    stream,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n'),
  ]);
}
