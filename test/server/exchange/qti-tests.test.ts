import { expect, test } from 'vitest';
import { LIMITS } from '@/server/exchange/limits';
import type { ProblemCode } from '@/server/exchange/problem';
import { readPackage } from '@/server/exchange/qti/read-package';
import type { TestReading } from '@/server/exchange/test-reading';
import { packageOf, zipOf } from '~test/support/zip';

const item = (id: string) => `<qti-assessment-item identifier="${id}">
  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
  <qti-item-body><qti-choice-interaction response-identifier="RESPONSE"><qti-prompt>Which?</qti-prompt>
  ${['A', 'B', 'C', 'D'].map((option) => `<qti-simple-choice identifier="${option}">Option ${option}</qti-simple-choice>`).join('')}
  </qti-choice-interaction></qti-item-body></qti-assessment-item>`;
const ITEMS = { 'items/a.xml': item('a'), 'items/b.xml': item('b'), 'items/c.xml': item('c') };
const TYPES = {
  'tests/test.xml': 'imsqti_test_xmlv3p0',
  'tests/part.xml': 'imsqti_section_xmlv3p0',
  'tests/other.xml': 'imsqti_section_xmlv3p0',
};

const ref = (id: string, inside = '') =>
  `<qti-assessment-item-ref identifier="r-${id}" href="../items/${id}.xml">${inside}</qti-assessment-item-ref>`;
const section = (title: string, inside: string) =>
  `<qti-assessment-section identifier="s-${title}" title="${title}" visible="true">${inside}</qti-assessment-section>`;
const sectionRef = (href: string) => `<qti-assessment-section-ref identifier="x-${href}" href="${href}"/>`;
const part = (inside: string) =>
  `<qti-test-part identifier="p" navigation-mode="linear" submission-mode="individual">${inside}</qti-test-part>`;
const aTest = (inside: string) => `<qti-assessment-test identifier="t" title="A test">${inside}</qti-assessment-test>`;

async function read(document: string, more: Record<string, string> = {}) {
  const { items, refused, tests } = await readPackage(
    await packageOf({ ...ITEMS, ...more, 'tests/test.xml': document }, TYPES),
  );
  expect(tests).toHaveLength(1);
  return { items: items.map(({ record }) => record.id), refused, test: tests[0]! };
}

async function accepted(document: string, more: Record<string, string> = {}) {
  const { items, test: found } = await read(document, more);
  expect(items.slice(0, 3)).toEqual(['a', 'b', 'c']);
  if (found.outcome === 'refused') throw new Error(`Refused: ${found.problem.detail}`);
  return found;
}

async function refusedFor(document: string, more: Record<string, string> = {}): Promise<[ProblemCode, string | null]> {
  const { items, refused, test: found } = await read(document, more);
  expect(items).toEqual(['a', 'b', 'c']);
  expect(refused).toEqual([]);
  if (found.outcome === 'read') throw new Error('The test was read.');
  return [found.problem.code, found.problem.at.path];
}

const sectionsOf = ({ sections }: Extract<TestReading, { outcome: 'read' }>) =>
  sections.map(({ title, depth, itemIds }) => [depth, title, itemIds.join(' ')]);

test('a test has its time limit and its sections with the items they name', async () => {
  const found = await accepted(
    aTest(
      `<qti-time-limits max-time="1800"/>${part(section('First', ref('a') + section('Inner', ref('b'))) + section('Second', ref('c')))}`,
    ),
  );
  expect(found).toMatchObject({ title: 'A test', isOwn: false, timeLimitMs: 1_800_000, length: 3, unread: 0 });
  expect(sectionsOf(found)).toEqual([
    [0, 'First', 'a'],
    [1, 'Inner', 'b'],
    [0, 'Second', 'c'],
  ]);
  expect([found.problems, found.notKept]).toEqual([[], []]);
});

test('a section that draws some of its items says how many, and the test is that much shorter', async () => {
  const drawn = section('Drawn', `<qti-selection select="1"/>${ref('a')}${ref('b')}`);
  const found = await accepted(aTest(part(drawn + section('All', ref('c')))));
  expect(found.sections.map(({ select }) => select)).toEqual([1, null]);
  expect(found.length).toBe(2);
});

test('the length is unknown where sections of different length are drawn', async () => {
  const inner = section('One', ref('a')) + section('Two', ref('b') + ref('c'));
  const found = await accepted(aTest(part(section('Drawn', `<qti-selection select="1"/>${inner}`))));
  expect(found.length).toBeNull();
});

test('sections of their own documents are followed, from where those stand', async () => {
  const found = await accepted(aTest(part(section('First', ref('a')) + sectionRef('part.xml'))), {
    'tests/part.xml': section('Elsewhere', ref('b')),
  });
  expect(sectionsOf(found)).toEqual([
    [0, 'First', 'a'],
    [0, 'Elsewhere', 'b'],
  ]);
});

