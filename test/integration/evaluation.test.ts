import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Judge } from '@/core/evaluation/judge';
import { type RunState, replayRun } from '@/core/evaluation/run';
import type { RunEventEnvelope } from '@/core/evaluation/run-event';
import { handRuleVerifier } from '@/server/evaluation/hand-rule-verifier';
import { createLocalRunner } from '@/server/evaluation/local-runner';
import { createProviderPauses } from '@/server/evaluation/provider-pauses';
import { createWinkSplitter } from '@/server/evaluation/wink-splitter';
import { createAnswerRepository } from '@/server/repositories/answer-repository';
import { createEventLog } from '@/server/repositories/event-log';
import { createRunRepository } from '@/server/repositories/run-repository';
import { createEvaluationService } from '@/server/services/evaluation-service';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { aJudge, aJudgement, OUTPUT, SOURCE } from '~test/support/evaluation';
import { refusalOf } from '~test/support/sessions';

let assay: AssayServer;
let organisationId: string;
let auditor: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation();
  auditor = await assay.addPerson(organisationId, 'auditor');
});
afterAll(() => assay.stop());

const member = () => ({ userId: auditor.id, organisationId, role: 'auditor' as const });
const splitter = createWinkSplitter();

/** The service as another process would have it: its own name on leases, its own judges, the same database. */
function aWorker(judges: readonly Judge[]) {
  const runs = createRunRepository(assay.database, createEventLog(assay.database));
  const { hubs } = assay.services;
  const { log } = assay;
  const now = assay.clock.now;
  const tools = { splitter, claimSplitter: null, verifier: handRuleVerifier, fallbackVerifier: null, judges };
  return createEvaluationService({
    runs,
    answers: createAnswerRepository(assay.database),
    rubrics: assay.services.rubrics,
    collections: assay.services.collections,
    calibrationOf: async () => null,
    hubs,
    runner: createLocalRunner(() => tools),
    pauses: createProviderPauses({ now: () => performance.now(), redis: null }),
    quorum: 2,
    now,
    log,
  });
}

/** A run stored without its job, so that the test decides who works on it. */
async function aRun(texts = { source: SOURCE, output: OUTPUT }) {
  const id = randomUUID();
  await assay.database.prisma.run.create({
    data: { ...texts, id, organisationId, createdBy: auditor.id, configuration: {} },
  });
  return id;
}

const logOf = async (runId: string) => {
  const { rows } = await assay.database.pool.query(
    'select seq, type, payload, at from event where stream = $1 order by seq',
    [runId],
  );
  return rows as RunEventEnvelope[];
};
const stateOf = async (runId: string): Promise<RunState> =>
  (await assay.services.evaluations.get(member(), runId)).state;
const never = new AbortController().signal;
const contiguous = (seqs: readonly number[]) => seqs.map((_, index) => index + 1);

/** A watcher of a run over a socket of its own, with everything it was sent. */
async function watch(runId: string, lastEventId?: number) {
  const socket = await ApiSocket.connect(assay.origin, { cookie: auditor.cookie });
  const events: RunEventEnvelope[] = [];
  await socket.subscribe(
    'run.onEvent',
    { runId },
    ({ data }) => events.push(...(data as { events: RunEventEnvelope[] }).events),
    lastEventId === undefined ? undefined : String(lastEventId),
  );
  open.push(socket);
  return { events, seqs: () => events.map((event) => event.seq), ended: () => events.at(-1)?.type ?? 'nothing' };
}
const open: ApiSocket[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((socket) => socket.close()))));

