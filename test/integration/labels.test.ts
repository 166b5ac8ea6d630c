import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunState } from '@/core/evaluation/run';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { refusalOf } from '~test/support/sessions';

let assay: AssayServer;
let auditor: ApiSocket;
let viewer: ApiSocket;
let stranger: ApiSocket;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'), { EVALUATION_THREADS: '1' });
  const organisationId = await assay.addOrganisation();
  const elsewhere = await assay.addOrganisation();
  const socketOf = async (organisation: string, role: 'auditor' | 'viewer') =>
    ApiSocket.connect(assay.origin, { cookie: (await assay.addPerson(organisation, role)).cookie });
  auditor = await socketOf(organisationId, 'auditor');
  viewer = await socketOf(organisationId, 'viewer');
  stranger = await socketOf(elsewhere, 'auditor');
  assay.startJobs();
});
afterAll(async () => {
  await Promise.all([auditor, viewer, stranger].map((socket) => socket.close()));
  await assay.stop();
});

const stateOf = async (runId: string) => (await auditor.query<{ state: RunState }>('run.get', { runId })).state;

async function aFinishedRun(input: Record<string, unknown> = {}): Promise<string> {
  const { runId } = await auditor.mutate<{ runId: string }>('run.create', { source: SOURCE, output: OUTPUT, ...input });
  await expect.poll(async () => (await stateOf(runId)).status, { timeout: 30_000 }).toBe('completed');
  return runId;
}

test('a label is kept, replaced by the next of the same person, and withdrawn; others see it, strangers do not', async () => {
  const runId = await aFinishedRun();
  await auditor.mutate('label.add', { runId, claimId: 'c1', verdict: 'REFUTED' });
  const { id } = await auditor.mutate<{ id: string }>('label.add', {
    runId,
    claimId: 'c1',
    verdict: 'SUPPORTED',
    policy: 'v2',
  });
  await auditor.mutate('label.add', { runId, score: 40 });
  expect(await viewer.query('label.list', { runId })).toMatchObject([
    { claimId: 'c1', verdict: 'SUPPORTED', score: null, policy: 'v2', isOwn: false },
    { claimId: null, verdict: null, score: 40 },
  ]);
  expect(await refusalOf(auditor.mutate('label.add', { runId, claimId: 'c99', verdict: 'SUPPORTED' }))).toBe(
    'not_found',
  );
  expect(await refusalOf(viewer.mutate('label.add', { runId, score: 1 }))).toBe('not_permitted');
  expect(await refusalOf(stranger.mutate('label.add', { runId, score: 1 }))).toBe('run_not_found');
  expect(await refusalOf(stranger.mutate('label.withdraw', { id }))).toBe('label_not_found');
  await auditor.mutate('label.withdraw', { id });
  expect(await auditor.query('label.list', { runId })).toMatchObject([{ score: 40 }]);
  expect(await refusalOf(auditor.mutate('label.withdraw', { id }))).toBe('label_not_found');
});

test('with too few labels nothing is calibrated and the reason is said; with enough the next run is', async () => {
  const report = () =>
    auditor.query<{ plan: { value: unknown; reason?: string }; figures: { id: string }[] }>('label.getCalibration');
  expect((await report()).plan).toMatchObject({ value: null, reason: expect.stringContaining('20 are needed') });
  for (let i = 0; i < 8; i += 1) {
    const runId = await aFinishedRun();
    for (const [claimId, verdict] of [
      ['c1', 'SUPPORTED'],
      ['c2', 'REFUTED'],
      ['c3', i % 4 === 0 ? 'SUPPORTED' : 'REFUTED'],
    ] as const)
      await auditor.mutate('label.add', { runId, claimId, verdict });
    await auditor.mutate('label.add', { runId, score: 30 + i });
  }
  const { plan, figures } = await report();
  expect(plan).toMatchObject({ n: 24, value: { calibrator: { kind: 'platt', n: 24 }, conformal: { alpha: 0.1 } } });
  expect(figures.map(({ id }) => id)).toContain('calibration.brier.after');
  const runId = await aFinishedRun();
  const { summary, plan: used } = await stateOf(runId);
  expect(used?.calibration?.n).toBe(24);
  expect(summary!.isCalibrated).toBe(true);
  expect(summary!.support.some(({ pooled, probability }) => pooled !== probability)).toBe(true);
  expect(summary!.support.every(({ conformal }) => conformal !== null)).toBe(true);
  expect(summary!.figures.find(({ id }) => id === 'consensus.weighted')?.statistic.value).not.toBeNull();
}, 60_000);

