import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { candidateEvent } from '@/core/assessment/candidate-view';
import { completeRules } from '@/core/assessment/rules';
import { foldSession, NEW_SESSION } from '@/core/assessment/session';
import { reportSession } from '@/core/assessment/session-report';
import { startSession } from '@/core/assessment/starting';
import type { SkillGraph } from '@/core/skills/skill-graph';
import type { Database } from '@/server/db';
import { isAlive } from '@/server/postgres/embedded';
import { createAssessmentRepository } from '@/server/repositories/assessment-repository';
import { createBankRepository } from '@/server/repositories/bank-repository';
import { createEventLog } from '@/server/repositories/event-log';
import { recorded } from '@/server/repositories/session-repository';
import { createExamLibrary } from '@/server/services/exam-library';
import { ApiSocket } from '~test/support/api-socket';
import { FollowedStream } from '~test/support/followed-stream';
import { openOutside, type Population, populate } from '~test/support/populate';
import { ScriptedCandidate } from '~test/support/scripted-candidate';
import {
  AUTH_SECRET,
  bundleServer,
  prepareServer,
  removeBundle,
  type ServerProcess,
} from '~test/support/server-process';

const CANDIDATES = 20;
const RULES = completeRules({ timeLimitMs: 10 * 60_000, minItems: 8, maxItems: 12, feedbackMode: 'full' });
const GRAPH: SkillGraph = {
  nodes: [
    { skillId: 'sql', name: 'SQL', priority: 'H' },
    { skillId: 'http', name: 'HTTP', priority: 'H' },
    { skillId: 'security', name: 'Security', priority: 'M' },
    { skillId: 'git', name: 'Git', priority: 'L' },
  ],
  edges: [{ from: 'http', to: 'security' }],
};
/** Thousands of claims: an evaluation that takes seconds, so that something can happen to it. */
const LONG_RUN = {
  source: 'It rained in Paris on Monday. '.repeat(40),
  output: 'It rains. '.repeat(5_000),
  question: null,
};

const seed = process.env.CRASH_SEED ?? String(Math.floor(Math.random() * 1e9));

let bundle: string;
let server: ServerProcess;
let database: Database;

beforeAll(async () => {
  console.log(`crash test: CRASH_SEED=${seed}`);
  bundle = await bundleServer();
  server = await prepareServer({ bundle });
  await server.start();
  database = openOutside(server.databaseUrl());
});
afterAll(async () => {
  await database?.close();
  await server?.dispose();
  if (bundle) removeBundle(bundle);
});

/** Candidates in the middle of their sessions, each watched by a second device, and the moment they have given `after` answers. */
async function aBusyHour(name: string) {
  const people = await populate(database, AUTH_SECRET, { graph: GRAPH, rules: RULES, candidates: CANDIDATES });
  // Not at the very start, where nobody has anything to lose, nor near the end: sessions have 8 to 12 answers.
  const after = 20 + (Number.parseInt(seed, 10) % 100);
  let answers = 0;
  let reached = () => {};
  const moment = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const onAcknowledged = () => {
    answers += 1;
    if (answers === after) reached();
  };
  const candidates = people.candidates.map(
    (person, index) =>
      new ScriptedCandidate(
        server.origin,
        person,
        person.applicationIds[0]!,
        `${seed}:${name}:${index}`,
        onAcknowledged,
      ),
  );
  await Promise.all(candidates.map((candidate) => candidate.start()));
  const devices = candidates.map(
    ({ person, sessionId }) =>
      new FollowedStream(
        server.origin,
        person.cookie,
        'session.onEvent',
        { sessionId },
        (event) => event.type === 'sessionCompleted',
      ),
  );
  await expect.poll(() => devices.every((device) => device.events.length > 0)).toBe(true);
  const played = Promise.all(candidates.map((candidate) => candidate.play()));
  played.catch(() => undefined);
  await Promise.race([moment, played]);
  return { people, candidates, devices, played };
}

/** An evaluation with some of its verdicts reached, and a page that watches it. */
async function aRunInProgress(people: Population) {
  const socket = await ApiSocket.connect(server.origin, { cookie: people.auditor.cookie });
  const { runId } = await socket.mutate<{ runId: string }>('run.create', LONG_RUN);
  await socket.close();
  const page = new FollowedStream(server.origin, people.auditor.cookie, 'run.onEvent', { runId }, (event) =>
    ['runCompleted', 'runFailed', 'runCancelled'].includes(event.type),
  );
  await expect.poll(() => page.events.some((event) => event.type === 'verdictReached'), { timeout: 20_000 }).toBe(true);
  expect(page.events.some((event) => event.type === 'runCompleted')).toBe(false);
  return { runId, page };
}

type BusyHour = Awaited<ReturnType<typeof aBusyHour>>;