/** A judge that waits until it is let go; `asked` counts how often it was asked. */
function aHeldJudge(id: string) {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const calls = { asked: 0 };
  const judge = aJudge(id, async (_, signal) => {
    calls.asked += 1;
    await Promise.race([held, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
    return aJudgement();
  });
  return { judge, calls, release: () => release() };
}

describe('a run', () => {
  test('that is submitted is done by its job, to the end, with a result', async () => {
    assay.startJobs();
    const socket = await ApiSocket.connect(assay.origin, { cookie: auditor.cookie });
    open.push(socket);
    const { runId } = await socket.mutate<{ runId: string }>('run.create', { source: SOURCE, output: OUTPUT });
    const watcher = await watch(runId);
    await expect.poll(watcher.ended).toBe('runCompleted');
    const { state } = await socket.query<{ state: RunState }>('run.get', { runId });
    expect(state).toMatchObject({ status: 'completed', progress: 100 });
    expect(state.verdicts.every((verdict) => verdict !== null)).toBe(true);
    expect(state.verdicts.filter((verdict) => verdict?.label === 'REFUTED').length).toBeGreaterThan(0);
    expect(state.judges.map((judge) => judge.status)).not.toContain('waiting');
    expect(replayRun(watcher.events)).toEqual(state);
    expect(await socket.query('run.list', {})).toMatchObject([
      { runId, status: 'completed', summary: { quorum: { isMet: true } } },
    ]);
  });

  test('is seen alike by all who watch, each event once, however late they come', async () => {
    const held = aHeldJudge('held');
    const runId = await aRun();
    const early = await watch(runId);
    const working = aWorker([aJudge('one'), aJudge('two'), held.judge]).work(runId, never);
    await expect.poll(() => early.events.filter((event) => event.type === 'judgementReached').length).toBe(2);
    const late = await watch(runId);
    const resumed = await watch(runId, 5);
    held.release();
    await working;
    await expect.poll(early.ended).toBe('runCompleted');
    await expect.poll(late.ended).toBe('runCompleted');
    await expect.poll(resumed.ended).toBe('runCompleted');
    const afterwards = await watch(runId);
    await expect.poll(afterwards.ended).toBe('runCompleted');
    expect(early.seqs()).toEqual(contiguous(early.seqs()));
    expect(late.events).toEqual(early.events);
    expect(afterwards.events).toEqual(early.events);
    expect(resumed.events).toEqual(early.events.slice(5));
    expect((await logOf(runId)).map((event) => event.seq)).toEqual(early.seqs());
  });

  test('that is cancelled keeps what it reached, stops its work, and cannot be cancelled twice', async () => {
    const held = aHeldJudge('held');
    const runId = await aRun();
    const worker = aWorker([aJudge('one'), held.judge]);
    const working = worker.work(runId, never);
    await expect.poll(() => held.calls.asked).toBe(1);
    await expect.poll(async () => (await stateOf(runId)).judges.some((judge) => judge.status === 'judged')).toBe(true);
    await worker.cancel(member(), runId);
    await working;
    const state = await stateOf(runId);
    expect(state).toMatchObject({ status: 'cancelled', cancelReason: expect.any(String) });
    expect(state.claims.length).toBeGreaterThan(0);
    expect(state.judges.find((judge) => judge.judge.id === 'one')?.status).toBe('judged');
    const before = await logOf(runId);
    expect(before.at(-1)?.type).toBe('runCancelled');
    await expect(worker.cancel(member(), runId)).rejects.toMatchObject({ code: 'run_not_active' });
    held.release();
    await worker.work(runId, never); // a job that comes late
    expect(await logOf(runId)).toEqual(before);
  });

  test('that is cancelled in one process is dropped by the one that works on it', async () => {
    const held = aHeldJudge('held');
    const runId = await aRun();
    const working = aWorker([aJudge('one'), aJudge('two'), held.judge]).work(runId, never);
    await expect.poll(() => held.calls.asked).toBe(1);
    const socket = await ApiSocket.connect(assay.origin, { cookie: auditor.cookie });
    open.push(socket);
    await socket.mutate('run.cancel', { runId });
    held.release();
    await working;
    expect((await logOf(runId)).at(-1)?.type).toBe('runCancelled');
    expect(await refusalOf(socket.mutate('run.cancel', { runId }))).toBe('run_not_active');
  });

  test('is read by viewers, and started or cancelled by auditors only', async () => {
    const runId = await aRun();
    const viewer = await ApiSocket.connect(assay.origin, {
      cookie: (await assay.addPerson(organisationId, 'viewer')).cookie,
    });
    open.push(viewer);
    expect(await viewer.query('run.get', { runId })).toMatchObject({ source: SOURCE });
    expect(await refusalOf(viewer.mutate('run.cancel', { runId }))).toBe('not_permitted');
    expect(await refusalOf(viewer.mutate('run.create', { source: SOURCE, output: OUTPUT }))).toBe('not_permitted');
  });
});

describe('a run that was interrupted', () => {
  test('is continued by another process, which does only what is missing', async () => {
    const runId = await aRun();
    const first = { one: aHeldJudge('one'), two: aHeldJudge('two') };
    const stopping = new AbortController();
    const working = aWorker([first.one.judge, first.two.judge]).work(runId, stopping.signal);
    await expect.poll(() => first.two.calls.asked).toBe(1);
    first.one.release();
    const isJudged = (id: string, state: RunState) => state.judges.find((entry) => entry.judge.id === id)?.status;
    await expect.poll(async () => isJudged('one', await stateOf(runId))).toBe('judged');
    await expect.poll(async () => (await stateOf(runId)).stages.verification.status).toBe('finished');
    stopping.abort(new Error('the process stops'));
    await working;
    const interrupted = await logOf(runId);
    expect(replayRun(interrupted).status).toBe('running');

    const second = { one: aHeldJudge('one'), two: aHeldJudge('two') };
    second.two.release();
    await aWorker([second.one.judge, second.two.judge]).work(runId, never);
    expect([second.one.calls.asked, second.two.calls.asked]).toEqual([0, 1]);
    const log = await logOf(runId);
    expect(log.slice(0, interrupted.length)).toEqual(interrupted);
    expect(log.map((event) => event.seq)).toEqual(contiguous(log.map((event) => event.seq)));
    const ofType = (type: string) => log.filter((event) => event.type === type);
    expect(ofType('verdictReached')).toHaveLength(replayRun(log).claims.length);
    expect(ofType('judgementReached')).toHaveLength(2);
    expect(ofType('runStarted')).toHaveLength(1);
    expect(log.at(-1)?.type).toBe('runCompleted');
  });

  test('is found by the sweep: at once when its process stopped in order, after its lease when it was killed', async () => {
    const { evaluations } = assay.services;
    const jobsOf = async (runId: string) => {
      const text = `select id from graphile_worker._private_jobs where payload ->> 'runId' = $1`;
      return (await assay.database.pool.query(text, [runId])).rowCount;
    };
    await assay.stopJobs();
    const killed = await aRun();
    const { pool } = assay.database;
    const leased = (until: Date) =>
      pool.query(`update run set lease_holder = 'a dead process', leased_until = $2 where id = $1`, [killed, until]);
    await leased(new Date(assay.clock.now().getTime() + 15_000));
    await evaluations.resumeAbandoned();
    expect(await jobsOf(killed)).toBe(0);
    assay.clock.advance(16_000);
    await evaluations.resumeAbandoned();
    expect(await jobsOf(killed)).toBe(1);
    assay.startJobs();
    await expect.poll(async () => (await stateOf(killed)).status).toBe('completed');
  });
});

describe('two workers', () => {
  test('cannot have the same run: the lease keeps the second out until the first has gone', async () => {
    const runId = await aRun();
    const held = aHeldJudge('held');
    const other = aHeldJudge('held');
    const working = aWorker([aJudge('one'), held.judge]).work(runId, never);
    await expect.poll(() => held.calls.asked).toBe(1);
    await aWorker([aJudge('one'), other.judge]).work(runId, never); // returns at once
    expect(other.calls.asked).toBe(0);
    held.release();
    await working;
    expect((await logOf(runId)).filter((event) => event.type === 'runCompleted')).toHaveLength(1);
  });

  test('cannot both write when a lease was lost: the log keeps one line of events', async () => {
    const runId = await aRun();
    const held = aHeldJudge('held');
    const working = aWorker([aJudge('one'), aJudge('two'), held.judge]).work(runId, never);
    await expect.poll(() => held.calls.asked).toBe(1);
    await assay.database.pool.query(`update run set leased_until = now() - interval '1 minute' where id = $1`, [runId]);
    await aWorker([aJudge('one'), aJudge('two'), aJudge('held')]).work(runId, never);
    held.release();
    await working;
    const log = await logOf(runId);
    expect(log.map((event) => event.seq)).toEqual(contiguous(log.map((event) => event.seq)));
    expect(log.filter((event) => event.type === 'runCompleted')).toHaveLength(1);
    expect(log.at(-1)?.type).toBe('runCompleted');
  });
});

describe('a judge that fails', () => {
  test('is shown as failed with its class, and the run completes without it', async () => {
    const runId = await aRun();
    const broken = aJudge('broken', async () => {
      throw new Error('a bug in the judge');
    });
    const slow = aJudge('slow', () => new Promise(() => undefined), { deadlineMs: 30 });
    const watcher = await watch(runId);
    await aWorker([aJudge('one'), aJudge('two'), broken, slow]).work(runId, never);
    await expect.poll(watcher.ended).toBe('runCompleted');
    const state = await stateOf(runId);
    const judges = Object.fromEntries(state.judges.map((entry) => [entry.judge.id, entry]));
    expect(judges.broken).toMatchObject({ status: 'failed', failure: { class: 'internal' } });
    expect(judges.slow).toMatchObject({ status: 'failed', failure: { class: 'timeout' } });
    expect(state.summary).toMatchObject({
      turnout: { asked: 4, answered: 2, failed: 2 },
      quorum: { isMet: true },
      consensus: { value: 80 },
    });
  });

  test('with all the others leaves the consensus unmeasured, with the reason, never 0 or 100', async () => {
    const runId = await aRun();
    const broken = (id: string) =>
      aJudge(id, async () => {
        throw new Error('down');
      });
    await aWorker([broken('one'), broken('two')]).work(runId, never);
    const state = await stateOf(runId);
    expect(state.status).toBe('completed');
    expect(state.summary).toMatchObject({
      quorum: { isMet: false },
      consensus: { value: null, reason: expect.any(String) },
      composite: { score: { value: null } },
    });
  });
});