test('figures over runs, between two, and of several outputs come with their n or reason', async () => {
  const first = await aFinishedRun();
  const second = await aFinishedRun();
  const other = await aFinishedRun({
    output: 'Marie Curie was born in Warsaw. The institute in Paris employed 45 researchers.',
  });
  const { n, figures } = await viewer.query<{
    n: number;
    figures: { id: string; statistic: { value: number | null } }[];
  }>('run.getStatistics', { days: 30 });
  expect(n).toBeGreaterThanOrEqual(3);
  const figureOf = (id: string) => figures.find((figure) => figure.id === id)?.statistic.value;
  expect(figureOf('claims.mahr.unsupported')).toBeGreaterThan(0);
  expect(figureOf('consensus.mean')).toBeGreaterThan(0);
  const compared = await viewer.query<{ id: string; statistic: unknown }[]>('run.getComparison', { first, second });
  expect(compared.find(({ id }) => id === 'comparison.labels')).toMatchObject({ statistic: { value: null } });
  const matrix = await viewer.query('run.getClaimMatrix', { runIds: [first, other] });
  expect(matrix).toMatchObject({ modelIds: [first, other], average: { n: 2 } });
  const twice = Array.from({ length: 9 }, () => first);
  expect(await refusalOf(viewer.query('run.getClaimMatrix', { runIds: twice }))).toBe('invalid_input');
  expect(await refusalOf(stranger.query('run.getComparison', { first, second }))).toBe('run_not_found');
});

test('a rubric of the organisation is versioned, and a run keeps the wording it was judged by', async () => {
  type Entry = { id: string; version: number; hash: string };
  const text = 'Does the output name the year of every event it mentions?';
  const rubric = await auditor.mutate<Entry>('rubric.create', { name: 'Years', text });
  const next = await auditor.mutate<Entry>('rubric.update', {
    ...rubric,
    name: 'Years',
    text: `${text} And the place?`,
  });
  expect(next).toMatchObject({ id: rubric.id, version: 2 });
  expect(next.hash).not.toBe(rubric.hash);
  expect(await refusalOf(auditor.mutate('rubric.update', { ...rubric, name: 'x', text }))).toBe('conflict');
  expect(await refusalOf(auditor.mutate('rubric.update', { id: 'factuality', version: 1, name: 'x', text }))).toBe(
    'invalid_input',
  );
  expect(
    await refusalOf(
      stranger.mutate('run.create', { source: SOURCE, output: OUTPUT, configuration: { rubricId: rubric.id } }),
    ),
  ).toBe('rubric_not_found');
  const runId = await aFinishedRun({ configuration: { rubricId: rubric.id } });
  await auditor.mutate('rubric.retire', { id: rubric.id });
  const { plan, judges, summary } = await stateOf(runId);
  expect(plan!.rubric).toEqual({ id: rubric.id, version: 2, name: 'Years', hash: next.hash });
  expect(judges.every((judge) => judge.status === 'abstained' && judge.reason.includes('needs a model'))).toBe(true);
  expect(summary!.consensus.value).toBeNull();
  expect(
    await refusalOf(
      auditor.mutate('run.create', { source: SOURCE, output: OUTPUT, configuration: { rubricId: rubric.id } }),
    ),
  ).toBe('rubric_not_found');
});

test('an ended run with nothing missing is not reopened, and one that is scored anew takes over its verdicts', async () => {
  const runId = await aFinishedRun();
  expect(await refusalOf(auditor.mutate('run.reopen', { runId }))).toBe('nothing_missing');
  const again = await auditor.mutate<{ runId: string }>('run.rescore', {
    runId,
    configuration: { judgeIds: ['numbers', 'names'] },
  });
  await expect.poll(async () => (await stateOf(again.runId)).status).toBe('completed');
  const [before, after] = await Promise.all([stateOf(runId), stateOf(again.runId)]);
  expect(after.verdicts).toEqual(before.verdicts);
  expect(after.judges.map(({ judge }) => judge.id)).toEqual(['numbers', 'names']);
  expect(after.plan!.reuses).toEqual({ runId });
  expect(after.splitting).toMatchObject({ id: 'reused' });
  expect(await auditor.query('run.get', { runId: again.runId })).toMatchObject({ rescoredFrom: runId });
});

test('without a model an estimate is nothing, and the options say so', async () => {
  expect(await auditor.mutate('run.estimate', { source: SOURCE, output: OUTPUT })).toMatchObject({
    readers: [],
    total: { requests: { high: 0 } },
  });
  expect(await auditor.query('run.getOptions')).toMatchObject({ hasModel: false, hasPrices: false });
});
