import { request } from 'node:http';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type FileRefusal, IMPORT_BYTES, type ImportReport } from '@/protocol/exchange';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import type { ItemRecord } from '@/server/exchange/item-record';
import { writeJson } from '@/server/exchange/json/json-format';
import { LIMITS } from '@/server/exchange/limits';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { picture } from '~test/support/media';
import { packageOf } from '~test/support/zip';

let assay: AssayServer;
let author: TestPerson;
let recruiter: TestPerson;
let outsider: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  const organisationId = await assay.addOrganisation();
  author = await assay.addPerson(organisationId, 'author');
  recruiter = await assay.addPerson(organisationId, 'recruiter');
  outsider = await assay.addPerson(await assay.addOrganisation('Elsewhere'), 'owner');
});
afterAll(() => assay.stop());

type Answer = { status: number; body: ImportReport & FileRefusal & { domainCode?: string } };

async function send(
  bytes: Buffer | string,
  query: Record<string, string>,
  person: TestPerson | null = author,
  type = 'application/octet-stream',
): Promise<Answer> {
  const response = await fetch(`${assay.origin}/api/items/import?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { 'content-type': type, ...(person && { cookie: person.cookie }) },
    body: bytes as BodyInit,
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const check = (bytes: Buffer | string, query: Record<string, string> = {}) => send(bytes, { mode: 'check', ...query });
const apply = async (bytes: Buffer | string, query: Record<string, string> = {}) =>
  send(bytes, { mode: 'apply', plan: (await check(bytes, query)).body.plan, ...query });
const outcomes = ({ body }: Answer) =>
  body.rows.map(({ itemId, outcome, problem }) => [itemId, problem?.code ?? outcome]);

async function download(format: string, filters: Record<string, string> = {}, person: TestPerson = author) {
  const response = await fetch(`${assay.origin}/api/items/export?${new URLSearchParams({ format, ...filters })}`, {
    headers: { cookie: person.cookie },
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

const WRITTEN = SHIPPED_ITEMS.filter(({ source }) => source.kind === 'written').length;
const HEADER = 'id,skill,type,stem,option_1,option_2,option_3,option_4,key,explanation,hint';
const row = (id: string, stem = 'Which number is even?', key = 'b') =>
  `${id},sql,singleChoice,${stem},1,2,3,5,${key},Two is even.,Halve them.`;
const csv = (...rows: string[]) => [HEADER, ...rows].join('\r\n');

function aRecord(id: string, changes: Partial<ItemRecord> = {}): ItemRecord {
  return {
    id,
    version: null,
    skillId: 'sql',
    parameters: {
      discrimination: 1.1,
      difficulty: -0.3,
      guessing: 0.2,
      upperAsymptote: 0.98,
      difficultyVariance: 0.41,
    },
    expectedTimeMs: 45_000,
    enemies: [],
    content: {
      type: 'multipleResponse',
      stem: 'Which keywords begin a statement?',
      options: ['`SELECT`', '`FROM`', '`UPDATE`', '`WHERE`'].map((text, at) => ({ id: 'abcd'[at]!, text })),
      keyIds: ['a', 'c'],
      explanation: '`FROM` and `WHERE` are clauses.',
      hint: null,
    },
    ...changes,
  };
}
const file = (...records: ItemRecord[]) => [...writeJson(records)].join('');

test('a check shows what would change and changes nothing; one bad row does not stop the others', async () => {
  const bytes = csv(row('check-a'), row('check-b', 'Which?', 'z'), row('check-c'));
  const answer = await check(bytes);
  expect(answer.status).toBe(200);
  expect(outcomes(answer)).toEqual([
    ['check-a', 'new'],
    ['check-b', 'item_invalid'],
    ['check-c', 'new'],
  ]);
  expect(answer.body).toMatchObject({
    format: 'csv',
    applied: false,
    counts: { new: 2, changed: 0, unchanged: 0, refused: 1 },
  });
  expect(answer.body.rows[1]).toMatchObject({ line: 3, problem: { detail: expect.stringContaining('key z') } });
  expect(await check(bytes)).toEqual(answer);
});

test('an import is applied, is all unchanged the second time, and an edit is a new version with its differences', async () => {
  const first = await apply(csv(row('twice-a'), row('twice-b', 'Which?', 'z')));
  expect(first.body).toMatchObject({ applied: true, counts: { new: 1, refused: 1 } });
  const second = await apply(csv(row('twice-a'), row('twice-b', 'Which?', 'z')));
  expect(outcomes(second)).toEqual([
    ['twice-a', 'unchanged'],
    ['twice-b', 'item_invalid'],
  ]);
  const edited = await apply(csv(row('twice-a', 'Which number can be halved?')));
  expect(edited.body.rows[0]).toMatchObject({
    outcome: 'changed',
    version: 2,
    differences: [{ field: 'stem', before: 'Which number is even?', after: 'Which number can be halved?' }],
  });
});

test('the plan of a check is not applied to a bank that has changed meanwhile', async () => {
  const { plan } = (await check(csv(row('stale')))).body;
  await apply(csv(row('stale')));
  const late = await send(csv(row('stale')), { mode: 'apply', plan });
  expect([late.status, late.body.domainCode]).toEqual([409, 'conflict']);
});

test('what was exported comes back unchanged in every format', async () => {
  await apply(file(aRecord('round-a'), aRecord('round-b', { enemies: ['round-a'] })));
  for (const [format, type] of Object.entries({
    qti: 'application/zip',
    json: 'application/json; charset=utf-8',
    csv: 'text/csv; charset=utf-8',
    markdown: 'text/markdown; charset=utf-8',
  })) {
    const { status, headers, bytes } = await download(format, { search: 'round-' });
    expect([status, headers.get('content-type'), headers.get('x-left-out')]).toEqual([200, type, '0']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="items-\d{4}-\d\d-\d\d\.\w+"$/);
    expect(outcomes(await check(bytes))).toEqual([
      ['round-a', 'unchanged'],
      ['round-b', 'unchanged'],
    ]);
  }
});

test.each(['qti', 'json', 'csv', 'markdown'])(
  'the whole shipped bank goes out as %s and comes back unchanged',
  async (format) => {
    const { bytes, headers } = await download(format, { origin: 'shipped' });
    expect(headers.get('x-left-out')).toBe('0');
    const { body } = await check(bytes);
    expect(body.counts).toEqual({ new: 0, changed: 0, unchanged: WRITTEN, refused: 0 });
    const itself = { isOwn: true, items: WRITTEN, refused: 0, length: WRITTEN, problems: [], notKept: [], unlisted: 0 };
    expect(body.tests).toMatchObject(format === 'qti' ? [itself] : []);
  },
);

const choice = (
  id: string,
) => `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="${id}">
    <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
    <qti-item-body><p>Which option of ${id} is the second?</p><qti-choice-interaction response-identifier="RESPONSE">
    ${['A', 'B', 'C', 'D'].map((option) => `<qti-simple-choice identifier="${option}">Option ${option}</qti-simple-choice>`).join('')}
    </qti-choice-interaction></qti-item-body></qti-assessment-item>`;
const testNaming = (
  ...names: string[]
) => `<qti-assessment-test identifier="t" title="Everyday"><qti-time-limits max-time="600"/>
  <qti-test-part identifier="p" navigation-mode="linear" submission-mode="individual"><qti-assessment-section identifier="s" title="Only" visible="true">
  ${names.map((name) => `<qti-assessment-item-ref identifier="r-${name}" href="${name}.xml"/>`).join('')}<qti-ordering shuffle="true"/>
  </qti-assessment-section></qti-test-part></qti-assessment-test>`;

test('a test of a package is shown with its items and what is not kept of it, and makes no assessment', async () => {
  const bytes = await packageOf(
    {
      'tested-a.xml': choice('tested-a'),
      'tested-b.xml': choice('tested-b'),
      'tested-c.xml': choice('tested-c').replaceAll('choice-interaction', 'hotspot-interaction'),
      'everyday.xml': testNaming('tested-a', 'tested-b', 'tested-c', 'nowhere'),
    },
    { 'everyday.xml': 'imsqti_test_xmlv3p0' },
  );
  const expected = {
    outcome: 'read',
    path: 'everyday.xml',
    title: 'Everyday',
    isOwn: false,
    items: 3,
    refused: 1,
    sections: [{ title: 'Only', depth: 0, items: 2, select: null }],
    skills: [{ skillId: 'sql', items: 2 }],
    length: 4,
    timeLimitMs: 600_000,
    problems: [{ code: 'resource_missing', detail: 'Item "r-nowhere": "nowhere.xml".', path: 'everyday.xml', line: 3 }],
    notKept: [
      { text: expect.stringMatching(/^qti-ordering shuffle="true" of "Only": /), path: 'everyday.xml', line: 3 },
    ],
    unlisted: 0,
  };
  const checked = await check(bytes, { skill: 'sql' });
  expect(checked.body.tests).toMatchObject([expected]);
  const applied = await apply(bytes, { skill: 'sql' });
  expect(applied.body.counts).toEqual({ new: 2, changed: 0, unchanged: 0, refused: 1 });
  expect(applied.body.tests).toMatchObject([expected]);
  expect((await check(bytes, { skill: 'sql' })).body).toMatchObject({ counts: { unchanged: 2 }, tests: [expected] });
  expect(await (await recruiter.caller()).assessment.list()).toEqual([]);
});

test('a hostile test does not stop the items beside it', async () => {
  const bytes = await packageOf(
    { 'beside.xml': choice('beside'), 'bad.xml': `<!DOCTYPE x SYSTEM "file:///etc/passwd">${testNaming('beside')}` },
    { 'bad.xml': 'imsqti_test_xmlv3p0' },
  );
  const { body } = await apply(bytes, { skill: 'sql' });
  expect(body.counts).toEqual({ new: 1, changed: 0, unchanged: 0, refused: 0 });
  expect(body.tests).toMatchObject([{ outcome: 'refused', problem: { code: 'xml_doctype', path: 'bad.xml' } }]);
});

test('parameters of a file are kept, boundaries between points included', async () => {
  const parameters = { ...aRecord('x').parameters!, guessing: 0, upperAsymptote: 1, thresholds: [-0.5, 0.5] };
  await apply(file(aRecord('zz-measured', { parameters })));
  const { bytes } = await download('qti', { search: 'zz-measured' });
  expect(outcomes(await check(bytes))).toEqual([['zz-measured', 'unchanged']]);
  const json = await download('json', { search: 'zz-measured' });
  expect(JSON.parse(json.bytes.toString()).items[0].parameters).toEqual(parameters);
});

test('a file of an older version does not undo what was changed since', async () => {
  await apply(file(aRecord('zz-aged')));
  const old = (await download('json', { search: 'zz-aged' })).bytes;
  await apply(file(aRecord('zz-aged', { expectedTimeMs: 90_000 })));
  const answer = await check(old);
  expect(outcomes(answer)).toEqual([['zz-aged', 'version_older']]);
  expect(answer.body.rows[0]!.problem!.detail).toBe('The file has version 1, the bank version 2.');
});

test('items without a skill take the one that was chosen', async () => {
  const bytes = file(aRecord('no-skill', { skillId: null }));
  expect(outcomes(await check(bytes))).toEqual([['no-skill', 'field_missing']]);
  expect(outcomes(await check(bytes, { skill: 'git' }))).toEqual([['no-skill', 'new']]);
});

test('a picture of a package is kept once and is the same one in the next import', async () => {
  const item = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="pictured">
    <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
    <qti-item-body><p>Look: <img src="small.png" alt="A small picture"/></p><qti-choice-interaction response-identifier="RESPONSE">
    ${['A', 'B', 'C', 'D'].map((id) => `<qti-simple-choice identifier="${id}">Option ${id}</qti-simple-choice>`).join('')}
    </qti-choice-interaction></qti-item-body></qti-assessment-item>`;
  const bytes = await packageOf({ 'pictured.xml': item, 'small.png': picture('small.png') });
  expect(outcomes(await apply(bytes, { skill: 'sql' }))).toEqual([['pictured', 'new']]);
  expect(outcomes(await check(bytes, { skill: 'sql' }))).toEqual([['pictured', 'unchanged']]);
  const exported = await download('qti', { search: 'pictured' });
  expect(outcomes(await check(exported.bytes))).toEqual([['pictured', 'unchanged']]);
  expect((await download('csv', { search: 'pictured' })).headers.get('x-left-out')).toBe('1');
});

