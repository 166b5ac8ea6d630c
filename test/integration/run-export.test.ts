import { parse } from 'csv-parse/sync';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { RunExport } from '@/protocol/run-export';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';

let assay: AssayServer;
let auditor: TestPerson;
let stranger: TestPerson;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  const organisationId = await assay.addOrganisation();
  auditor = await assay.addPerson(organisationId, 'auditor');
  recruiter = await assay.addPerson(organisationId, 'recruiter');
  stranger = await assay.addPerson(await assay.addOrganisation(), 'auditor');
});
afterAll(() => assay.stop());

async function aFinishedRun(input: { source?: string; output?: string; question?: string } = {}): Promise<string> {
  const caller = await auditor.caller();
  const { runId } = await caller.run.create({ source: SOURCE, output: OUTPUT, ...input });
  await assay.services.evaluations.work(runId, new AbortController().signal);
  return runId;
}
const fetched = (runId: string, format: string, who: TestPerson | null = auditor, method = 'GET') =>
  fetch(`${assay.origin}/api/runs/${runId}/export?format=${format}`, {
    method,
    headers: who ? { cookie: who.cookie } : {},
  });
async function pdfText(response: Response): Promise<{ pages: string[]; all: string }> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await response.arrayBuffer())));
  return { pages: text, all: text.join(' ').replace(/\s+/g, ' ') };
}

test('JSON has texts, claims with quoted evidence, judges, plan with hashes, and figures with n or reason', async () => {
  const runId = await aFinishedRun();
  const response = await fetched(runId, 'json');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="evaluation-${runId}.json"`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const document = RunExport.strict().parse(await response.json());
  expect(document).toMatchObject({ format: 'assay.run', version: 1, texts: { source: SOURCE, output: OUTPUT } });
  const state = (await (await auditor.caller()).run.get({ runId })).state;
  expect(
    document.claims.map(({ id, standing, probability }) => ({ claimId: id, label: standing, probability })),
  ).toEqual(state.summary!.support.map(({ claimId, label, probability }) => ({ claimId, label, probability })));
  for (const claim of document.claims) {
    expect(OUTPUT.slice(claim.start, claim.end)).toBe(claim.text);
    for (const { quote, start, end } of claim.verdict!.evidence) expect(quote).toBe(SOURCE.slice(start, end));
  }
  expect(document.plan!.rubric.hash).toMatch(/^[\da-f]{64}$/);
  expect(document.judges).toHaveLength(4);
  expect(document.figures).toEqual(state.summary!.figures);
  expect(document.figures.length).toBeGreaterThan(10);
});

test('CSV has a row for each claim, judge and figure, and nothing a spreadsheet would run', async () => {
  const output = `=HYPERLINK("http://x","y") costs 12 euros.\n\n@cmd is a town in Poland. ${OUTPUT}`;
  const runId = await aFinishedRun({ output });
  const document = RunExport.parse(await (await fetched(runId, 'json')).json());
  const response = await fetched(runId, 'csv');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const rows = parse(await response.text(), { bom: true, columns: true }) as Record<string, string>[];
  const of = (record: string) => rows.filter((row) => row.record === record);
  expect(of('claim').map(({ id, verdict }) => [id, verdict])).toEqual(
    document.claims.map(({ id, standing }) => [id, standing]),
  );
  expect(of('judge')).toHaveLength(document.judges.length);
  expect(of('figure').map(({ id, n }) => [id, Number(n)])).toEqual(
    document.figures.map(({ id, statistic }) => [id, statistic.n]),
  );
  for (const figure of of('figure')) expect(figure.value !== '' || figure.reason !== '', figure.id).toBe(true);
  for (const row of rows) {
    for (const cell of Object.values(row)) expect(/^[=+@\t\r]|^-(?!\d)/.test(cell), cell).toBe(false);
  }
  expect(of('claim').some(({ name }) => name!.startsWith(`'=`) || name!.startsWith(`'@`))).toBe(true);
});

test('PDF reads from the deciding sentence to the figures, with page numbers, verdict words and quotes', async () => {
  const runId = await aFinishedRun();
  const document = RunExport.parse(await (await fetched(runId, 'json')).json());
  const response = await fetched(runId, 'pdf');
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const { pages, all } = await pdfText(response);
  const supported = document.claims.filter(({ standing }) => standing === 'SUPPORTED').length;
  expect(all).toContain(`${supported} of ${document.claims.length} checked claims`);
  expect(all).toMatch(/Consensus of the panel: [\d.]+ points \(n = \d/);
  for (const { text } of document.claims) expect(all).toContain(text.replace(/\s+/g, ' '));
  expect(all).toContain('[+] Supported');
  expect(all).toContain('[–] Contradicted');
  for (const { name } of document.judges) expect(all).toContain(name);
  for (const { name, formula } of document.figures) {
    expect(all).toContain(name);
    expect(all).toContain(formula.replace(/\s+/g, ' '));
  }
  expect(all).toContain(document.plan!.rubric.hash!.slice(0, 20));
  expect(all).not.toContain('Characters not shown');
  for (const [i, text] of pages.entries()) expect(text).toContain(`Page ${i + 1} of ${pages.length}`);
});

test('PDF writes Greek and Cyrillic, and says which characters it could not', async () => {
  const source = 'Łódź has 12 rooms. Москва имеет 14 залов. Η Αθήνα έχει 3 μουσεία. 東京には五つの図書館がある。';
  const { all } = await pdfText(await fetched(await aFinishedRun({ source, output: 'Łódź has 12 rooms.' }), 'pdf'));
  expect(all).toContain('Łódź has 12 rooms. Москва имеет 14 залов. Η Αθήνα έχει 3 μουσεία.');
  expect(all).toContain('Characters not shown');
  expect(all).toMatch(/\b14 characters \(\d+ different ones, such as U\+/);
});

test('a run that ended early is exported with what it has', async () => {
  const caller = await auditor.caller();
  const { runId } = await caller.run.create({ source: SOURCE, output: OUTPUT });
  await caller.run.cancel({ runId });
  const document = RunExport.parse(await (await fetched(runId, 'json')).json());
  expect(document).toMatchObject({ run: { status: 'cancelled' }, claims: [], plan: null });
  expect(document.figures.every(({ statistic }) => statistic.value !== null || statistic.reason !== '')).toBe(true);
  expect((await pdfText(await fetched(runId, 'pdf'))).all).toContain('No claim was checked.');
  expect((await fetched(runId, 'csv')).status).toBe(200);
});

test('only who may read the run gets a file, a person only so many, and what is malformed is refused', async () => {
  const runId = await aFinishedRun();
  const statusOf = async (...wanted: Parameters<typeof fetched>) => (await fetched(...wanted)).status;
  expect(await statusOf(runId, 'json', null)).toBe(401);
  expect(await statusOf(runId, 'json', recruiter)).toBe(403);
  expect(await statusOf(runId, 'json', stranger)).toBe(404);
  expect(await statusOf('no-id', 'json')).toBe(404);
  expect(await statusOf(runId, 'exe')).toBe(400);
  expect(await statusOf(runId, 'json', auditor, 'POST')).toBe(405);
  let refused = 0;
  for (let i = 0; i < 61; i += 1) refused += (await statusOf(runId, 'json', stranger)) === 429 ? 1 : 0;
  expect(refused).toBe(2); // one was used above
  expect(await statusOf(runId, 'json')).toBe(200);
});
