import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { type CandidateEvent, type CandidateView, foldCandidateView } from '@/core/assessment/candidate-view';
import type { ObservedSession } from '@/core/assessment/observed-session';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, CHOICE_ITEMS, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { answer, refusalOf, type Step, startSession } from '~test/support/sessions';

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

const ask = (socket: ApiSocket, sessionId: string, text: string, askId: string = randomUUID()) =>
  socket.mutate<Step>('session.ask', { sessionId, askId, text });
const replyIn = ({ events }: Step) => {
  const reply = events.find((event) => event.type === 'interviewerReplied');
  return reply?.type === 'interviewerReplied' ? reply.payload.text : null;
};

describe('a candidate who asks', () => {
  test('gets the reply at once, every other device and the recruiter get it too, and a reload keeps it', async () => {
    const { socket, sessionId, candidate, assessmentId } = await startSession(assay, organisationId, recruiter);
    const second = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
    const watcher = await ApiSocket.connect(assay.origin, { cookie: recruiter.cookie });
    const seen: CandidateEvent[] = [];
    await second.subscribe('session.onEvent', { sessionId }, ({ data }) =>
      seen.push(...(data as { events: CandidateEvent[] }).events),
    );
    const reply = replyIn(await ask(socket, sessionId, 'What happens if my connection drops?'));
    expect(reply).toContain('Every answer you submitted is kept');
    await vi.waitFor(() =>
      expect(seen.slice(-2).map(({ type }) => type)).toEqual(['candidateAsked', 'interviewerReplied']),
    );
    const { view } = await second.query<{ view: CandidateView }>('session.get', { sessionId });
    expect(view.conversation.at(-1)).toMatchObject({ kind: 'question', reply });
    const observed = await watcher.query<{ observed: ObservedSession }>('assessment.observeSession', { sessionId });
    expect(JSON.stringify(observed)).toContain(reply);
    expect(assessmentId).toBeTruthy();
    await Promise.all([socket.close(), second.close(), watcher.close()]);
  });

  test('can go on with the same item afterwards', async () => {
    const { socket, sessionId, view } = await startSession(assay, organisationId, recruiter);
    const asked = (await ask(socket, sessionId, 'hint please')).events.reduce(foldCandidateView, view);
    const step = await answer(socket, sessionId, asked, 'A');
    expect(step.events.reduce(foldCandidateView, asked)).toMatchObject({
      answered: 1,
      seq: asked.seq + step.events.length,
    });
    await socket.close();
  });

  test('gets the first reply again when the same question is sent twice, also at once', async () => {
    const { socket, sessionId } = await startSession(assay, organisationId, recruiter);
    const askId = randomUUID();
    const replies = await Promise.all(Array.from({ length: 4 }, () => ask(socket, sessionId, 'hello', askId)));
    for (const { events } of replies) expect(events).toEqual(replies[0]!.events);
    const { rows } = await assay.database.pool.query(
      "select 1 from event where stream = $1 and type = 'candidateAsked'",
      [sessionId],
    );
    expect(rows).toHaveLength(1);
    await socket.close();
  });

  test('is told the time that is left on the clock of this very session', async () => {
    const { socket, sessionId } = await startSession(assay, organisationId, recruiter, { timeLimitMs: 20 * 60_000 });
    assay.clock.advance(12 * 60_000);
    expect(replyIn(await ask(socket, sessionId, 'How much time do I have left?'))).toMatch(/about 7 minutes left/);
    await socket.close();
  });

  test('is refused in words: too long, too many, somebody else, after the end', async () => {
    const { socket, sessionId } = await startSession(assay, organisationId, recruiter);
    expect(await refusalOf(ask(socket, sessionId, 'x'.repeat(601)))).toBe('question_too_long');
    expect(await refusalOf(ask(socket, sessionId, 'x'.repeat(10_001)))).toBe('invalid_input');
    expect(await refusalOf(ask(socket, sessionId, 'a\u0000b'))).toBe('invalid_input');
    const stranger = await assay.addPerson();
    const theirs = await ApiSocket.connect(assay.origin, { cookie: stranger.cookie });
    expect(await refusalOf(ask(theirs, sessionId, 'hello'))).toBe('session_not_found');
    for (let n = 0; n < 6; n += 1) await ask(socket, sessionId, 'hello');
    await expect(ask(socket, sessionId, 'hello')).rejects.toMatchObject({
      failure: {
        message: expect.stringMatching(/ask again in \d+ seconds/),
        data: { domainCode: 'too_many_questions' },
      },
    });
    await socket.mutate('session.submit', { sessionId });
    expect(await refusalOf(ask(socket, sessionId, 'hello'))).toBe('session_not_in_progress');
    await Promise.all([socket.close(), theirs.close()]);
  });

  test('after the deadline finds the session ended', async () => {
    const { socket, sessionId } = await startSession(assay, organisationId, recruiter);
    assay.clock.advance(60 * 60_000);
    expect(await refusalOf(ask(socket, sessionId, 'hello'))).toBe('deadline_passed');
    const { view } = await socket.query<{ view: CandidateView }>('session.get', { sessionId });
    expect(view.stopReason).toBe('timeExpired');
    await socket.close();
  });
});
