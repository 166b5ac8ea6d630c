import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerEvent } from '@/protocol/evaluation-socket/messages';
import { evaluationEvent } from '~test/support/conformance';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { type Behaviour, startOpenAiDouble } from '~test/support/openai-double';
import { restClient } from '~test/support/rest-client';
import { bundleServer, prepareServer, removeBundle, type ServerProcess } from '~test/support/server-process';

const pieces = OUTPUT.match(/.{1,6}/gs) ?? [];
/** An answer that takes half a minute: what is stored of it once a second is far from all when the process dies. */
const slowly: Behaviour = { kind: 'stream', pieces, everyMs: 30_000 / pieces.length };
const quickly: Behaviour = { kind: 'stream', pieces };

let bundle: string;
let server: ServerProcess;
let double: Awaited<ReturnType<typeof startOpenAiDouble>>;

beforeAll(async () => {
  double = await startOpenAiDouble(slowly, quickly);
  bundle = await bundleServer();
  server = await prepareServer({ bundle, env: { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' } });
  await server.start();
});
afterAll(async () => {
  await server?.dispose();
  await double?.[Symbol.asyncDispose]();
  if (bundle) removeBundle(bundle);
});

test('an answer whose process is killed is told as interrupted to who comes back, and the next one is whole; nothing is doubled', {
  timeout: 120_000,
}, async () => {
  const nobody = restClient(server.origin);
  const person = { email: 'ada@crash.example', password: 'correct horse battery' };
  await nobody.post('/auth/register', { ...person, organisation: 'Crash' });
  const { access_token: token } = (await nobody.post('/auth/login/json', person)).body;
  const rest = restClient(server.origin, token);
  const chat_session_id = (await rest.post('/chat/sessions', { source_text: SOURCE })).body.id as string;

  const received: ServerEvent[] = [];
  const named = <N extends ServerEvent['name']>(name: N) =>
    received.flatMap((event) =>
      event.name === name ? [event.payload as Extract<ServerEvent, { name: N }>['payload']] : [],
    );
  const socket = io(`${server.origin}/ws`, { auth: { token }, reconnectionDelay: 200, reconnectionDelayMax: 1_000 });
  let connections = 0;
  let lastMessage: string | undefined;
  socket.onAny((name: string, payload: unknown) => received.push(evaluationEvent(name, payload)));
  socket.on('message_saved', ({ message_id }: { message_id: string }) => {
    lastMessage = message_id;
  });
  socket.on('connect', () => {
    connections += 1;
    socket.emit('join_chat_session', { chat_session_id, last_message_id: lastMessage });
  });
  try {
    await expect.poll(() => named('chat_session_joined').length, { timeout: 20_000 }).toBe(1);
    socket.emit('chat_message', { chat_session_id, question: 'Who was Marie Curie?' });
    await expect.poll(() => named('stream_token').length, { timeout: 20_000 }).toBeGreaterThan(3);
    const stored = async () => (await rest.get(`/chat/sessions/${chat_session_id}/messages`)).body;
    await expect.poll(async () => (await stored())[1].content.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await server.end('SIGKILL');
    await server.start();
    await expect.poll(() => connections, { timeout: 30_000 }).toBe(2);
    await expect.poll(() => named('generation_error').length, { timeout: 40_000 }).toBe(1);
    expect(named('generation_error')[0]).toMatchObject({ chat_session_id, error: 'interrupted' });
    const [question, answer, ...others] = await stored();
    expect(others).toEqual([]);
    expect(question.content).toBe('Who was Marie Curie?');
    expect(answer).toMatchObject({ status: 'failed', error: { error: 'interrupted' }, evaluation_id: null });
    expect(OUTPUT.startsWith(answer.content) && answer.content.length < OUTPUT.length).toBe(true);

    const told = named('stream_token').length;
    socket.emit('chat_message', { chat_session_id, question: 'Once more: who was she?' });
    await expect.poll(() => named('chat_evaluation_complete').length, { timeout: 40_000 }).toBe(1);
    const again = named('stream_token').slice(told);
    expect(again.map(({ token: text }) => text).join('')).toBe(OUTPUT);
    expect(named('generation_complete').map(({ response }) => response)).toEqual([OUTPUT]);
    expect(named('generation_error')).toHaveLength(1);
    expect(named('message_saved').map(({ role }) => role)).toEqual(['user', 'user', 'assistant']);
    expect((await stored()).map(({ status }: { status: string }) => status)).toEqual([
      'complete',
      'failed',
      'complete',
      'complete',
    ]);
    const evaluations = (await rest.get('/evaluations')).body;
    expect(evaluations.total).toBe(1);
    expect(named('error')).toEqual([]);
  } finally {
    socket.disconnect();
  }
});
