import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { foldCandidateView } from '@/core/assessment/candidate-view';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { answer, startSession } from '~test/support/sessions';

const ANSWERS = 4;

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  // What the server does by the clock (presence, polls, login checks) stands still: what is counted, answers have caused.
  vi.useFakeTimers({ toFake: ['setInterval'] });
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation();
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  vi.useRealTimers();
  await assay.stop();
});

/** A candidate with a session under way whose page follows it, once the server has booked that the page is there. */
async function aFollowedSession() {
  const { socket, sessionId, view } = await startSession(assay, organisationId, recruiter, { minItems: 6 });
  await socket.subscribe('session.onEvent', { sessionId }, () => undefined, String(view.seq));
  const isSeen = () => assay.database.prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  await expect.poll(async () => (await isSeen()).seenAt).not.toBeNull();
  return { socket, sessionId, view };
}

/** Pages of the recruiter that watch the session; `received` counts the frames each got. */
async function watchers(count: number, sessionId: string, seq: number) {
  const received = Array.from({ length: count }, () => 0);
  const sockets = await Promise.all(
    received.map(async (_, index) => {
      const socket = await ApiSocket.connect(assay.origin, { cookie: recruiter.cookie });
      const onValue = () => {
        received[index]! += 1;
      };
      await socket.subscribe('assessment.onSessionEvent', { sessionId }, onValue, String(seq));
      return socket;
    }),
  );
  return { received, close: () => Promise.all(sockets.map((socket) => socket.close())) };
}

/** Names of the SQL statements this process sends from now on, whoever sends them; texts where they have no name. */
function statementsFromNow(): string[] {
  const sent: string[] = [];
  const query = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [statement] = args as [string | { name?: string; text: string }];
    sent.push(typeof statement === 'string' ? statement : (statement.name ?? statement.text));
    return Reflect.apply(query, this, args) as never;
  });
  return sent;
}

describe.each([0, 1, 50])('an answer in a session that %i others watch', (count) => {
  test('costs one SQL statement, one frame for each page, and one encoding for all who watch', async () => {
    const { socket, sessionId, view: start } = await aFollowedSession();
    const { received, close } = await watchers(count, sessionId, start.seq);
    const statements = statementsFromNow();
    const framesBefore = socket.frames.length;
    const encodingsBefore = assay.services.payloads.encodings();
    let view = start;
    for (let given = 1; given <= ANSWERS; given += 1) {
      const step = await answer(socket, sessionId, view);
      view = step.events.reduce(foldCandidateView, view);
      await expect.poll(() => received.every((frames) => frames === given)).toBe(true);
    }
    expect(statements).toEqual(Array.from({ length: ANSWERS }, () => 'commit-session-steps'));
    expect(socket.frames.length - framesBefore).toBe(ANSWERS);
    expect(assay.services.payloads.encodings() - encodingsBefore).toBe(count > 0 ? ANSWERS : 0);
    await Promise.all([socket.close(), close()]);
  });
});
