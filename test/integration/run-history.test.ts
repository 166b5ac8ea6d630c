import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { RUN_PAGE_SIZE } from '@/protocol/run';
import type { ListRuns, RunHistoryEntry, RunSort } from '@/protocol/run-history';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';

type Caller = Awaited<ReturnType<Awaited<ReturnType<AssayServer['addPerson']>>['caller']>>;

let assay: AssayServer;
let organisationId: string;
let auditorId: string;
let auditor: Caller;
let viewer: Caller;
let stranger: Caller;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation();
  const elsewhere = await assay.addOrganisation();
  const person = await assay.addPerson(organisationId, 'auditor');
  auditorId = person.id;
  auditor = await person.caller();
  viewer = await (await assay.addPerson(organisationId, 'viewer')).caller();
  stranger = await (await assay.addPerson(elsewhere, 'auditor')).caller();
});
afterAll(() => assay.stop());

const aRun = (input: { output?: string; source?: string; question?: string } = {}, by: Caller = auditor) =>
  by.run.create({ source: SOURCE, output: OUTPUT, ...input }).then(({ runId }) => runId);

/** A run worked on to its end in this process. */
async function aFinishedRun(input: Parameters<typeof aRun>[0] = {}): Promise<string> {
  const runId = await aRun(input);
  await assay.services.evaluations.work(runId, new AbortController().signal);
  return runId;
}

async function everything(wanted: Partial<ListRuns>, between: () => Promise<unknown> = async () => undefined) {
  const found: RunHistoryEntry[] = [];
  for (let after: string | null = null; ; ) {
    const page: RunHistoryEntry[] = await viewer.run.list({ ...wanted, after });
    found.push(...page);
    if (page.length < RUN_PAGE_SIZE) return found;
    after = page.at(-1)!.cursor;
    await between();
  }
}
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: { cause?: { code?: string } }) => error.cause?.code,
  );
const idsOf = (entries: readonly RunHistoryEntry[]) => entries.map(({ runId }) => runId);

test('words of the output, the source and the question find a run; other words and other organisations do not', async () => {
  const ofOutput = await aRun({ output: 'The zeppelin landed at 12.5 knots.' });
  const ofSource = await aRun({ source: 'A quagga grazed here in 1880.' });
  const ofQuestion = await aRun({ question: 'What does 100% of the "krypton" weigh?' });
  const foreign = await aRun({ output: 'The zeppelin of somebody else.' }, stranger);
  const find = async (search: string) => idsOf(await viewer.run.list({ search }));
  expect(await find('ZEPPELIN landed')).toEqual([ofOutput]);
  expect(await find('zepp')).toEqual([ofOutput]);
  expect(await find('12.5')).toEqual([ofOutput]);
  expect(await find('quagga 1880')).toEqual([ofSource]);
  expect(await find('krypton')).toEqual([ofQuestion]);
  expect(await find('zeppelin quagga')).toEqual([]);
  for (const odd of [`'); drop table run; --`, '%', '&|!:*', "o'clock \\", '<->', '\u00a0']) {
    expect(await find(odd), odd).toEqual(odd === '\u00a0' ? expect.any(Array) : []);
  }
  expect(idsOf(await stranger.run.list({ search: 'zeppelin' }))).toEqual([foreign]);
});

test('filters hold together: status, score, judge, rubric, dates and creator', async () => {
  const search = 'filterable';
  const output = `${OUTPUT} This is filterable.`;
  const done = await aFinishedRun({ output });
  const waiting = await aRun({ output });
  const other = await (await assay.addPerson(organisationId, 'auditor')).caller();
  const theirs = await aRun({ output }, other);
  const find = async (wanted: Partial<ListRuns>) => idsOf(await auditor.run.list({ search, ...wanted }));
  expect(await find({})).toEqual([theirs, waiting, done]);
  expect(await find({ status: ['completed'] })).toEqual([done]);
  expect(await find({ status: ['queued', 'running'] })).toEqual([theirs, waiting]);
  expect(await find({ creator: 'me' })).toEqual([waiting, done]);
  expect(await find({ judgeId: 'numbers' })).toEqual([done]);
  expect(await find({ judgeId: 'nobody' })).toEqual([]);
  expect(await find({ rubricId: 'factuality' })).toHaveLength(3);
  expect(await find({ rubricId: 'style' })).toEqual([]);
  const score = (await auditor.run.list({ search, status: ['completed'] }))[0]!.summary!.consensus.value!;
  expect(await find({ minScore: score - 0.01, maxScore: Math.min(100, score + 0.01) })).toEqual([done]);
  expect(await find({ minScore: Math.min(100, score + 1) })).toEqual([]);
  const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();
  expect(await find({ from: tomorrow })).toEqual([]);
  expect(await find({ until: tomorrow, creator: 'me' })).toEqual([waiting, done]);
});

