import { expect, test } from 'vitest';
import { readFile } from '@/server/exchange/formats';
import type { ItemRecord, Reading } from '@/server/exchange/item-record';
import { writeJson } from '@/server/exchange/json/json-format';
import { LIMITS } from '@/server/exchange/limits';
import { ExchangeRefusal, PROBLEMS, type ProblemCode } from '@/server/exchange/problem';
import { packageOf, zipOf } from '~test/support/zip';

const refusal = (code: ProblemCode) => expect.objectContaining({ problem: expect.objectContaining({ code }) });
const read = async (bytes: Buffer | string): Promise<Reading> => (await readFile(Buffer.from(bytes))).reading;
const problems = ({ refused }: Reading) => refused.map(({ code, at }) => [code, at.path ?? at.line]);

const GOOD = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="good">
  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
  <qti-item-body><qti-choice-interaction response-identifier="RESPONSE"><qti-prompt>Which?</qti-prompt>
  ${['A', 'B', 'C', 'D'].map((id) => `<qti-simple-choice identifier="${id}">Option ${id}</qti-simple-choice>`).join('')}
  </qti-choice-interaction></qti-item-body></qti-assessment-item>`;

const HEADER = 'id,type,stem,option_1,option_2,option_3,option_4,key,explanation';
const row = (id: string) => `${id},singleChoice,Which?,one,two,three,four,a,Because.`;

/** Replaces bytes without moving any: how names and flags that no writer would write get into an archive. */
function patched(bytes: Buffer, from: string, to: string): Buffer {
  expect(to.length).toBe(from.length);
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}

/** Writes a 16-bit number at an offset of every header with this signature. */
function flagged(bytes: Buffer, signature: number, offset: number, change: (value: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 0; at + offset + 2 <= copy.length; at += 1) {
    if (copy.readUInt32LE(at) === signature) copy.writeUInt16LE(change(copy.readUInt16LE(at + offset)), at + offset);
  }
  return copy;
}
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];

test('an archive that unpacks to hundreds of times its weight is refused before it is unpacked', async () => {
  const bomb = await packageOf({ 'good.xml': GOOD, 'zeros.bin': Buffer.alloc(40 * 1024 * 1024) });
  expect(bomb.length).toBeLessThan(200_000);
  const before = process.memoryUsage().arrayBuffers;
  await expect(read(bomb)).rejects.toEqual(refusal('archive_bomb'));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
});

test('an archive inside the archive stays packed and is refused as the item it claims to be', async () => {
  const inner = await packageOf({ 'good.xml': GOOD });
  const { items, refused } = await read(await packageOf({ 'inner.xml': inner, 'good.xml': GOOD }));
  expect(refused.map(({ code, at }) => [code, at.path])).toEqual([['not_text', 'inner.xml']]);
  expect(items).toHaveLength(1);
});

test('an archive with more entries than any package has is refused by its directory', async () => {
  const many = flagged(await packageOf({ 'good.xml': GOOD }), END, 10, () => LIMITS.archiveEntries + 1);
  await expect(read(many)).rejects.toEqual(refusal('archive_too_many_entries'));
});

test.each(['../evil.xml', '/abs/evil.xm', 'c:/evil1.xml', 'a/../../e.xm', '..\\evil.xml', 'a\\evil1.xml'])(
  'an entry named %s is refused',
  async (name) => {
    const placeholder = 'p'.repeat(name.length);
    const zip = patched(await zipOf({ [placeholder]: GOOD }), placeholder, name);
    await expect(read(zip)).rejects.toEqual(refusal('archive_unsafe_name'));
  },
);

test('a link is refused', async () => {
  await expect(read(await zipOf({ 'imsmanifest.xml': '/etc/passwd' }, { mode: 0o120777 }))).rejects.toEqual(
    refusal('archive_link'),
  );
});

test('an encrypted archive is refused', async () => {
  const plain = await packageOf({ 'good.xml': GOOD });
  const locked = flagged(
    flagged(plain, LOCAL, 6, (bits) => bits | 1),
    CENTRAL,
    8,
    (bits) => bits | 1,
  );
  await expect(read(locked)).rejects.toEqual(refusal('archive_encrypted'));
});

test('an archive that is cut off is refused wherever it was cut', async () => {
  const whole = await packageOf({ 'good.xml': GOOD });
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    await expect(read(whole.subarray(0, whole.length * share))).rejects.toEqual(refusal('archive_broken'));
  }
});

test('two entries of one name are refused, letter case apart', async () => {
  await expect(read(await zipOf({ 'a.xml': GOOD, 'A.xml': GOOD }))).rejects.toEqual(refusal('archive_duplicate'));
});

test('an archive without a manifest is refused', async () => {
  await expect(read(await zipOf({ 'good.xml': GOOD }))).rejects.toEqual(refusal('manifest_missing'));
});

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">${'bcdefghij'
  .split('')
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
  .join('')}]>`;

