import { afterEach, describe, expect, inject, test } from 'vitest';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { connectEvaluation, type EvaluationClient, type Way } from '~test/support/evaluation-client';
import { type Behaviour, fails, says, startOpenAiDouble } from '~test/support/openai-double';
import { redisForTests } from '~test/support/redis';

const redis = await redisForTests();
const pieces = OUTPUT.match(/.{1,8}/gs) ?? [];
const slowly: Behaviour = { kind: 'stream', pieces, everyMs: 3 };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server whose model behaves as told, an auditor, and a chat of theirs. */
async function withModel(
  behaviours: readonly [Behaviour, ...Behaviour[]] | null,
  settings: Record<string, string> = {},
) {
  const double = behaviours && (await startOpenAiDouble(...behaviours));
  if (double) closing.push(() => double[Symbol.asyncDispose]());
  const assay = await startAssayServer(inject('postgresUrl'), {
    ...(double && { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' }),
    ...settings,
  });
  closing.push(() => assay.stop());
  assay.startJobs();
  const auditor = await assay.addPerson(await assay.addOrganisation(), 'auditor');
  const connect = (way?: Way) => clientOf(assay, auditor, way);
  return { assay, auditor, connect, double, newChat: (more: object = {}) => chatOf(assay, auditor, more) };
}
async function clientOf(assay: AssayServer, person: TestPerson, way?: Way): Promise<EvaluationClient> {
  const client = await connectEvaluation(assay.origin, await person.accessToken(), way);
  closing.push(() => client.close());
  return client;
}
async function chatOf(assay: AssayServer, person: TestPerson, more: object) {
  const [membership] = (await person.login()).memberships;
  const member = { userId: person.id, organisationId: membership!.organisationId, role: membership!.role };
  return (await assay.services.chats.create(member, { title: null, model: null, source: null, ...more })).id;
}
const question = 'Who was Marie Curie?';

describe('a question to the model', () => {
  test.each(['by path /ws/socket.io', 'by address /ws'] as const)(
    'is answered in pieces, stored, and evaluated against the source given, for a client that connects %s',
    async (way) => {
      const { assay, connect, newChat, double } = await withModel([slowly]);
      const client = await connect(way);
      const chat_session_id = await newChat();
      await client.ask('join_chat_session', { chat_session_id });
      const reply = await client.ask('chat_message', { chat_session_id, question, source_text: SOURCE });
      expect(reply).toMatchObject({ ok: true, chat_session_id });
      await client.until('chat_evaluation_complete');
      const order = client.received.map(({ name }) => name).filter((name) => name !== 'judge_verdict');
      expect([...new Set(order)]).toEqual([
        'chat_session_joined',
        'message_saved',
        'generation_started',
        'stream_token',
        'generation_complete',
        'evaluation_progress',
        'chat_evaluation_complete',
      ]);
      const tokens = client.named('stream_token').flatMap(({ payload }) => (payload.done ? [] : [payload]));
      expect(tokens.map(({ token }) => token).join('')).toBe(OUTPUT);
      expect(tokens.map(({ index }) => index)).toEqual(tokens.map((_, place) => place));
      expect(tokens.length).toBeLessThan(pieces.length);
      expect(client.named('generation_complete')[0]!.payload.response).toBe(OUTPUT);
      const done = client.named('chat_evaluation_complete')[0]!.payload;
      expect(done).toMatchObject({ message_id: reply.answer_id, checked_against: 'source' });
      expect(Object.keys(done.judge_statuses)).toHaveLength(client.named('judge_verdict').length);
      const run = await assay.database.prisma.run.findUniqueOrThrow({ where: { id: done.evaluation_id } });
      expect(run).toMatchObject({ source: SOURCE, output: OUTPUT, question });
      expect(double!.requests[0]!.messages.at(-1)).toMatchObject({ role: 'user', content: question });
      expect(client.named('error')).toEqual([]);
    },
  );

  test('without a source is compared with a second answer, never with the question, and the result says so', async () => {
    const { assay, connect, newChat } = await withModel([
      slowly,
      says('Marie Curie was born in Warsaw in 1867.'),
      says('{}'),
    ]);
    const client = await connect();
    const chat_session_id = await newChat();
    await client.ask('join_chat_session', { chat_session_id });
    await client.ask('chat_message', { chat_session_id, question });
    await client.until('chat_evaluation_complete');
    const done = client.named('chat_evaluation_complete')[0]!.payload;
    expect(done.checked_against).toBe('second_answer');
    expect(done.note).toContain('not whether either is true');
    const run = await assay.database.prisma.run.findUniqueOrThrow({ where: { id: done.evaluation_id } });
    expect(run.source).toBe('Marie Curie was born in Warsaw in 1867.');
  });

  test('whose check cannot be made keeps its answer, and says what could not be measured', async () => {
    const { connect, newChat } = await withModel([slowly, fails(500)]);
    const client = await connect();
    const chat_session_id = await newChat();
    await client.ask('join_chat_session', { chat_session_id });
    await client.ask('chat_message', { chat_session_id, question });
    await client.until('chat_evaluation_error');
    expect(client.named('generation_complete')).toHaveLength(1);
    const { error, message } = client.named('chat_evaluation_error')[0]!.payload;
    expect(error).toBe('unmeasured');
    expect(message).not.toMatch(/\bat .*\.ts|node_modules/);
  });

  test.each([
    ['connection_error', { kind: 'hangUp' }],
    ['model_not_found', fails(404, 'model "none" not found')],
    ['service_error', fails(401, 'no key')],
  ] as const)('that fails with %s says so with suggestions, and the next one is answered', async (error, behaviour) => {
    const { connect, newChat } = await withModel([behaviour as Behaviour, slowly]);
    const client = await connect();
    const chat_session_id = await newChat({ source: SOURCE });
    await client.ask('join_chat_session', { chat_session_id });
    await client.ask('chat_message', { chat_session_id, question });
    await client.until('generation_error');
    const told = client.named('generation_error')[0]!.payload;
    expect(told.error).toBe(error);
    expect(told.suggestions.length).toBeGreaterThan(0);
    expect(await client.ask('chat_message', { chat_session_id, question })).toMatchObject({ ok: true });
    await client.until('generation_complete');
  });

  test('where no model is configured is refused with what to do', async () => {
    const { connect, newChat } = await withModel(null);
    const client = await connect();
    const chat_session_id = await newChat();
    await client.ask('join_chat_session', { chat_session_id });
    expect(await client.ask('chat_message', { chat_session_id, question })).toMatchObject({
      ok: false,
      error: 'no_model_configured',
    });
    expect(client.named('generation_error')[0]!.payload).toMatchObject({ error: 'service_error', message_id: null });
  });

  test('while the answer before is being written, or empty, is refused', async () => {
    const { connect, newChat } = await withModel([{ kind: 'stream', pieces, everyMs: 50 }]);
    const client = await connect();
    const chat_session_id = await newChat({ source: SOURCE });
    await client.ask('chat_message', { chat_session_id, question });
    expect(await client.ask('chat_message', { chat_session_id, question })).toMatchObject({ error: 'conflict' });
    expect(await client.ask('chat_message', { chat_session_id, question: ' ' })).toMatchObject({ error: 'text_empty' });
    expect(await client.ask('chat_message', { chat_session_id })).toMatchObject({ error: 'invalid_request' });
  });
});

describe('a chat', () => {
  test("is its own person's: to anybody else it does not exist", async () => {
    const { assay, auditor, newChat } = await withModel([slowly]);
    const { organisationId } = (await auditor.login()).memberships[0]!;
    const chat_session_id = await newChat();
    for (const person of [
      await assay.addPerson(organisationId, 'owner'),
      await assay.addPerson(await assay.addOrganisation(), 'auditor'),
    ]) {
      const client = await clientOf(assay, person);
      expect(await client.ask('join_chat_session', { chat_session_id })).toMatchObject({ error: 'not_found' });
      expect(await client.ask('chat_message', { chat_session_id, question })).toMatchObject({ error: 'not_found' });
    }
    const candidate = await clientOf(assay, await assay.addPerson());
    expect(await candidate.ask('join_chat_session', { chat_session_id })).toMatchObject({ error: 'access_denied' });
  });

  test('tells who joins that an answer died with its process, and keeps what was stored of it', async () => {
    const { assay, connect, newChat } = await withModel([slowly]);
    const chat_session_id = await newChat();
    const at = new Date();
    const rows = { chatId: chat_session_id, createdAt: at };
    await assay.database.prisma.chatMessage.createMany({
      data: [
        { ...rows, id: crypto.randomUUID(), position: 1, role: 'user', content: question, status: 'complete' },
        {
          ...rows,
          id: crypto.randomUUID(),
          position: 2,
          role: 'assistant',
          content: 'Marie Curie was',
          status: 'generating',
          model: 'double',
          leasedUntil: new Date(at.getTime() - 1),
        },
      ],
    });
    const client = await connect();
    await client.ask('join_chat_session', { chat_session_id });
    await client.until('generation_error');
    expect(client.named('generation_error')[0]!.payload.error).toBe('interrupted');
    const stored = await assay.database.prisma.chatMessage.findFirst({ where: { position: 2 } });
    expect(stored).toMatchObject({ status: 'failed', content: 'Marie Curie was' });
    expect(await client.ask('chat_message', { chat_session_id, question })).toMatchObject({ ok: true });
  });

  test('tells who comes back what was missed: the answer and its evaluation', async () => {
    const { connect, newChat } = await withModel([slowly]);
    const first = await connect();
    const chat_session_id = await newChat({ source: SOURCE });
    await first.ask('join_chat_session', { chat_session_id });
    const { message_id } = await first.ask('chat_message', { chat_session_id, question });
    await first.until('chat_evaluation_complete');
    first.close();
    const again = await connect();
    await again.ask('join_chat_session', { chat_session_id, last_message_id: message_id });
    await again.until('chat_evaluation_complete');
    expect(again.named('generation_complete')).toHaveLength(1);
    expect(again.named('chat_evaluation_complete')[0]!.payload).toEqual(
      first.named('chat_evaluation_complete')[0]!.payload,
    );
    expect(again.named('judge_verdict')).toEqual(first.named('judge_verdict'));
  });

  test('falls silent for who left', async () => {
    const { connect, newChat } = await withModel([slowly]);
    const client = await connect();
    const chat_session_id = await newChat({ source: SOURCE });
    await client.ask('join_chat_session', { chat_session_id });
    await client.ask('leave_chat_session', { chat_session_id });
    const count = client.received.length;
    const other = await connect();
    await other.ask('join_chat_session', { chat_session_id });
    await other.ask('chat_message', { chat_session_id, question });
    await other.until('chat_evaluation_complete');
    expect(client.received).toHaveLength(count);
  });
});

test.skipIf(redis === null)(
  'a chat is followed on another process, by Redis: pieces, answer and verdicts',
  async () => {
    const { assay, auditor, connect, newChat } = await withModel([slowly], { REDIS_URL: redis! });
    const { createEvaluationSockets } = await import('@/server/wire/evaluation/evaluation-sockets');
    const { createServices } = await import('@/server/services/services');
    const { createServer } = await import('node:http');
    const services = createServices({
      database: assay.database,
      env: assay.env,
      authSecret: 'a secret for tests, 32 characters',
      metrics: assay.metrics,
      log: assay.log,
    });
    const there = createEvaluationSockets({ ...assay, services, isAllowedOrigin: () => true });
    const http = createServer((request, response) => there.request(request, response));
    http.on('upgrade', (request, socket, head) => there.upgrade(request, socket, head));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    closing.push(async () => {
      await there.drain();
      await services.close();
      http.close();
    });
    const { port } = http.address() as { port: number };
    const watcher = await connectEvaluation(`http://127.0.0.1:${port}`, await auditor.accessToken());
    closing.push(() => watcher.close());
    const chat_session_id = await newChat({ source: SOURCE });
    await watcher.ask('join_chat_session', { chat_session_id });
    const client = await connect();
    await client.ask('join_chat_session', { chat_session_id });
    await client.ask('chat_message', { chat_session_id, question });
    await watcher.until('chat_evaluation_complete');
    await client.until('chat_evaluation_complete');
    expect(watcher.named('stream_token').length).toBeGreaterThan(0);
    expect(watcher.named('generation_complete')).toEqual(client.named('generation_complete'));
    expect(watcher.named('judge_verdict')).toEqual(client.named('judge_verdict'));
  },
);