test('a section document that no test names is noted as not read', async () => {
  const { notes } = await readPackage(
    await packageOf(
      {
        ...ITEMS,
        'tests/test.xml': aTest(part(sectionRef('part.xml'))),
        'tests/part.xml': section('Named', ref('a')),
        'tests/other.xml': section('Unnamed', ref('b')),
      },
      TYPES,
    ),
  );
  expect(notes.map(({ text, at }) => [text, at.path])).toEqual([
    ['The section was not read: no test names it.', 'tests/other.xml'],
  ]);
});

test('a section document is read once, however often it is named', async () => {
  const found = await accepted(aTest(part(sectionRef('part.xml').repeat(3))), {
    'tests/part.xml': section('S', sectionRef('other.xml').repeat(3)),
    'tests/other.xml': section('Inner', ref('a')),
  });
  expect(sectionsOf(found)).toEqual([
    [0, 'S', ''],
    [1, 'Inner', 'a'],
  ]);
  expect(found.problems.map(({ code, at }) => [code, at.path])).toEqual([
    ['reference_invalid', 'tests/part.xml'],
    ['reference_invalid', 'tests/part.xml'],
    ['reference_invalid', 'tests/test.xml'],
    ['reference_invalid', 'tests/test.xml'],
  ]);
});

test('a reference without an address names its item by identifier', async () => {
  const found = await accepted(aTest(part(section('S', '<qti-assessment-item-ref identifier="b"/>'))));
  expect(sectionsOf(found)).toEqual([[0, 'S', 'b']]);
});

test('an item that is refused is counted, and is no fault of the test', async () => {
  const found = await accepted(aTest(part(section('S', ref('a') + ref('bad')))), {
    'items/bad.xml': item('bad').replaceAll('choice-interaction', 'hotspot-interaction'),
  });
  expect(found).toMatchObject({ unread: 1, problems: [], sections: [{ itemIds: ['a'] }] });
});

test('references that lead nowhere are listed one by one with their place, and the others are read', async () => {
  const odd = (id: string, href: string) => `\n<qti-assessment-item-ref identifier="${id}" href="${href}"/>`;
  const found = await accepted(
    aTest(
      part(
        section(
          'S',
          `${odd('gone', 'gone.xml')}${odd('out', '../../../etc/passwd')}${odd('web', 'https://example.org/a.xml')}${odd('text', '../notes.txt')}${odd('nameless', '')}
          <qti-assessment-item-ref identifier="unknown"/>${ref('a')}${ref('a')}`,
        ) + sectionRef('gone-part.xml'),
      ),
    ),
    { 'notes.txt': 'no item' },
  );
  expect(found.problems.map(({ code, detail, at }) => [code, detail.split(':')[0], at.path, at.line])).toEqual([
    ['resource_missing', 'Item "gone"', 'tests/test.xml', 2],
    ['resource_missing', 'Item "out"', 'tests/test.xml', 3],
    ['resource_missing', 'Item "web"', 'tests/test.xml', 4],
    ['reference_invalid', 'Item "text"', 'tests/test.xml', 5],
    ['resource_missing', 'Item "nameless"', 'tests/test.xml', 6],
    ['resource_missing', 'Item "unknown"', 'tests/test.xml', 7],
    ['reference_invalid', 'Item "r-a"', 'tests/test.xml', 7],
    ['resource_missing', 'Section "x-gone-part.xml"', 'tests/test.xml', 7],
  ]);
  expect(sectionsOf(found)).toEqual([[0, 'S', 'a a']]);
});

test('what no assessment keeps is listed one by one with its owner and the reason', async () => {
  const rules = section(
    'S',
    `<qti-ordering shuffle="true"/>${ref('a', '<qti-weight identifier="W" value="2"/><qti-branch-rule target="r-c"/>')}${ref('b').replace(' href', ' category="hard" href')}`,
  );
  const found = await accepted(
    aTest(
      `<qti-outcome-declaration identifier="SCORE"/><qti-time-limits max-time="60" min-time="5"/>${part(rules).replace('"linear"', '"nonlinear"')}<qti-outcome-processing><qti-exit-test/></qti-outcome-processing><qti-of-nobody/>`,
    ),
  );
  expect(found.notKept.map(({ text }) => text)).toEqual([
    'qti-outcome-declaration identifier="SCORE" of "A test": Scores are estimated from the answers here, not computed by the test.',
    'qti-time-limits min-time="5" of "A test": An assessment has one time limit and one time for every item.',
    'navigation-mode="nonlinear" of qti-test-part "p": Whether candidates may go back is set for an assessment as a whole.',
    'qti-ordering shuffle="true" of "S": The next item follows from the answers here, not from a rule of the test.',
    'qti-weight identifier="W" value="2" of "r-a": An item weighs as much as it says about the skill.',
    'qti-branch-rule target="r-c" of "r-a": The next item follows from the answers here, not from a rule of the test.',
    'category="hard" of qti-assessment-item-ref "r-b": Items are sorted by their skill.',
    'qti-outcome-processing of "A test": Scores are estimated from the answers here, not computed by the test.',
    'qti-of-nobody of "A test": It has no counterpart here.',
  ]);
  expect(found.timeLimitMs).toBe(60_000);
});