test.each([
  ['a billion laughs', `${LAUGHS}${GOOD.replace('Which?', '&j;')}`, 'xml_doctype'],
  [
    'an external entity',
    `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${GOOD.replace('Which?', '&e;')}`,
    'xml_doctype',
  ],
  ['an external document type', `<!DOCTYPE x SYSTEM "http://localhost/x.dtd">${GOOD}`, 'xml_doctype'],
  ['an entity out of nowhere', GOOD.replace('Which?', '&secret;'), 'xml_malformed'],
  ['a script', GOOD.replace('<qti-item-body>', '<qti-item-body><script>alert(1)</script>'), 'active_content'],
  ['an event handler', GOOD.replace('<qti-prompt>', '<qti-prompt><p onclick="x()">a</p>'), 'active_content'],
  ['a script address', GOOD.replace('Which?', '<a href=" javascript:x()">Which?</a>'), 'active_content'],
  ['too deep a tree', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'too_deep'],
  ['an unclosed tag', GOOD.replace('</qti-item-body>', ''), 'xml_malformed'],
  ['an encoding it does not have', `<?xml version="1.0" encoding="UTF-16"?>${GOOD}`, 'wrong_encoding'],
  [
    'more text than an item has',
    GOOD.replace(
      'Which?',
      Array.from({ length: LIMITS.itemDocument / 8 }, (_, at) =>
        ((at * 2654435761) % 2 ** 32).toString(36).padStart(8),
      ).join(''),
    ),
    'document_too_large',
  ],
])('%s refuses that item with its own code and leaves the others alone', async (_, document, code) => {
  const { items, refused } = await read(await packageOf({ 'bad.xml': document, 'good.xml': GOOD }));
  expect(items.map(({ record }) => record.id)).toEqual(['good']);
  expect(refused.map((found) => [found.code, found.at.path])).toEqual([[code, 'bad.xml']]);
});

test('a manifest with a document type refuses the whole package', async () => {
  await expect(read(await zipOf({ 'imsmanifest.xml': `${LAUGHS}<manifest/>` }))).rejects.toEqual(
    refusal('xml_doctype'),
  );
});

test('a resource that points outside of the package is refused without being looked for', async () => {
  const { refused } = await read(
    await zipOf({
      'imsmanifest.xml':
        '<manifest><resources><resource type="imsqti_item_xmlv3p0" href="../../etc/passwd"/></resources></manifest>',
    }),
  );
  expect(refused.map(({ code }) => code)).toEqual(['resource_missing']);
});

test.each([
  ['nothing', Buffer.alloc(0), 'file_empty'],
  ['more bytes than an upload may have', Buffer.alloc(LIMITS.uploadBytes + 1, 'a'), 'file_too_large'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_text'],
  [
    'a picture after a header',
    Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.alloc(70_000, 'a'), Buffer.from([0])]),
    'not_text',
  ],
  ['UTF-16', Buffer.from(`\ufeff${HEADER}\n${row('a')}`, 'utf16le'), 'wrong_encoding'],
  ['Latin 1', Buffer.from(`${HEADER}\n${row('a').replace('one', 'für')}`, 'latin1'), 'wrong_encoding'],
  ['prose', Buffer.from('Dear colleagues, please find the items below.\nRegards'), 'header_invalid'],
  ['a page', Buffer.from('<!DOCTYPE html><html></html>'), 'xml_doctype'],
  ['a header without key columns', Buffer.from('id;stem\na;b'), 'header_invalid'],
  ['JSON of another program', Buffer.from('{"items": []}'), 'envelope_invalid'],
  [
    'JSON cut off',
    Buffer.from('{"format": "assay-items", "formatVersion": 1, "items": [{"id": "a"'),
    'envelope_invalid',
  ],
  ['JSON without end', Buffer.from(`{"items": [${'['.repeat(100_000)}`), 'too_deep'],
])('%s is refused as a whole', async (_, bytes, code) => {
  await expect(read(bytes)).rejects.toEqual(refusal(code as ProblemCode));
});

test('a row with a broken quote is refused with its line, and the rows around it are read', async () => {
  const reading = await read([HEADER, row('a'), row('b').replace('one', '"o"ne'), row('c'), ''].join('\r\n'));
  expect(reading.items.map(({ record }) => record.id)).toEqual(['a', 'c']);
  expect(problems(reading)).toEqual([['row_malformed', 3]]);
});

test('a quote that is never closed loses no other row', async () => {
  const reading = await read([HEADER, row('a'), row('b').replace('one', '"one'), row('c')].join('\n'));
  expect(reading.items.map(({ record }) => record.id)).toEqual(['a', 'c']);
  expect(problems(reading)).toEqual([['row_malformed', 3]]);
});

