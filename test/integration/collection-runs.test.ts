import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { RunState } from '@/core/evaluation/run';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { uploadDocument } from '~test/support/documents';
import { refusalOfCall } from '~test/support/refusal';

let assay: AssayServer;
let auditor: TestPerson;
let collectionId: string;
let documentId: string;

const SOURCE = 'Marie Curie was born in Warsaw on 7 November 1867. She studied in Paris.';
const HANDBOOK = [
  'The laboratory in Lyon employs 412 researchers.',
  'The cafeteria in Lyon opened in 1998.',
  'Marie Curie was born in Krakow on 7 November 1867.',
].join('\n\n');
const OUTPUT = [
  'The laboratory in Lyon employs 412 researchers.',
  'The cafeteria in Lyon opened in 2003.',
  'Marie Curie was born in Krakow on 7 November 1867.',
].join(' ');

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  auditor = await assay.addPerson(await assay.addOrganisation(), 'auditor');
  assay.startJobs();
  const { collection } = await auditor.caller();
  collectionId = (await collection.create({ name: 'Handbooks' })).collectionId;
  documentId = (await uploadDocument(assay, auditor, collectionId, 'handbook.md', HANDBOOK)).body.documentId;
  await vi.waitFor(async () => expect((await collection.get({ collectionId })).documents[0]?.status).toBe('ready'), {
    timeout: 60_000,
    interval: 100,
  });
});
afterAll(() => assay.stop());

async function finished(runId: string): Promise<RunState> {
  const { run } = await auditor.caller();
  return vi.waitFor(
    async () => {
      const { state } = await run.get({ runId });
      expect(state.status).toBe('completed');
      return state;
    },
    { timeout: 60_000, interval: 200 },
  );
}
const aRun = async (collectionIds: string[]) => {
  const { run } = await auditor.caller();
  return (await run.create({ source: SOURCE, output: OUTPUT, configuration: { collectionIds } })).runId;
};

test('a run reads the documents where the source is silent, and cites the passage', async () => {
  const state = await finished(await aRun([collectionId]));
  expect(state.plan?.collections).toEqual([{ id: collectionId, name: 'Handbooks' }]);
  const [employs, opened, born] = state.verdicts;
  expect(employs).toMatchObject({ label: 'SUPPORTED', reasons: [{ code: 'document' }] });
  const { document } = employs!.evidence.find((evidence) => evidence.document)!;
  expect(document).toMatchObject({ documentId, name: 'handbook.md' });
  expect(HANDBOOK.slice(document!.start, document!.end)).toBe(document!.text);
  expect(opened).toMatchObject({ label: 'REFUTED' });
  expect(opened!.reasons[0]).toMatchObject({ code: 'document', isContradiction: true });
  // The source says Warsaw: the document that says Krakow does not rescue the claim.
  expect(born).toMatchObject({ label: 'REFUTED' });
  expect(born!.evidence.filter(({ document }) => document)).toEqual([]);
  expect(state.documents[0]![0]).toMatchObject({ documentId, text: 'The laboratory in Lyon employs 412 researchers.' });
});

test('without collections the same claims stay open', async () => {
  const state = await finished(await aRun([]));
  expect(state.verdicts[0]!.label).toBe('NOT_ENOUGH_INFO');
  expect(state.documents).toEqual([null, null, null]);
  expect(state.plan?.collections).toBeUndefined();
});

test('a collection of nobody or of others cannot be searched', async () => {
  const outsider = await assay.addPerson(await assay.addOrganisation('Elsewhere'), 'auditor');
  const { run } = await outsider.caller();
  const submission = { source: SOURCE, output: OUTPUT, configuration: { collectionIds: [collectionId] } };
  expect(await refusalOfCall(() => run.create(submission))).toBe('collection_not_found');
});

test('a run that cites a document stays as it is when document and collection are gone; one at work keeps them', async () => {
  const runId = await aRun([collectionId]);
  const before = await finished(runId);
  const { collection } = await auditor.caller();
  await assay.stopJobs();
  const waiting = await aRun([collectionId]);
  expect(await refusalOfCall(() => collection.removeDocument({ documentId }))).toBe('collection_in_use');
  expect(await refusalOfCall(() => collection.remove({ collectionId }))).toBe('collection_in_use');
  assay.startJobs();
  await finished(waiting);
  await collection.remove({ collectionId });
  expect(await finished(runId)).toEqual(before);
});
