import fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { bytes, generated, textFrames } from '~test/support/fuzz/frames';
import { FRAMES, SEED, Tally, TIMEOUT_MS, watchOver } from '~test/support/fuzz/unharmed';
import { says, startOpenAiDouble } from '~test/support/openai-double';
import { restClient } from '~test/support/rest-client';

let assay: AssayServer;
let double: Awaited<ReturnType<typeof startOpenAiDouble>>;

beforeAll(async () => {
  double = await startOpenAiDouble(says('Marie Curie was born in Warsaw.'));
  assay = await startAssayServer(inject('postgresUrl'), {
    SOCKET_MESSAGES_PER_SECOND: '100000',
    LLM_BASE_URL: double.baseUrl,
    LLM_MODEL: 'double',
  });
});
afterAll(async () => {
  await assay.stop();
  await double[Symbol.asyncDispose]();
});

const ABOUT_RUNS = ['join_session', 'leave_session', 'start_evaluation', 'cancel_evaluation', 'resume_evaluation'];
const ABOUT_CHATS = ['join_chat_session', 'leave_chat_session', 'chat_message'];
const EVENTS = [...ABOUT_RUNS, ...ABOUT_CHATS, 'ping'];
const FIELDS = [
  'session_id',
  'source_text',
  'candidate_output',
  'config',
  'last_event_id',
  'chat_session_id',
  'question',
  'last_message_id',
  'model',
];
const AT_ONCE = 25;
/** One in so many texts is one that can be evaluated, one in so many questions is asked. */
const RARELY = 8;

type Idea =
  | { readonly kind: 'garbage'; readonly event: string; readonly frame: string | Uint8Array }
  | {
      readonly kind: 'nearly';
      readonly event: string;
      readonly id: 'own' | 'foreign' | 'unknown';
      readonly more: Readonly<Record<string, unknown>>;
    };

const ideas: fc.Arbitrary<Idea> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('garbage' as const),
      event: fc.constantFrom(...EVENTS, 'nothing', 'constructor', '__proto__'),
      frame: fc.oneof(textFrames(EVENTS, FIELDS), bytes),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('nearly' as const),
      event: fc.constantFrom(...EVENTS),
      id: fc.constantFrom('own' as const, 'foreign' as const, 'unknown' as const),
      more: fc.dictionary(fc.constantFrom('last_event_id', 'last_message_id', 'model', 'config'), fc.anything(), {
        maxKeys: 2,
      }),
    }),
  },
);

test('Socket.IO takes whatever is sent without harm, and changes nothing without a command that makes sense', {
  timeout: TIMEOUT_MS,
}, async () => {
  const watch = watchOver(assay);
  const tally = new Tally();
  const place = async () => {
    const person = await assay.addPerson(await assay.addOrganisation(), 'auditor');
    const rest = restClient(assay.origin, await person.accessToken());
    const run = await rest.post('/evaluations', { source_text: SOURCE, candidate_output: OUTPUT });
    const chat = await rest.post('/chat/sessions', { source_text: SOURCE });
    return { person, runId: run.body.id as string, chatId: chat.body.id as string };
  };
  const [own, foreign] = [await place(), await place()];
  const { prisma } = assay.database;
  const foreignState = async () => ({
    run: await prisma.run.findUniqueOrThrow({ where: { id: foreign.runId } }),
    messages: await prisma.chatMessage.count({ where: { chatId: foreign.chatId } }),
  });
  const before = {
    foreign: await foreignState(),
    runs: await prisma.run.count(),
    chats: await prisma.chatSession.count(),
  };

  const token = await own.person.accessToken();
  const connect = async (): Promise<Socket> => {
    const options = { auth: { token }, reconnection: false, forceNew: true, transports: ['websocket'] };
    const socket = io(assay.origin, { path: '/ws/socket.io', ...options });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    socket.onAny((name: string, payload: { error?: string }) =>
      tally.add(name === 'error' ? `told: error ${payload.error}` : `told: ${name}`),
    );
    tally.add('handled: connected');
    return socket;
  };
  let socket = await connect();
  let [asked, started] = [0, 0];
  let waiting: Promise<void>[] = [];
  const emit = (event: string, payload: unknown) => {
    tally.add(`sent: ${event}`);
    if (!EVENTS.includes(event)) return void socket.emit(event, payload);
    const acknowledged = socket.timeout(30_000).emitWithAck(event, payload);
    waiting.push(
      acknowledged.then((reply: { ok: boolean; error?: string }) => {
        tally.add(reply.ok ? `carried out: ${event}` : `refused: ${event}, ${reply.error}`);
        if (reply.ok && event === 'start_evaluation' && !(payload as { session_id?: string }).session_id) started += 1;
        if (reply.ok && event === 'chat_message') asked += 1;
      }),
    );
  };

  let sent = 0;
  for (const idea of generated(ideas, SEED, FRAMES)) {
    sent += 1;
    if (idea.kind === 'garbage') {
      emit(idea.event, typeof idea.frame === 'string' ? parsedOr(idea.frame) : Buffer.from(idea.frame));
    } else {
      const known = { own, foreign, unknown: { runId: crypto.randomUUID(), chatId: crypto.randomUUID() } }[idea.id];
      const more = plain(idea.more);
      if (idea.event === 'start_evaluation' && sent % RARELY === 0)
        emit(idea.event, { source_text: SOURCE, candidate_output: OUTPUT });
      else if (idea.event === 'chat_message')
        emit(idea.event, { ...more, chat_session_id: known.chatId, question: sent % RARELY === 0 ? 'Who?' : ' ' });
      else emit(idea.event, { ...more, session_id: known.runId, chat_session_id: known.chatId });
    }
    if (waiting.length < AT_ONCE) continue;
    await Promise.all(waiting);
    waiting = [];
    watch.progress(sent / FRAMES);
    if (sent % 1_000 < AT_ONCE) {
      socket.disconnect();
      socket = await connect();
    }
  }
  await Promise.all(waiting);
  socket.disconnect();

  // Bytes that are no packet of the protocol close the connection under them and nothing else.
  for (const frame of generated(bytes, SEED, Math.ceil(FRAMES / 100))) {
    const broken = await connect();
    (broken.io.engine.transport as unknown as { ws?: { send(data: Uint8Array): void } }).ws?.send(frame);
    broken.disconnect();
    tally.add('sent: bytes that are no packet');
  }

  tally.print('Socket.IO: what was sent, and what came of it');
  for (const event of EVENTS) {
    expect(tally.of(`carried out: ${event}`), event).toBeGreaterThan(0);
    if (event !== 'ping' && !event.startsWith('leave')) {
      const refusals = tally.names().filter((name) => name.startsWith(`refused: ${event},`));
      expect(refusals.length, event).toBeGreaterThan(0);
    }
  }
  expect(tally.names().filter((name) => name.includes('internal_error'))).toEqual([]);
  // Runs of answers that were asked for come by and by; each is of a question, and nothing else makes one.
  await assay.services.chats.close();
  const answers = { where: { chatId: own.chatId, runId: { not: null } } };
  expect(await prisma.run.count()).toBe(before.runs + started + (await prisma.chatMessage.count(answers)));
  expect(await prisma.chatMessage.count({ where: { chatId: own.chatId, role: 'user' } })).toBe(asked);
  expect(await prisma.chatSession.count()).toBe(before.chats);
  expect(await foreignState()).toEqual(before.foreign);
  await watch.expectUnharmed('Socket.IO');
});

const parsedOr = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** What can be sent of a made-up object. */
const plain = (value: object): object => {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return {};
  }
};