test('rows say what is missing by column and line', async () => {
  const reading = await read(
    [HEADER, ',singleChoice,Which?,1,2,3,4,a,x', row('b').replace(',a,', ',z,'), `${row('c')},more`].join('\n'),
  );
  expect(reading.items).toEqual([]);
  expect(reading.refused.map(({ code, at }) => [code, at.line, at.path])).toEqual([
    ['field_missing', 2, 'id'],
    ['item_invalid', 3, null],
    ['row_malformed', 4, null],
  ]);
});

test('the second item of one id is refused', async () => {
  const reading = await read([HEADER, row('a'), row('a')].join('\n'));
  expect(reading.items).toHaveLength(1);
  expect(problems(reading)).toEqual([['item_duplicate', 3]]);
});

test('an element that is no item is refused alone, and reaches no prototype', async () => {
  const good = JSON.stringify(aRecord('a'));
  const text = `{"format": "assay-items", "formatVersion": 1, "items": [\n${good},\n{"__proto__": {"polluted": true}},\n{"id": tru},\n${good.replace('"a"', '"b"')}]}`;
  const reading = await read(text);
  expect(reading.items.map(({ record }) => record.id)).toEqual(['a', 'b']);
  expect(problems(reading)).toEqual([
    ['item_invalid', 'id'],
    ['row_malformed', 4],
  ]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a Markdown item with a code block that is never closed says that it swallowed the rest', async () => {
  const reading = await read('# a\n\n- type: singleChoice\n\n## Stem\n\n```sql\n\n# b\n');
  expect(reading.refused).toEqual([
    expect.objectContaining({ code: 'row_malformed', detail: expect.stringContaining('not closed') }),
  ]);
});

function aRecord(id: string): ItemRecord {
  return {
    id,
    version: null,
    skillId: 'sql',
    parameters: null,
    expectedTimeMs: null,
    enemies: null,
    content: {
      type: 'singleChoice',
      stem: 'Which?',
      options: ['one', 'two', 'three', 'four'].map((text, at) => ({ id: 'abcd'[at]!, text })),
      keyId: 'a',
      explanation: 'Because.',
      hint: null,
    },
  };
}

/**
 * The longest stretch, in milliseconds of this thread's processor time, that nothing else could run while `work` did. Time in which
 * the machine ran other programs does not count, so that a busy machine does not look like a blocked loop.
 */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [last, longest, isOver] = [spent(), 0, false];
  const tick = () => {
    const now = spent();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  await work();
  isOver = true;
  return longest;
}

/** What a live answer can be kept waiting; reading in one go would take five times as long and more. */
const BLOCK_MS = 75;

test('a hundred thousand rows are refused while others go on working', async () => {
  const text = [HEADER, ...Array.from({ length: 100_000 }, (_, at) => row(`item-${at}`))].join('\n');
  const block = await longestBlock(() => expect(read(text)).rejects.toEqual(refusal('too_many_items')));
  expect(block).toBeLessThan(BLOCK_MS);
}, 30_000);

test('ten thousand items are read from JSON while others go on working', async () => {
  const text = [...writeJson(Array.from({ length: LIMITS.items }, (_, at) => aRecord(`item-${at}`)))].join('');
  let found: Reading | null = null;
  const block = await longestBlock(async () => {
    found = await read(text);
  });
  expect(found!.items).toHaveLength(LIMITS.items);
  expect(block).toBeLessThan(BLOCK_MS);
}, 30_000);

test('a test as full of elements as may be is read while others go on working', async () => {
  const pieces = Array.from(
    { length: 150_000 },
    (_, at) => `<w${(Math.imul(at, 2654435761) >>> 12).toString(36)}/>`,
  ).join('');
  const document = `<assessmentTest identifier="t"><testPart identifier="p"><assessmentSection identifier="s">
    <assessmentItemRef identifier="good" href="good.xml">${pieces}</assessmentItemRef>${pieces}</assessmentSection></testPart></assessmentTest>`;
  expect(document.length).toBeLessThan(LIMITS.testDocuments);
  const bytes = await packageOf({ 'good.xml': GOOD, 'full.xml': document }, { 'full.xml': 'imsqti_test_xmlv3p0' });
  let found: Reading | null = null;
  const block = await longestBlock(async () => {
    found = await read(bytes);
  });
  expect(found!.tests).toMatchObject([{ sections: [{ itemIds: ['good'] }], unlisted: 300_000 - LIMITS.testNotes }]);
  expect(block).toBeLessThan(BLOCK_MS);
}, 30_000);

test('every problem has a sentence, and a refusal says it', () => {
  for (const sentence of Object.values(PROBLEMS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(new ExchangeRefusal('not_text', 'Byte 3 is zero.').message).toContain(PROBLEMS.not_text);
});