test.each<RunSort>(['newest', 'scoreHigh', 'scoreLow', 'hallucination'])(
  'paging by %s has no gap and no repeat while runs are added',
  async (sort) => {
    const rubricId = `paging-${sort}`;
    const insert = (count: number) =>
      assay.database.prisma.run.createMany({
        data: Array.from({ length: count }, (_, i) => ({
          id: newId(),
          organisationId,
          createdBy: auditorId,
          source: 's',
          output: 'o',
          status: 'completed' as const,
          configuration: { rubric: { id: rubricId } },
          // Many equal and some absent values, and instants that several share.
          createdAt: new Date(Date.UTC(2026, 0, 1) + (i % 7)),
          summary: summaryOf(i % 5 === 0 ? null : (i % 4) * 12.3),
        })),
      });
    await insert(95);
    const before = idsOf(await everything({ sort, rubricId }));
    expect(before).toHaveLength(95);
    expect(new Set(before).size).toBe(95);
    const during = idsOf(await everything({ sort, rubricId }, () => insert(10)));
    expect(new Set(during).size).toBe(during.length);
    expect(during.filter((id) => before.includes(id))).toEqual(before);
    const entries = await everything({ sort, rubricId });
    const value = ({ summary, createdAt }: RunHistoryEntry) =>
      sort === 'newest'
        ? Date.parse(createdAt)
        : ((sort === 'hallucination' ? summary!.hallucinationProbability : summary!.consensus).value ??
          (sort === 'scoreLow' ? 101 : -1));
    const values = entries.map(value);
    expect(values).toEqual(values.toSorted((a, b) => (sort === 'scoreLow' ? a - b : b - a)));
  },
);

test('a place in another order, or none at all, is refused', async () => {
  const [entry] = await viewer.run.list({});
  expect(await refusalOf(viewer.run.list({ sort: 'scoreHigh', after: entry!.cursor }))).toBe('invalid_input');
  expect(await refusalOf(viewer.run.list({ after: "newest|0|' or 1=1" }))).toBe('invalid_input');
});

test('the older way to page, by instant, still works', async () => {
  const [first, second] = await viewer.run.list({});
  expect((await viewer.run.list({ before: first!.createdAt }))[0]!.runId).toBe(second!.runId);
});

test('a removed run leaves nothing behind but the note of who removed it', async () => {
  const runId = await aFinishedRun({ output: `${OUTPUT} An ephemeral remark.` });
  await auditor.label.add({ runId, score: 30 });
  await auditor.run.remove({ runId });
  const { prisma } = assay.database;
  const left = await Promise.all([
    prisma.run.count({ where: { id: runId } }),
    prisma.event.count({ where: { stream: runId } }),
    prisma.label.count({ where: { runId } }),
    prisma.runWords.count({ where: { runId } }),
  ]);
  expect(left).toEqual([0, 0, 0, 0]);
  expect(await prisma.auditEntry.findMany({ where: { subject: runId } })).toMatchObject([
    { action: 'run.removed', actorId: auditorId, organisationId, details: { labels: 1, status: 'completed' } },
  ]);
  expect(await refusalOf(auditor.run.get({ runId }))).toBe('run_not_found');
  expect(await refusalOf(auditor.run.remove({ runId }))).toBe('run_not_found');
  expect(await viewer.run.list({ search: 'ephemeral' })).toEqual([]);
});

test('a run at work is not removed before it is cancelled, and never by a viewer or a stranger', async () => {
  const runId = await aRun();
  expect(await refusalOf(auditor.run.remove({ runId }))).toBe('run_not_ended');
  await auditor.run.cancel({ runId });
  expect(await refusalOf(viewer.run.remove({ runId }))).toBe('not_permitted');
  expect(await refusalOf(stranger.run.remove({ runId }))).toBe('run_not_found');
  expect((await auditor.run.get({ runId })).state.status).toBe('cancelled');
  await auditor.run.remove({ runId });
});

function summaryOf(score: number | null) {
  const figure = score === null ? { value: null, n: 0, reason: 'none' } : { value: score, n: 4, method: 'mean' };
  const share =
    score === null ? { value: null, n: 0, reason: 'none' } : { value: score / 100, n: 4, method: 'largest' };
  const none = { value: null, n: 0, reason: 'none' };
  return {
    turnout: { asked: 0, answered: 0, abstained: 0, failed: 0, pending: 0 },
    quorum: { needed: 2, isMet: false, isSingleJudge: false },
    consensus: figure,
    rule: 'mean',
    scoreRange: null,
    scores: [],
    claims: { total: 0, checked: 0, supported: 0, refuted: 0, notEnoughInfo: 0, unverified: 0, leftOut: 0 },
    support: [],
    isCalibrated: false,
    hallucinationRate: { refutedOnly: none, refutedOrUnknown: none },
    hallucinationProbability: share,
    worstClaimId: null,
    composite: { score: none, parts: [] },
    agreement: { scoreDifference: none, unanimousClaims: none, alpha: none },
    preference: null,
    spent: { inputTokens: 0, outputTokens: 0, requests: 0, cost: 0, cacheHits: 0 },
    missing: [],
    figures: [],
  };
}

test('judges are reported from the logs of completed runs, with what people said of them', async () => {
  const runIds = await Promise.all(Array.from({ length: 5 }, () => aFinishedRun()));
  for (const runId of runIds) await auditor.label.add({ runId, score: 50 });
  const { runs, judges } = await viewer.run.getJudges({});
  expect(runs).toBeGreaterThanOrEqual(5);
  const numbers = judges.find(({ judgeId }) => judgeId === 'numbers')!;
  expect(numbers.asked).toBeGreaterThanOrEqual(5);
  expect(numbers.answered.value).toBe(1);
  expect(numbers.bias).toMatchObject({ n: 5, value: expect.any(Number) });
  expect(numbers.weeks.reduce((sum, { score }) => sum + score.n, 0)).toBe(numbers.score.n);
  expect((await stranger.run.getJudges({})).judges).toEqual([]);
});
