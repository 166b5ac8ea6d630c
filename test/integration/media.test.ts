import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Item } from '@/core/items/item';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import { createBankRepository } from '@/server/repositories/bank-repository';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { aWave, picture } from '~test/support/media';
import { answer, refusalOf, startSession } from '~test/support/sessions';

let assay: AssayServer;
let organisationId: string;
let author: TestPerson;
let recruiter: TestPerson;
let outsider: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation();
  author = await assay.addPerson(organisationId, 'author');
  recruiter = await assay.addPerson(organisationId, 'recruiter');
  outsider = await assay.addPerson(await assay.addOrganisation('Elsewhere'), 'owner');
});
afterAll(() => assay.stop());

type Uploaded = { mediaId: string; type: string; size: number; width: number | null; domainCode?: string };

async function upload(person: TestPerson | null, bytes: Uint8Array, type = 'application/octet-stream') {
  const response = await fetch(`${assay.origin}/api/media`, {
    method: 'POST',
    headers: { 'content-type': type, ...(person && { cookie: person.cookie }) },
    body: bytes as BodyInit,
  });
  return { status: response.status, body: (await response.json()) as Uploaded };
}
const fetchMedia = (person: TestPerson | null, id: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${assay.origin}/api/media/${id}`, {
    method,
    headers: { ...headers, ...(person && { cookie: person.cookie }) },
  });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

/** A picture nobody else has: the small PNG with another checksum behind its last chunk's name. */
function aNewPicture(): Buffer {
  const bytes = picture('small.png');
  randomBytes(4).copy(bytes, bytes.length - 4);
  return bytes;
}

describe('an upload', () => {
  test('is kept and given back byte for byte, with its own type and nothing to be guessed or run', async () => {
    const bytes = aNewPicture();
    const { status, body } = await upload(author, bytes, 'image/jpeg'); // not what it is
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'image', type: 'image/png', size: bytes.length, width: 12, height: 8 });
    const served = await fetchMedia(recruiter, body.mediaId);
    expect(served.status).toBe(200);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
      vary: 'Cookie',
    });
    expect(await bytesOf(served)).toEqual(bytes);
    const again = await fetchMedia(recruiter, body.mediaId, { 'if-none-match': served.headers.get('etag')! });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('of the same content again is the same file, also when both arrive at once; elsewhere it is another', async () => {
    const bytes = aNewPicture();
    const replies = await Promise.all(Array.from({ length: 6 }, () => upload(author, bytes)));
    expect(new Set(replies.map(({ body }) => body.mediaId)).size).toBe(1);
    const kept = await assay.database.pool.query('select bytes from media_bytes where bytes = $1', [bytes]);
    expect(kept.rows).toHaveLength(1);
    expect((await upload(outsider, bytes)).body.mediaId).not.toBe(replies[0]!.body.mediaId);
  });

  test('is for authors and owners', async () => {
    expect((await upload(null, aNewPicture())).body.domainCode).toBe('not_signed_in');
    expect((await upload(recruiter, aNewPicture())).body.domainCode).toBe('not_permitted');
    expect((await upload(await assay.addPerson(), aNewPicture())).body.domainCode).toBe('not_permitted');
  });

  test('that is a page, a drawing with scripts or a form of a foreign page is refused', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    expect(await upload(author, page, 'image/png')).toMatchObject({
      status: 415,
      body: { domainCode: 'media_not_supported' },
    });
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    expect((await upload(author, svg, 'image/svg+xml')).status).toBe(415);
    for (const formType of ['multipart/form-data; boundary=x', 'text/plain', 'application/x-www-form-urlencoded'])
      expect((await upload(author, aNewPicture(), formType)).status, formType).toBe(415);
  });

  test('keeps no second file hidden behind the picture', async () => {
    const bytes = aNewPicture();
    const { body } = await upload(
      author,
      Buffer.concat([bytes, Buffer.from('PK\u0003\u0004<script>alert(1)</script>')]),
    );
    expect(await bytesOf(await fetchMedia(author, body.mediaId))).toEqual(bytes);
  });

  test('of 100 MB is given up early, whether it says so or not', async () => {
    expect(await hugeUpload({ 'content-length': String(100 * 1024 * 1024) })).toMatchObject({ status: 413, sent: 0 });
    const unannounced = await hugeUpload({ 'transfer-encoding': 'chunked' });
    expect(unannounced.status).toBe(413);
    expect(unannounced.sent).toBeLessThan(40 * 1024 * 1024);
  });

  test('above the limit of its kind is refused, a sound of that size is taken', async () => {
    const large = Buffer.concat([picture('small.png').subarray(0, 33), Buffer.alloc(2_000_001)]);
    expect((await upload(author, large)).body.domainCode).toBe('media_too_large');
    expect((await upload(author, aWave(2_000_001))).status).toBe(201);
  });

  test('that breaks off leaves nothing', async () => {
    const before = await assay.database.pool.query('select count(*)::int as n from media_bytes');
    const broken = new Promise<void>((resolve) => {
      const outgoing = request(`${assay.origin}/api/media`, {
        method: 'POST',
        headers: { 'content-type': 'image/png', 'content-length': '366', cookie: author.cookie },
      });
      outgoing.on('error', () => undefined);
      outgoing.on('close', () => resolve());
      outgoing.write(picture('small.png').subarray(0, 200), () => outgoing.destroy());
    });
    await broken;
    expect((await upload(author, aNewPicture())).status).toBe(201); // the server goes on
    const after = await assay.database.pool.query('select count(*)::int as n from media_bytes');
    expect(after.rows[0].n).toBe(before.rows[0].n + 1);
  });
});

describe('a sound', () => {
  test('is served in the pieces a player asks for', async () => {
    const bytes = aWave(5_000);
    const { body } = await upload(author, bytes);
    const piece = await fetchMedia(author, body.mediaId, { range: 'bytes=1000-1999' });
    expect(piece.status).toBe(206);
    expect(piece.headers.get('content-range')).toBe(`bytes 1000-1999/${bytes.length}`);
    expect(await bytesOf(piece)).toEqual(bytes.subarray(1_000, 2_000));
    expect(await bytesOf(await fetchMedia(author, body.mediaId, { range: 'bytes=-4' }))).toEqual(bytes.subarray(-4));
    const beyond = await fetchMedia(author, body.mediaId, { range: 'bytes=9999999-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    const head = await fetchMedia(author, body.mediaId, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });
});

describe('a file does not exist', () => {
  test('for who is not signed in, for another organisation, and for a candidate who was never shown it', async () => {
    const { body } = await upload(author, aNewPicture());
    expect((await fetchMedia(null, body.mediaId)).status).toBe(401);
    expect((await fetchMedia(outsider, body.mediaId)).status).toBe(404);
    expect((await fetchMedia(await assay.addPerson(), body.mediaId)).status).toBe(404);
    for (const nonsense of ['', 'x', '..%2f..%2fetc', `${body.mediaId}/x`, randomUUID(), '%00'])
      expect((await fetchMedia(author, nonsense)).status, nonsense).toBe(404);
    expect((await fetchMedia(author, body.mediaId, {}, 'DELETE')).status).toBe(405);
  });

  test('for a candidate before the item with it is presented, and does from then on', async () => {
    const { organisation, mediaOf } = await anIllustratedBank();
    const owner = await assay.addPerson(organisation, 'recruiter');
    const { candidate, socket, sessionId, view } = await startSession(assay, organisation, owner);
    const shown = await presentedItems(sessionId);
    expect(shown).toHaveLength(1);
    const mine = mediaOf.get(shown[0]!)!;
    expect((await fetchMedia(candidate, mine)).status).toBe(200);
    const statuses = async () =>
      Promise.all([...mediaOf].map(async ([item, id]) => [item, (await fetchMedia(candidate, id)).status] as const));
    expect((await statuses()).filter(([, status]) => status === 200).map(([item]) => item)).toEqual(shown);
    await answer(socket, sessionId, view);
    const next = await presentedItems(sessionId);
    expect(next).toHaveLength(2);
    const open = (await statuses()).filter(([, status]) => status === 200).map(([item]) => item);
    expect(open.toSorted()).toEqual(next.toSorted());
    expect((await fetchMedia(await assay.addPerson(), mine)).status).toBe(404);
    await socket.close();
  });

  test('once removed; one that an item uses stays', async () => {
    const { organisation, mediaOf } = await anIllustratedBank();
    const owner = await assay.addPerson(organisation, 'owner');
    const { body } = await upload(owner, aNewPicture());
    const socket = await ApiSocket.connect(assay.origin, { cookie: owner.cookie });
    const remove = (mediaId: string) => refusalOf(socket.mutate('media.remove', { mediaId }));
    expect(await remove([...mediaOf.values()][0]!)).toBe('media_in_use');
    expect(await remove((await upload(author, aNewPicture())).body.mediaId)).toBe('not_found');
    expect(await remove(body.mediaId)).toBeNull();
    expect((await fetchMedia(owner, body.mediaId)).status).toBe(404);
    const { rows } = await assay.database.pool.query('select 1 from media_bytes where id = $1', [body.mediaId]);
    expect(rows).toEqual([]);
    await socket.close();
  });
});

test('whether a candidate was shown a file is found by index, not by reading the bank', async () => {
  const { pool } = assay.database;
  const client = await pool.connect();
  try {
    await client.query('set enable_seqscan = off'); // the tables here are too small to be worth an index otherwise
    const { rows } = await client.query(
      `explain select 1 from session s
       join presentation p on p.session_id = s.id
       join item i on i.organisation_id = s.organisation_id and i.id = p.item_id and i.version = p.item_version
       where s.candidate_id = $1 and i.content is not null`,
      [randomUUID()],
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(/Seq Scan/);
  } finally {
    client.release();
  }
});

async function presentedItems(sessionId: string): Promise<string[]> {
  const { rows } = await assay.database.pool.query<{ item_id: string }>(
    'select item_id from presentation where session_id = $1 order by position',
    [sessionId],
  );
  return rows.map((row) => row.item_id);
}

/** An organisation whose items each show a picture of their own. */
async function anIllustratedBank() {
  const organisation = randomUUID();
  await assay.database.prisma.organisation.create({ data: { id: organisation, name: 'Illustrated' } });
  const illustrator = await assay.addPerson(organisation, 'author');
  const written = SHIPPED_ITEMS.filter(
    ({ source, skillId }) => source.kind === 'written' && ['sql', 'http'].includes(skillId),
  );
  const mediaOf = new Map<string, string>();
  const items: Item[] = [];
  for (const item of written) {
    if (item.source.kind !== 'written') continue;
    const { mediaId } = (await upload(illustrator, aNewPicture())).body;
    mediaOf.set(item.id, mediaId);
    const stemMedia = [{ mediaId, kind: 'image', alternativeText: 'A gradient' }];
    items.push({ ...item, source: { kind: 'written', content: { ...item.source.content, stemMedia } as never } });
  }
  await createBankRepository(assay.database).addItems(organisation, items);
  return { organisation, mediaOf };
}

/** Sends up to 100 MB and says how much of it was taken before the answer came. */
function hugeUpload(headers: Record<string, string>): Promise<{ status: number; sent: number }> {
  return new Promise((resolve, reject) => {
    const chunk = Buffer.alloc(256 * 1024);
    let sent = 0;
    let isAnswered = false;
    const outgoing = request(`${assay.origin}/api/media`, {
      method: 'POST',
      headers: { 'content-type': 'image/png', cookie: author.cookie, ...headers },
    });
    outgoing.on('response', (response) => {
      isAnswered = true;
      response.resume();
      resolve({ status: response.statusCode!, sent });
      outgoing.destroy();
    });
    outgoing.on('error', (error) => !isAnswered && reject(error));
    outgoing.flushHeaders();
    const pump = () => {
      if (isAnswered || sent >= 100 * 1024 * 1024) return;
      outgoing.write(chunk, () => {
        sent += chunk.length;
        setImmediate(pump);
      });
    };
    if (headers['transfer-encoding']) pump();
  });
}
