import fc from 'fast-check';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { CLIENT_TYPES } from '@/protocol/assessment-socket/messages';
import { type AssayServer, CHOICE_ITEMS, startAssayServer } from '~test/support/assay-server';
import { AssessmentClient } from '~test/support/assessment-client';
import { bytes, generated, safely, textFrames } from '~test/support/fuzz/frames';
import { tokenOf } from '~test/support/old-people';

/** Frames for each kind of socket and each family of routes. The full hundred thousand: FUZZ_FRAMES=100000. */
const FRAMES = Number(process.env.FUZZ_FRAMES ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);

let assay: AssayServer;
let organisationId: string;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeAll(async () => {
  process.stdout.write(`Fuzzing with ${FRAMES} frames of each kind, seed ${SEED}.\n`);
  process.on('unhandledRejection', note);
  assay = await startAssayServer(inject('postgresUrl'), { SOCKET_MESSAGES_PER_SECOND: '100000' });
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  await assay.stop();
});

/** The server still answers, nothing was left unhandled, and memory is where it was within what the runtime keeps. */
async function expectUnharmed(heapBefore: number): Promise<void> {
  expect(unhandled).toEqual([]);
  expect((await fetch(`${assay.origin}/healthz`)).status).toBe(200);
  globalThis.gc?.();
  const grownMiB = (process.memoryUsage().heapUsed - heapBefore) / 2 ** 20;
  expect(grownMiB).toBeLessThan(200);
}

const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const TIMEOUT_MS = 60_000 + FRAMES * 20;

describe.each(['/ws/assessment', '/ws/chat'])('%s', (path) => {
  test('takes whatever is sent without harm, and changes nothing without a command that makes sense', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const recruiter = await assay.addPerson(organisationId, 'recruiter');
    const candidate = await assay.addPerson();
    const published = await assay.publish(organisationId, recruiter.id, { minItems: 20, maxItems: 20 });
    await published.invite(candidate);
    const { number: testId } = await assay.database.prisma.assessment.findUniqueOrThrow({
      where: { id: published.assessmentId },
    });
    const token = await tokenOf(assay, candidate);
    const connect = async () => {
      const client = await AssessmentClient.connect(
        assay.origin,
        { token, ...(path === '/ws/assessment' && { test_id: testId }) },
        path,
      );
      await Promise.race([client.until('auth_success'), client.closed]);
      return client;
    };
    let client = await connect();
    client.send('start_assessment', { test_id: testId });
    const { thread_id } = await client.until('question');
    const stored = () =>
      assay.database.prisma.session.findUniqueOrThrow({
        where: { id: thread_id },
        select: { answered: true, status: true },
      });

    const names = ['test_id', 'question_id', 'selected_option', 'message', 'reason'];
    // Without the two that end an assessment or talk to the interviewer, which any client may do.
    const types = CLIENT_TYPES.filter(
      (type) => !['complete_assessment', 'chat_message', 'start_assessment'].includes(type),
    );
    const frames = fc.oneof({ weight: 9, arbitrary: textFrames(types, names) }, { weight: 1, arbitrary: bytes });
    const before = heap();
    let sent = 0;
    for (const frame of generated(frames, SEED, FRAMES)) {
      if (client.socket.readyState !== client.socket.OPEN) client = await connect();
      client.sendRaw(typeof frame === 'string' ? frame : Buffer.from(frame));
      sent += 1;
      if (sent % 20 === 0) {
        client.send('heartbeat');
        await Promise.race([client.until('pong', client.named('pong').length + 1), client.closed]);
        client.frames.length = 0;
      }
    }
    client.close();
    expect(await stored()).toEqual({ answered: 0, status: 'inProgress' });
    await expectUnharmed(before);
  });
});

test('Socket.IO takes whatever is sent without harm', { timeout: TIMEOUT_MS }, async () => {
  const auditor = await assay.addPerson(organisationId, 'auditor');
  const token = await tokenOf(assay, auditor);
  const connect = async () => {
    const socket = io(assay.origin, {
      path: '/ws/socket.io',
      auth: { token },
      reconnection: false,
      forceNew: true,
      transports: ['websocket'],
    });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    return socket;
  };
  const events = [
    'join_session',
    'leave_session',
    'start_evaluation',
    'cancel_evaluation',
    'resume_evaluation',
    'ping',
    'join_chat_session',
    'leave_chat_session',
    'chat_message',
    'nothing',
  ];
  const frames = fc.tuple(
    fc.constantFrom(...events),
    fc.oneof(
      textFrames(events, [
        'session_id',
        'source_text',
        'candidate_output',
        'config',
        'last_event_id',
        'chat_session_id',
        'question',
        'last_message_id',
      ]),
      bytes,
    ),
  );
  const runsBefore = await assay.database.prisma.run.count();
  const before = heap();
  let socket = await connect();
  let sent = 0;
  for (const [event, frame] of generated(frames, SEED, FRAMES)) {
    if (!socket.connected) socket = await connect();
    const parsed = typeof frame === 'string' ? parsedOr(frame) : Buffer.from(frame);
    socket.emit(event, parsed);
    sent += 1;
    if (sent % 50 === 0)
      await socket
        .timeout(10_000)
        .emitWithAck('ping', null)
        .catch(() => undefined);
  }
  // Bytes that are no packet of the protocol close the connection under them and nothing else.
  for (const frame of generated(bytes, SEED, 50)) {
    const broken = await connect();
    (broken.io.engine.transport as unknown as { ws?: { send(data: Uint8Array): void } }).ws?.send(frame);
    broken.disconnect();
  }
  socket.disconnect();
  expect(await assay.database.prisma.run.count()).toBe(runsBefore);
  await expectUnharmed(before);
});