test('a text that is no picture refuses its item and stores nothing of it', async () => {
  const item = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="faked">
    <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="string"><qti-correct-response><qti-value>a</qti-value></qti-correct-response></qti-response-declaration>
    <qti-item-body><p>Look: <img src="small.png" alt="A picture"/> <qti-text-entry-interaction response-identifier="RESPONSE"/></p></qti-item-body></qti-assessment-item>`;
  const bytes = await packageOf({ 'faked.xml': item, 'small.png': '<svg onload="x()"/>' });
  expect(outcomes(await apply(bytes, { skill: 'sql' }))).toEqual([['faked', 'gate_refused']]);
  expect(JSON.parse((await download('json', { search: 'faked' })).bytes.toString()).items).toEqual([]);
});

test('only authors and owners import and export, and each their own organisation alone', async () => {
  const bytes = csv(row('zz-private'));
  await apply(bytes);
  expect((await send(bytes, { mode: 'check' }, null)).status).toBe(401);
  expect((await send(bytes, { mode: 'check' }, recruiter)).status).toBe(403);
  expect((await download('json', {}, recruiter)).status).toBe(403);
  expect(outcomes(await send(bytes, { mode: 'check' }, outsider))).toEqual([['zz-private', 'new']]);
  expect(JSON.parse((await download('json', { search: 'zz-private' }, outsider)).bytes.toString()).items).toEqual([]);
});

test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
  'a form of a foreign page, which sends %s, is refused',
  async (type) => {
    expect((await send(csv(row('forged')), { mode: 'check' }, author, type)).status).toBe(400);
  },
);

test('a file of which nothing can be taken is refused with its own code', async () => {
  const { status, body } = await check(Buffer.from('id;stem\n1;2'));
  expect(status).toBe(422);
  expect(body.problem).toEqual({
    code: 'header_invalid',
    sentence: 'The first row does not name the columns of an item.',
    detail: 'Missing: type, explanation.',
    line: 1,
    path: null,
  });
});

/** Sends a request that promises or carries more than is allowed; resolves with the answer and how much was sent by then. */
function sendTooMuch(
  headers: Record<string, string>,
  mebibytes: number,
): Promise<{ status: number; code: string; sent: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    const upload = request(`${assay.origin}/api/items/import?mode=check`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', cookie: outsider.cookie, ...headers },
    });
    upload.on('response', async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      upload.destroy();
      resolve({
        status: response.statusCode!,
        code: (JSON.parse(Buffer.concat(chunks).toString()) as FileRefusal).problem.code,
        sent,
      });
    });
    upload.on('error', reject);
    const piece = Buffer.alloc(1024 * 1024, 'a');
    const push = () => {
      if (sent >= mebibytes || upload.destroyed) return;
      sent += 1;
      upload.write(piece, push);
    };
    push();
  });
}

test('100 MB are refused by their announced size before they are read', async () => {
  const { status, code, sent } = await sendTooMuch({ 'content-length': String(100 * 1024 * 1024) }, 100);
  expect([status, code]).toEqual([413, 'file_too_large']);
  expect(sent).toBeLessThan(50);
});

test('100 MB without an announced size are refused as soon as they are too many', async () => {
  const { status, code } = await sendTooMuch({ 'transfer-encoding': 'chunked' }, 100);
  expect([status, code]).toEqual([413, 'file_too_large']);
});

test('a person who imports without end is told to wait', async () => {
  const eager = await assay.addPerson(await assay.addOrganisation('Eager'), 'author');
  const statuses: number[] = [];
  while (statuses.length < 80 && statuses.at(-1) !== 429) {
    statuses.push((await send('x', { mode: 'check' }, eager)).status);
  }
  expect(statuses.slice(0, -1).every((status) => status === 422)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
});

test('the page and the server agree on the largest file', () => {
  expect(IMPORT_BYTES).toBe(LIMITS.uploadBytes);
});
