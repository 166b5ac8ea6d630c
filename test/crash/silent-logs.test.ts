import { spawn } from 'node:child_process';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createLoginTokens } from '@/server/login-tokens';
import { fails, startOpenAiDouble } from '~test/support/openai-double';
import { restClient } from '~test/support/rest-client';
import {
  AUTH_SECRET,
  bundleServer,
  prepareServer,
  removeBundle,
  type ServerProcess,
} from '~test/support/server-process';

const SECRET_KEY = 'the key that signs access tokens, 7f3a';
const LLM_API_KEY = 'sk-model-key-7f3a91';
const PASSWORD = 'a password nobody may read';
const WRONG = 'a wrong password, also private';
const ANSWER = 'What the candidate said stays with the candidate 7f3a';

let bundle: string;
let server: ServerProcess;
let double: Awaited<ReturnType<typeof startOpenAiDouble>>;

beforeAll(async () => {
  double = await startOpenAiDouble(fails(401, `Incorrect API key provided: ${LLM_API_KEY}`));
  bundle = await bundleServer();
  server = await prepareServer({
    bundle,
    keptOutput: 50_000_000,
    env: { LOG_LEVEL: 'trace', SECRET_KEY, LLM_API_KEY, LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' },
  });
  await server.start();
});
afterAll(async () => {
  await server?.dispose();
  await double?.[Symbol.asyncDispose]();
  if (bundle) removeBundle(bundle);
});

/** Opens a socket, sends some frames, and waits until it is closed or has been quiet for a moment. */
const talk = (address: string, frames: readonly string[] = [], headers: Record<string, string> = {}) =>
  new Promise<void>((resolve) => {
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${address}`, { headers });
    const end = () => {
      socket.terminate();
      resolve();
    };
    const quiet = setTimeout(end, 1_500);
    socket.on('open', () => {
      for (const frame of frames) socket.send(frame);
    });
    socket.on('message', () => quiet.refresh());
    socket.on('error', end);
    socket.on('close', end);
  });

test('nothing that opens a door is in what the process writes, at the finest level, whatever goes wrong', {
  timeout: 180_000,
}, async () => {
  const nobody = restClient(server.origin);
  const person = { email: 'ada@logs.example', username: 'ada', password: PASSWORD, organisation: 'Logs' };
  await nobody.post('/auth/register', person);
  await nobody.post('/auth/register', person);
  await nobody.post('/auth/login/json', { username: 'ada', password: WRONG });
  await nobody.post('/auth/login', new URLSearchParams({ username: 'ada', password: PASSWORD }));
  const { access_token: token, user_id } = (await nobody.post('/auth/login/json', person)).body;
  const forged = `${token.slice(0, -6)}forged`;
  const rest = restClient(server.origin, token);
  const { id } = (await rest.get('/auth/me')).body;
  const claims = { sub: id, loginId: crypto.randomUUID(), tokenVersion: 0 };
  const cookie = await createLoginTokens(AUTH_SECRET).toCookie(claims, 600);
  const shared = `${'A'.repeat(42)}z`;

  const everyWay = async () => {
    const frames = [
      '{',
      JSON.stringify({ type: 'start_assessment', data: { test_id: 1 } }),
      JSON.stringify({ type: 'submit_answer', data: { question_id: 'q_1', selected_option: ANSWER, token } }),
      JSON.stringify({ type: 'auth', data: { token } }),
      JSON.stringify({ type: 'chat_message', data: { message: ANSWER } }),
    ];
    for (const address of ['/ws/assessment', '/ws/chat', '/api/trpc', '/ws/nowhere'])
      for (const given of [token, forged]) await talk(`${address}?token=${given}&test_id=1`, frames, { cookie });
    for (const given of [token, forged])
      for (const transports of [['websocket'], ['polling']]) {
        const options = { auth: { token: given }, query: { token: given }, reconnection: false, transports };
        const socket = io(server.origin, { path: '/ws/socket.io', ...options });
        await new Promise<void>((resolve) => {
          socket.once('connect_error', () => resolve());
          socket.once('connect', () => {
            socket.emit('join_session', { session_id: token });
            socket.emit('start_evaluation', { source_text: ANSWER, candidate_output: token, config: { token } });
            setTimeout(resolve, 700);
          });
        });
        socket.disconnect();
      }
    await rest.get('/auth/me');
    await rest.post('/auth/refresh');
    await rest.post('/chat/sessions', { title: ANSWER });
    await rest.post('/ollama/generate', { question: ANSWER });
    await nobody.get(`/auth/me?token=${token}`, { authorization: `Bearer ${forged}`, cookie });
    await nobody.get(`/evaluations/shared/${shared}`);
    await nobody.post('/auth/login', `{"password":"${PASSWORD}"`);
    for (const address of [`/?token=${token}`, `/api/media/x?token=${token}`, `/api/trpc/session.get?token=${token}`])
      await fetch(`${server.origin}${address}`, { headers: { cookie } }).then((response) => response.text());
  };
  const settled = (work: Promise<unknown>) => work.catch(() => undefined);

  await everyWay();
  // The database dies under it: what was asked for then ends in failures that are written down.
  process.kill(server.postmaster()!.pid, 'SIGKILL');
  await settled(everyWay());
  await expect
    .poll(() => fetch(`${server.origin}/readyz`).then((response) => response.status), { timeout: 30_000 })
    .toBe(200);
  await rest.post('/auth/logout');
  await settled(everyWay());
  const databasePassword = new URL(server.databaseUrl()).password;
  await server.end('SIGTERM');
  const written = server.output();
  const refused = await refusedStart({
    SECRET_KEY: 'short-7f3a',
    LLM_API_KEY: ' ',
    DATABASE_URL: `mysql://u:${WRONG}@h/d`,
  });

  const parts = (jwt: string) => jwt.split('.').slice(1);
  const secrets = {
    'access token': parts(token),
    'forged token': [parts(forged)[1]!],
    cookie: cookie
      .split('=')[1]!
      .split('.')
      .filter((part: string) => part.length > 8),
    password: [PASSWORD, WRONG, encodeURIComponent(PASSWORD), PASSWORD.replaceAll(' ', '+')],
    keys: [SECRET_KEY, AUTH_SECRET, LLM_API_KEY, databasePassword, 'short-7f3a'],
    'link token': [shared],
    answer: [ANSWER, encodeURIComponent(ANSWER)],
  };
  const lines = `${written}\n${refused}`.split('\n');
  for (const [what, texts] of Object.entries(secrets)) {
    expect(
      texts.every((text) => text.length > 5),
      what,
    ).toBe(true);
    expect(
      lines.filter((line) => texts.some((text) => line.includes(text))),
      what,
    ).toEqual([]);
  }
  // It did write: about what happened, with ids and codes.
  expect(user_id).toBeGreaterThan(0);
  expect(written).toContain('Assay is ready');
  expect(lines.filter((line) => line.startsWith('{"level"')).length).toBeGreaterThan(5);
  expect(refused).toContain('SECRET_KEY is not usable');
});

/** What a start with wrong settings says. */
function refusedStart(env: Record<string, string>): Promise<string> {
  const node = path.resolve(import.meta.dirname, '../../node_modules/.bin/node');
  const child = spawn(node, [bundle], { env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  return new Promise((resolve) => child.once('exit', () => resolve(output)));
}