const parsedOr = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Families of routes: method and path, `*` for a part that is made up. */
const ROUTES: Readonly<Record<string, readonly (readonly [method: string, path: string])[]>> = {
  auth: [
    ['POST', '/auth/register'],
    ['POST', '/auth/login'],
    ['POST', '/auth/login/json'],
    ['POST', '/auth/refresh'],
    ['GET', '/auth/me'],
    ['GET', '/auth/*'],
  ],
  evaluations: [
    ['POST', '/evaluations'],
    ['GET', '/evaluations'],
    ['GET', '/evaluations/search'],
    ['GET', '/evaluations/*'],
    ['DELETE', '/evaluations/*'],
    ['POST', '/evaluations/*/start'],
    ['POST', '/evaluations/*/cancel'],
    ['POST', '/evaluations/*/share'],
    ['GET', '/evaluations/*/export'],
    ['GET', '/evaluations/shared/*'],
    ['GET', '/evaluations/statistics/aggregate'],
  ],
  assessments: [
    ['GET', '/assessments'],
    ['POST', '/assessments/*/start'],
    ['GET', '/assessments/*/attempts'],
    ['GET', '/assessments/sessions/*/results'],
    ['GET', '/assessments/sessions/*/report'],
  ],
  preferences: [
    ['GET', '/preferences'],
    ['PUT', '/preferences'],
    ['POST', '/preferences/reset'],
  ],
  chat: [
    ['POST', '/chat/sessions'],
    ['GET', '/chat/sessions'],
    ['GET', '/chat/sessions/*'],
    ['POST', '/chat/sessions/*/messages'],
    ['GET', '/chat/sessions/*/export'],
    ['DELETE', '/chat/sessions/*'],
    ['POST', '/ollama/generate'],
    ['GET', '/ollama/health'],
  ],
};

describe.each(Object.keys(ROUTES))('REST %s', (family) => {
  test('answers whatever is sent with a status of its own, never with 500', { timeout: TIMEOUT_MS }, async () => {
    const person = await assay.addPerson(organisationId, 'owner');
    const token = await tokenOf(assay, person);
    const part = fc.oneof(
      fc.uuid(),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('..', '%', '%zz', "'", '0', '-1'),
    );
    const requests = fc.record({
      route: fc.constantFrom(...ROUTES[family]!),
      part,
      query: fc.dictionary(
        fc.constantFrom('page', 'limit', 'sort_by', 'days', 'format', 'x'),
        fc.string({ maxLength: 20 }),
      ),
      body: fc.oneof(
        textFrames(['x'], ['email', 'username', 'password', 'source_text', 'candidate_output', 'name', 'role']),
        bytes,
      ),
      type: fc.constantFrom(
        'application/json',
        'application/x-www-form-urlencoded',
        'text/plain',
        'application/json; charset=utf-16',
      ),
      signedIn: fc.boolean(),
    });
    const before = heap();
    const statuses = new Map<number, number>();
    const failures: string[] = [];
    let batch: Promise<void>[] = [];
    for (const { route, part: made, query, body, type, signedIn } of generated(requests, SEED, FRAMES)) {
      const [method, path] = route;
      const address = `${assay.origin}/api/v1${path.replace('*', encodeURIComponent(made.isWellFormed() ? made : 'x'))}?${new URLSearchParams(query)}`;
      const init = {
        method,
        headers: { 'content-type': type, ...(signedIn && { authorization: `Bearer ${token}` }) },
        ...(method !== 'GET' && { body: typeof body === 'string' ? body : (Buffer.from(body) as unknown as BodyInit) }),
      };
      batch.push(
        fetch(address, init).then(async (response) => {
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
          const text = await response.text();
          if (response.status >= 500 || /\bat .*\.ts:|node_modules/.test(text))
            failures.push(`${method} ${path}: ${response.status} ${safely(text).slice(0, 300)}`);
        }),
      );
      if (batch.length === 20) {
        await Promise.all(batch);
        batch = [];
      }
    }
    await Promise.all(batch);
    expect(failures).toEqual([]);
    expect([...statuses.keys()].every((status) => status < 500)).toBe(true);
    await expectUnharmed(before);
  });
});
