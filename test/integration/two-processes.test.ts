import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type CandidateView, foldCandidateView, openItem } from '@/core/assessment/candidate-view';
import { isDomainError } from '@/core/errors';
import { openDatabase } from '@/server/db';
import { createMetrics } from '@/server/metrics';
import { createServices, type Services } from '@/server/services/services';
import {
  type AssayServer,
  AUTH_SECRET,
  CHOICE_ITEMS,
  startAssayServer,
  type TestPerson,
} from '~test/support/assay-server';
import { startSession, storedSession } from '~test/support/sessions';
import { answerWith } from '~test/support/some-answer';

/** The server under test, and the services of a second process on the same database: no bell of one is heard by the other. */
let assay: AssayServer;
let elsewhere: Services;
let closeElsewhere: () => Promise<void>;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  const { env, log } = assay;
  const database = openDatabase(assay.database.url, 4, log);
  elsewhere = createServices({
    database,
    env,
    authSecret: AUTH_SECRET,
    metrics: createMetrics(),
    log,
    now: assay.clock.now,
  });
  closeElsewhere = async () => {
    elsewhere.presence.close();
    await database.close();
  };
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(async () => {
  await closeElsewhere();
  await assay.stop();
});

/** A session that both processes have in memory, at its beginning. */
async function aSharedSession(rules = {}) {
  const session = await startSession(assay, organisationId, recruiter, rules);
  await session.socket.close();
  const login = await session.candidate.login();
  const { sessionId } = session;
  const answerOn = (services: Services, view: CandidateView, optionId = 'A') =>
    services.sessions.submitResponse(
      login,
      { sessionId, position: openItem(view)!.position, answer: answerWith(openItem(view)!.shown, optionId) },
      null,
    );
  await elsewhere.sessions.get(login, sessionId);
  await assay.services.sessions.get(login, sessionId);
  return { ...session, login, answerOn };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => (isDomainError(error) ? error.code : error),
  );

describe('a candidate whose connection moves from one process to another', () => {
  test('goes on where they were, however far the other process had got', async () => {
    const { sessionId, view: start, answerOn } = await aSharedSession({ minItems: 6 });
    let view = start;
    for (const services of [assay.services, assay.services, elsewhere, elsewhere, assay.services, elsewhere]) {
      if (view.status !== 'inProgress') break;
      view = (await answerOn(services, view)).events.reduce(foldCandidateView, view);
    }
    expect(view).toMatchObject({ status: 'completed', answered: 6 });
    const { events, responses } = await storedSession(assay, sessionId);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(responses.map((response) => response.position)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('gets the first result when an answer is repeated there, the last one included', async () => {
    const { view: start, answerOn } = await aSharedSession({ minItems: 2, maxItems: 2 });
    const first = await answerOn(assay.services, start, 'B');
    expect((await answerOn(elsewhere, start, 'B')).events).toEqual(first.events);
    const second = first.events.reduce(foldCandidateView, start);
    const last = await answerOn(assay.services, second, 'C');
    expect(last.events.at(-1)?.type).toBe('sessionCompleted');
    expect((await answerOn(elsewhere, second, 'C')).events).toEqual(last.events);
    expect(await codeOf(answerOn(elsewhere, second, 'D'))).toBe('session_not_in_progress');
  });

  test('gets the first result also when the repetition arrives after the deadline', async () => {
    const { view, answerOn } = await aSharedSession({ timeLimitMs: 60_000 });
    const first = await answerOn(assay.services, view, 'B');
    assay.clock.advance(70_000);
    expect((await answerOn(elsewhere, view, 'B')).events).toEqual(first.events);
  });
});

test('two processes given different answers to one item at once keep one of them', async () => {
  const { sessionId, view, answerOn } = await aSharedSession();
  const codes = await Promise.all([
    codeOf(answerOn(assay.services, view, 'A')),
    codeOf(answerOn(elsewhere, view, 'B')),
  ]);
  expect(codes.toSorted()).toEqual(['stale_presentation', null].toSorted());
  const { responses } = await storedSession(assay, sessionId);
  expect(responses).toMatchObject([{ position: 1, answer: { optionId: codes[0] === null ? 'A' : 'B' } }]);
});

test('a session started in two processes at once is one session', async () => {
  const { invite } = await assay.publish(organisationId, recruiter.id);
  const candidate = await assay.addPerson();
  const input = { applicationId: await invite(candidate), consent: true };
  const login = await candidate.login();
  const [one, two] = await Promise.all([
    assay.services.sessions.start(login, input),
    elsewhere.sessions.start(login, input),
  ]);
  expect(two).toEqual(one);
  expect(
    (await storedSession(assay, one.sessionId)).events.filter((event) => event.type === 'sessionStarted'),
  ).toHaveLength(1);
});
