import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  type CandidateEvent,
  type CandidateView,
  foldCandidateView,
  NEW_CANDIDATE_VIEW,
  openItem,
} from '@/core/assessment/candidate-view';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { answerWith } from '~test/support/some-answer';

type Step = { events: CandidateEvent[] };

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation();
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

/** A candidate on a socket with a session just started. */
async function aStartedSession(rules = {}) {
  const { invite, assessmentId } = await assay.publish(organisationId, recruiter.id, rules);
  const candidate = await assay.addPerson();
  const applicationId = await invite(candidate);
  const socket = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
  const { sessionId } = await socket.mutate<{ sessionId: string }>('session.start', { applicationId, consent: true });
  const { view } = await socket.query<{ view: CandidateView }>('session.get', { sessionId });
  return { candidate, socket, sessionId, view, assessmentId, applicationId };
}

const answer = (socket: ApiSocket, sessionId: string, view: CandidateView, optionId = 'A') =>
  socket.mutate<Step>('session.submitResponse', {
    sessionId,
    position: openItem(view)!.position,
    answer: answerWith(openItem(view)!.shown, optionId),
  });

describe('a candidate answering', () => {
  test('gets feedback, progress and the next item in one reply until the session is complete', async () => {
    const { socket, sessionId, view: first } = await aStartedSession();
    let view = first;
    expect(openItem(view)).toMatchObject({ position: 1, response: null });
    while (view.status === 'inProgress') {
      const step = await answer(socket, sessionId, view);
      view = step.events.reduce(foldCandidateView, view);
    }
    expect(view.status).toBe('completed');
    expect(view.answered).toBeGreaterThanOrEqual(4);
    expect(view.answered).toBeLessThanOrEqual(6);
    const log = await assay.database.pool.query<{ seq: number }>(
      'select seq from event where stream = $1 order by seq',
      [sessionId],
    );
    expect(log.rows.map((row) => row.seq)).toEqual(log.rows.map((_, index) => index + 1));
    await socket.close();
  });

  test('gets the first result again when the same answer is sent twice, and it counts once', async () => {
    const { socket, sessionId, view } = await aStartedSession();
    const [first, again] = await Promise.all([
      answer(socket, sessionId, view, 'B'),
      answer(socket, sessionId, view, 'B'),
    ]);
    expect(again.events).toEqual(first.events);
    const later = await answer(socket, sessionId, view, 'B');
    expect(later.events).toEqual(first.events);
    const { rows } = await assay.database.pool.query('select * from response where session_id = $1', [sessionId]);
    expect(rows).toHaveLength(1);
    await socket.close();
  });

  test('sees on a second device what the first one did, each event once and in order', async () => {
    const { candidate, socket, sessionId, view: start } = await aStartedSession();
    const second = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
    const seen: CandidateEvent[] = [];
    await second.subscribe('session.onEvent', { sessionId, lastEventId: 0 }, ({ data }) =>
      seen.push(...(data as Step).events),
    );
    let view = start;
    for (let count = 0; count < 3; count += 1)
      view = (await answer(socket, sessionId, view)).events.reduce(foldCandidateView, view);
    await expect.poll(() => seen.at(-1)?.seq).toBe(view.seq);
    expect(seen.map((event) => event.seq)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.reduce(foldCandidateView, NEW_CANDIDATE_VIEW)).toEqual(view);
    await Promise.all([socket.close(), second.close()]);
  });

  test('gets after a reconnect what it missed, without gaps or repeats', async () => {
    const { candidate, socket, sessionId, view: start } = await aStartedSession();
    const step = await answer(socket, sessionId, start);
    await socket.close();
    const back = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
    const missed: CandidateEvent[] = [];
    await back.subscribe(
      'session.onEvent',
      { sessionId },
      ({ data }) => missed.push(...(data as Step).events),
      String(start.seq),
    );
    await expect.poll(() => missed.length).toBe(step.events.length);
    expect(missed).toEqual(step.events);
    await back.close();
  });
});