test('a test of QTI 2 is read under the names of QTI 3', async () => {
  const found = await accepted(`<assessmentTest identifier="old" title="Old"><timeLimits maxTime="90"/>
    <testPart identifier="p" navigationMode="linear" submissionMode="individual"><assessmentSection identifier="s" title="S" visible="true">
    <selection select="1"/><ordering shuffle="true"/><assessmentItemRef identifier="r" href="../items/a.xml"><weight identifier="W" value="3"/></assessmentItemRef>
    <assessmentItemRef identifier="q" href="../items/b.xml"/></assessmentSection></testPart></assessmentTest>`);
  expect(found).toMatchObject({ title: 'Old', timeLimitMs: 90_000, length: 1 });
  expect(sectionsOf(found)).toEqual([[0, 'S', 'a b']]);
  expect(found.notKept.map(({ text }) => text.split(' ')[0])).toEqual(['qti-selection', 'qti-ordering', 'qti-weight']);
});

const MANY = (count: number) => Array.from({ length: count }, (_, at) => ref('a').replace('r-a', `r-${at}`)).join('');
const deep = (inside: string, levels: number): string =>
  levels === 0 ? inside : section('S', deep(inside, levels - 1));

test.each<[string, ProblemCode, string, Record<string, string>]>([
  ['an external entity', 'xml_doctype', `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${aTest('&e;')}`, {}],
  ['an entity out of nowhere', 'xml_malformed', aTest('&secret;'), {}],
  ['a script', 'active_content', aTest(part(section('S', '<script>alert(1)</script>'))), {}],
  [
    'a script address',
    'active_content',
    aTest(part(section('S', ref('a').replace('../items/a.xml', 'javascript:x()')))),
    {},
  ],
  ['no test', 'test_invalid', item('a'), {}],
  ['too deep a tree', 'too_deep', deep('', 100), {}],
  [
    'more references than a file may have items',
    'test_too_large',
    aTest(part(section('S', MANY(LIMITS.items + 1)))),
    {},
  ],
  [
    'more sections than can be shown',
    'test_too_large',
    aTest(part(section('S', '').repeat(LIMITS.testSections + 1))),
    {},
  ],
])('%s refuses the test with its own code and leaves the items alone', async (_, code, document, more) => {
  expect(await refusedFor(document, more)).toEqual([code, 'tests/test.xml']);
});

test.each<[string, ProblemCode, Record<string, string>]>([
  ['a section that contains itself', 'reference_cycle', { 'tests/part.xml': section('S', sectionRef('part.xml')) }],
  [
    'two sections that contain each other',
    'reference_cycle',
    {
      'tests/part.xml': section('S', sectionRef('other.xml')),
      'tests/other.xml': section('S', sectionRef('part.xml')),
    },
  ],
  [
    'a section with an entity',
    'xml_doctype',
    { 'tests/part.xml': `<!DOCTYPE x [<!ENTITY e "e">]>${section('S', '')}` },
  ],
])('%s refuses the test that names it', async (_, code, more) => {
  const [found] = await refusedFor(aTest(part(sectionRef('part.xml'))), more);
  expect(found).toBe(code);
});

test('as many references as a file may have items are followed, and of a thousand faults the first are listed and the others counted', async () => {
  expect((await accepted(aTest(part(section('S', MANY(LIMITS.items)))))).length).toBe(LIMITS.items);
  const faulty = MANY(1_000).replaceAll('/items/', '/nowhere/');
  const found = await accepted(aTest(part(section('S', faulty))));
  expect([found.problems.length, found.unlisted]).toEqual([LIMITS.testNotes, 1_000 - LIMITS.testNotes]);
});

test('the same large test named many times is read until the room for tests is used up', async () => {
  const large = aTest(`<!--${'0123456789abcdef'.repeat(12_500)}-->${part('')}`);
  const names = Array.from({ length: LIMITS.tests + 1 }, (_, at) => `tests/t${at}.xml`);
  const { tests, notes } = await readPackage(
    await packageOf(
      { ...ITEMS, ...Object.fromEntries(names.map((name) => [name, large])) },
      Object.fromEntries(names.map((name) => [name, 'imsqti_test_xmlv3p0'])),
    ),
  );
  expect(tests).toHaveLength(LIMITS.tests);
  expect(tests[0]!.outcome).toBe('read');
  expect(tests.at(-1)).toMatchObject({ problem: { code: 'document_too_large' } });
  expect(notes.map(({ text }) => text)).toEqual([`The first ${LIMITS.tests} of ${LIMITS.tests + 1} tests were read.`]);
});

test('a test that the manifest names and the package lacks is refused, wherever it points', async () => {
  const manifest = (href: string) =>
    `<manifest><resources><resource type="imsqti_test_xmlv3p0" href="${href}"/></resources></manifest>`;
  for (const href of ['gone.xml', '../../etc/passwd', 'file:///etc/passwd']) {
    const { tests } = await readPackage(await zipOf({ 'imsmanifest.xml': manifest(href) }));
    expect(tests).toMatchObject([{ outcome: 'refused', problem: { code: 'resource_missing' } }]);
  }
});