/** Everything the log, the tables, the candidates and their second devices must agree on once it is over. */
async function expectNothingLost({ people, candidates, devices, played }: BusyHour): Promise<void> {
  const views = await played;
  expect(views.map((view) => view.status)).toEqual(candidates.map(() => 'completed'));
  await Promise.all(devices.map((device) => device.done));
  const log = createEventLog(database);
  const assessment = await createAssessmentRepository(database).find(people.organisationId, people.assessmentIds[0]!);
  const exam = await createExamLibrary(createBankRepository(database)).ofAssessment(
    assessment!,
    assessment!.bankRevision!,
  );
  for (const [index, candidate] of candidates.entries()) {
    const sessionId = candidate.sessionId!;
    const events = (await log.readAll(sessionId)).map(recorded);
    const numbers = events.map((event) => event.seq);
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
    // Scores that were awaited come after the end, which is where a device stops listening.
    const end = events.findIndex((event) => event.type === 'sessionCompleted');
    expect(devices[index]!.events).toEqual(events.slice(0, end + 1).map(candidateEvent));

    const { rows } = await database.pool.query<{ position: number; answer: unknown }>(
      'select position, answer from response where session_id = $1 order by position',
      [sessionId],
    );
    const acknowledged = [...candidate.acknowledged].map(([position, { answer }]) => ({ position, answer }));
    expect(rows).toEqual(acknowledged);
    for (const { events: told } of candidate.acknowledged.values())
      expect(told).toEqual(events.filter(({ seq }) => told.some((event) => event.seq === seq)).map(candidateEvent));

    const state = events.reduce(foldSession, NEW_SESSION);
    if (state.status !== 'completed') throw new Error(`The log of ${sessionId} ends ${state.status}`);
    expect(reportSession(exam, state.answers)).toStrictEqual(state.report);
    const started = events.find((event) => event.type === 'sessionStarted')!;
    const again = startSession(NEW_SESSION, exam, started.payload.seed, new Date(started.at));
    expect(again).toEqual(events.slice(0, again.length).map(({ type, payload }) => ({ type, payload })));
  }
}

async function expectRunWhole({ runId, page }: Awaited<ReturnType<typeof aRunInProgress>>): Promise<void> {
  await page.done;
  const events = await createEventLog(database).readAll(runId);
  expect(events.at(-1)!.type).toBe('runCompleted');
  const numbers = events.map((event) => event.seq);
  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  expect(page.events.map((event) => event.seq)).toEqual(numbers);
  const verdicts = events.filter((event) => event.type === 'verdictReached');
  const claims = verdicts.map((event) => (event.payload as { claimId: string }).claimId);
  expect(new Set(claims).size).toBe(claims.length);
}

describe('nothing acknowledged is lost and nothing counts twice', () => {
  test('when the server process is killed and started again', async () => {
    const people = await populate(database, AUTH_SECRET, { graph: GRAPH, rules: RULES, candidates: 0 });
    const run = await aRunInProgress(people);
    const hour = await aBusyHour('server');
    const survivor = server.postmaster()!.pid;
    await server.end('SIGKILL');
    expect(run.page.events.some((event) => event.type === 'runCompleted')).toBe(false);
    await server.start();
    expect(server.postmaster()!.pid).toBe(survivor);
    await expectNothingLost(hour);
    await expectRunWhole(run);
    expect(hour.candidates.some((candidate) => candidate.retries > 0)).toBe(true);
  });

  test('when PostgreSQL is killed under the running server', async () => {
    const people = await populate(database, AUTH_SECRET, { graph: GRAPH, rules: RULES, candidates: 0 });
    const run = await aRunInProgress(people);
    const hour = await aBusyHour('database');
    const before = { server: server.pid(), postmaster: server.postmaster()!.pid };
    process.kill(before.postmaster, 'SIGKILL');
    await expectNothingLost(hour);
    await expectRunWhole(run);
    expect(server.pid()).toBe(before.server);
    expect(server.postmaster()!.pid).not.toBe(before.postmaster);
    await expect.poll(() => fetch(`${server.origin}/readyz`).then((response) => response.status)).toBe(200);
  });

  test('when the server is asked to stop: clients are told, it ends by itself with code 0, and the next one goes on', async () => {
    const hour = await aBusyHour('stop');
    const idle = await ApiSocket.connect(server.origin, { cookie: hour.people.recruiter.cookie });
    const asked = performance.now();
    const postmaster = server.postmaster()!;
    const ended = server.end('SIGTERM');
    void server.end('SIGTERM'); // a terminal and a process manager often ask both
    await expect.poll(() => idle.frames).toContain(JSON.stringify({ id: null, method: 'reconnect' }));
    await expect(ApiSocket.connect(server.origin, { cookie: hour.people.recruiter.cookie })).rejects.toThrow();
    expect(await idle.closed).toEqual({ code: 1001, reason: 'server_restarting' });
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(isAlive(postmaster.pid)).toBe(false);
    await server.start();
    await database.close();
    database = openOutside(server.databaseUrl());
    await expectNothingLost(hour);
  });
});
