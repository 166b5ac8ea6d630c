import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeRules } from '@/core/assessment/rules';
import type { ChatChange, ChatMessage, ChatSnapshot } from '@/protocol/chat';
import { ApiSocket } from '~test/support/api-socket';
import { SMALL_GRAPH } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { FollowedStream } from '~test/support/followed-stream';
import { says, startOpenAiDouble } from '~test/support/openai-double';
import { openOutside, populate } from '~test/support/populate';
import {
  AUTH_SECRET,
  bundleServer,
  prepareServer,
  removeBundle,
  type ServerProcess,
} from '~test/support/server-process';

/** A process keeps its answers for 15 s after its last sign of life, and a follower looks every 3 s. */
const SETTLED_WITHIN_MS = 25_000;
const question = 'Who was Marie Curie?';

let double: Awaited<ReturnType<typeof startOpenAiDouble>>;
let bundle: string;
let server: ServerProcess;

beforeAll(async () => {
  double = await startOpenAiDouble({ kind: 'stream', pieces: OUTPUT.match(/.{1,8}/gs)!, everyMs: 250 });
  bundle = await bundleServer();
  server = await prepareServer({ bundle, env: { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' } });
  await server.start();
});
afterAll(async () => {
  await server?.dispose();
  if (bundle) removeBundle(bundle);
  await double?.[Symbol.asyncDispose]();
});

test('an answer whose process is killed is said to be cut off, keeps what was stored, and is had again', async () => {
  const database = openOutside(server.databaseUrl());
  const wish = { graph: SMALL_GRAPH, rules: completeRules({ minItems: 4, maxItems: 4 }), candidates: 0 };
  const { auditor } = await populate(database, AUTH_SECRET, wish);
  await database.close();
  const before = await ApiSocket.connect(server.origin, { cookie: auditor.cookie });
  const { chatId } = await before.mutate<{ chatId: string }>('chat.create', { source: SOURCE });
  /** A page that stays open through it all. */
  const page = new FollowedStream(server.origin, auditor.cookie, 'chat.onEvent', { chatId }, () => false);
  const told = (): ChatMessage[] =>
    (page.events as unknown as ChatChange[]).flatMap((change) =>
      change.type === 'messageChanged' ? [change.message] : [],
    );
  const { answer } = await before.mutate<{ answer: ChatMessage }>('chat.ask', { chatId, question });
  await expect
    .poll(() => told().findLast(({ id }) => id === answer.id)?.content, { timeout: 10_000 })
    .toMatch(/^Marie/);
  const shown = told().findLast(({ id }) => id === answer.id)!.content;

  await server.end('SIGKILL');
  double.behave([{ kind: 'stream', pieces: [OUTPUT] }], says('{}'));
  await server.start();
  await expect
    .poll(() => told().findLast(({ id }) => id === answer.id)?.failure?.error, { timeout: SETTLED_WITHIN_MS })
    .toBe('interrupted');
  const cutOff = told().findLast(({ id }) => id === answer.id)!;
  expect(cutOff.content.startsWith(shown)).toBe(true); // what a page was told was stored before

  const after = await ApiSocket.connect(server.origin, { cookie: auditor.cookie });
  const again = await after.mutate<ChatMessage>('chat.askAgain', { chatId });
  const standing = async () => (await after.query<ChatSnapshot>('chat.get', { chatId })).checks[0]?.status;
  await expect.poll(standing, { timeout: 20_000 }).toBe('completed');
  await expect.poll(() => told().at(-1)?.runId).toBeTruthy();
  expect(told().at(-1)).toMatchObject({ id: again.id, content: OUTPUT, status: 'complete' });
  expect(page.connections).toBeGreaterThan(1);
  const questions = told().filter(({ role }) => role === 'user');
  expect(questions.map(({ content }) => content)).toEqual([question]); // told once, over both connections
  page.stop();
  await page.done;
  await after.close();
});
