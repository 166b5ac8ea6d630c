import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AnswerPiece, ChatChange, ChatMessage, ChatSnapshot } from '@/protocol/chat';
import { openDatabase } from '@/server/db';
import { createMetrics } from '@/server/metrics';
import { createServices, type Services } from '@/server/services/services';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, AUTH_SECRET, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { connectEvaluation } from '~test/support/evaluation-client';
import { type Behaviour, fails, says, startOpenAiDouble } from '~test/support/openai-double';
import { refusalOfCall } from '~test/support/refusal';
import { restClient } from '~test/support/rest-client';

const question = 'Who was Marie Curie?';
const pieces = OUTPUT.match(/.{1,8}/gs) ?? [];
const slowly: Behaviour = { kind: 'stream', pieces, everyMs: 3 };
/** Begins an answer and never ends it. */
const begins: Behaviour = { kind: 'stream', pieces: ['Marie ', 'Curie ', 'was'], end: 'silent' };

let double: Awaited<ReturnType<typeof startOpenAiDouble>>;
let assay: AssayServer;
let organisationId: string;
let auditor: TestPerson;
let elsewhere: Services;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  double = await startOpenAiDouble(slowly);
  const settings = { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' };
  assay = await startAssayServer(inject('postgresUrl'), settings);
  assay.startJobs();
  organisationId = await assay.addOrganisation();
  auditor = await assay.addPerson(organisationId, 'auditor');
  const { env, log } = assay;
  const database = openDatabase(assay.database.url, 4, log);
  const secret = { authSecret: AUTH_SECRET, metrics: createMetrics(), log, now: assay.clock.now };
  elsewhere = createServices({ database, env, ...secret });
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await elsewhere.close();
  await assay.stop();
  await double[Symbol.asyncDispose]();
});

/** How the model takes part in conversations from now on; judges get nothing out of it. */
const talks = (...behaviours: [Behaviour, ...Behaviour[]]) => double.behave(behaviours, says('{}'));
const conversations = () => double.requests.filter(({ body }) => body.stream === true);
const api = async (person = auditor) => (await person.caller()).chat;
const memberOf = (person = auditor) => ({ userId: person.id, organisationId, role: 'auditor' as const });
const newChat = async (more: object = { source: SOURCE }, person = auditor) =>
  (await (await api(person)).create({ ...more })).chatId;
const get = async (chatId: string): Promise<ChatSnapshot> => (await api()).get({ chatId });
const lastOf = async (chatId: string): Promise<ChatMessage> => (await get(chatId)).messages.at(-1)!;

/** A page that follows a chat over its own socket: what changed, and the pieces of answers. */
async function aPage(chatId: string, lastEventId?: string) {
  const socket = await ApiSocket.connect(assay.origin, { cookie: auditor.cookie });
  closing.push(() => socket.close());
  const changes: ChatChange[] = [];
  const told: Omit<AnswerPiece, 'index'>[] = [];
  const page = { socket, changes, told, lastId: lastEventId };
  await socket.subscribe('chat.onAnswer', { chatId }, ({ data }) => told.push(data as AnswerPiece));
  const hear = ({ id, data }: { id: string | undefined; data: unknown }) => {
    page.lastId = id;
    changes.push(...(data as { events: ChatChange[] }).events);
  };
  await socket.subscribe('chat.onEvent', { chatId }, hear, lastEventId);
  return page;
}
const messagesIn = (changes: readonly ChatChange[]): ChatMessage[] =>
  changes.flatMap((change) => (change.type === 'messageChanged' ? [change.message] : []));
/** The text as the pieces give it, put where they belong. */
const textFrom = (told: readonly Omit<AnswerPiece, 'index'>[]) =>
  told.reduce((text, piece) => text.slice(0, piece.from) + piece.text, '');

describe('a question asked on a page', () => {
  test('is answered in pieces, stored, and evaluated; the chat says how the evaluation stands', async () => {
    talks(slowly);
    const chatId = await newChat();
    const page = await aPage(chatId);
    const asked = await page.socket.mutate<{ question: ChatMessage; answer: ChatMessage }>('chat.ask', {
      chatId,
      question,
    });
    expect(asked.answer).toMatchObject({ role: 'assistant', status: 'generating', position: 2 });
    await expect.poll(() => messagesIn(page.changes).at(-1)?.runId).toBeTruthy();
    expect(textFrom(page.told)).not.toBe('');
    expect(OUTPUT.startsWith(textFrom(page.told))).toBe(true); // the last piece may come after the whole
    expect(page.told.length).toBeLessThan(pieces.length); // coalesced
    expect(messagesIn(page.changes).at(-1)).toMatchObject({
      content: OUTPUT,
      status: 'complete',
      checkedAgainst: 'source',
    });
    const numbers = page.changes.map(({ seq }) => seq);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    await expect.poll(async () => (await get(chatId)).checks[0]?.status).toBe('completed');
    const { checks, chat } = await get(chatId);
    expect(chat.title).toBe(question);
    expect(checks[0]!.summary!.consensus.value).toBeGreaterThan(0);
    expect(checks[0]!.summary!.turnout.answered).toBeGreaterThan(1);
  });

  test('goes on while the connection is gone: who comes back names the last number and gets the rest, and nothing twice', async () => {
    talks({ kind: 'stream', pieces, everyMs: 20 });
    const chatId = await newChat();
    const before = await aPage(chatId);
    await before.socket.mutate('chat.ask', { chatId, question });
    await expect.poll(() => messagesIn(before.changes).length).toBeGreaterThan(1); // the question, and the answer's place
    await expect.poll(() => before.told.length).toBeGreaterThan(1);
    before.socket.socket.terminate();
    const seen = textFrom(before.told);
    expect(seen.length).toBeLessThan(OUTPUT.length);

    const after = await aPage(chatId, before.lastId);
    await expect.poll(() => messagesIn(after.changes).at(-1)?.runId).toBeTruthy();
    expect(messagesIn(after.changes).filter(({ role }) => role === 'user')).toEqual([]);
    expect(after.changes.every(({ seq }) => seq >= Number(before.lastId))).toBe(true);
    expect(after.told[0]!.from).toBe(0); // all of what is being written, from its beginning
    expect(OUTPUT.startsWith(textFrom(after.told))).toBe(true);
    expect(textFrom(after.told).length).toBeGreaterThan(seen.length);
    expect(messagesIn(after.changes).at(-1)!.content).toBe(OUTPUT);
    const late = await aPage(chatId, after.lastId);
    await expect.poll(() => late.changes.length).toBeGreaterThan(0);
    expect(messagesIn(late.changes)).toEqual([]);
  });

  test('is seen growing from another process too, which shares nothing but the database', async () => {
    talks(begins);
    const chatId = await newChat();
    await (await api()).ask({ chatId, question });
    const controller = new AbortController();
    const seen: ChatMessage[] = [];
    for await (const { events } of elsewhere.chats.follow(chatId, 0, controller.signal)) {
      seen.push(...messagesIn(events));
      if (seen.some(({ role, content }) => role === 'assistant' && content !== '')) break;
    }
    expect(seen.at(-1)).toMatchObject({ status: 'generating', content: 'Marie Curie was' });
    await elsewhere.chats.stop(memberOf(), chatId);
  });

  test('is refused while the answer before is being written, when it is empty, and to whom the chat does not belong', async () => {
    talks(begins);
    const chatId = await newChat();
    const mine = await api();
    await mine.ask({ chatId, question });
    expect(await refusalOfCall(() => mine.ask({ chatId, question }))).toBe('conflict');
    await mine.stop({ chatId });
    expect(await refusalOfCall(() => mine.ask({ chatId, question: ' ' }))).toBe('text_empty');
    for (const person of [
      await assay.addPerson(organisationId, 'owner'),
      await assay.addPerson(await assay.addOrganisation('Elsewhere'), 'auditor'),
    ]) {
      const theirs = await api(person);
      const socket = await ApiSocket.connect(assay.origin, { cookie: person.cookie });
      closing.push(() => socket.close());
      for (const call of [
        () => theirs.get({ chatId }),
        () => theirs.ask({ chatId, question }),
        () => theirs.askAgain({ chatId }),
        () => theirs.checkAgain({ chatId, messageId: chatId }),
        () => theirs.rename({ chatId, title: 'Mine' }),
        () => theirs.stop({ chatId }),
        () => theirs.remove({ chatId }),
      ])
        expect(await refusalOfCall(call)).toBe('not_found');
      for (const path of ['chat.onEvent', 'chat.onAnswer'])
        await expect(socket.subscribe(path, { chatId }, () => undefined)).rejects.toMatchObject({ code: 'not_found' });
      expect((await theirs.list({})).total).toBe(0);
    }
  });
});

describe('an answer that does not come to its end', () => {
  test('because it was stopped keeps what there is, is not evaluated, and can be had again; the model is asked once more, not twice', async () => {
    talks(begins, slowly);
    const chatId = await newChat();
    const page = await aPage(chatId);
    await page.socket.mutate('chat.ask', { chatId, question });
    await expect.poll(() => textFrom(page.told)).toBe('Marie Curie was');
    expect(await refusalOfCall(async () => (await api()).askAgain({ chatId }))).toBe('conflict');
    await page.socket.mutate('chat.stop', { chatId });
    await expect.poll(() => messagesIn(page.changes).at(-1)?.failure?.error).toBe('stopped');
    const stopped = await lastOf(chatId);
    expect(stopped).toMatchObject({ content: 'Marie Curie was', runId: null, unchecked: null });
    await page.socket.mutate('chat.stop', { chatId }); // there is nothing to stop any more
    await page.socket.mutate('chat.askAgain', { chatId });
    await expect.poll(async () => (await lastOf(chatId)).runId).toBeTruthy();
    expect((await get(chatId)).messages.map(({ role, status }) => `${role} ${status}`)).toEqual([
      'user complete',
      'assistant failed',
      'assistant complete',
    ]);
    expect(conversations()[1]!.messages.filter(({ role }) => role !== 'system')).toEqual([
      { role: 'user', content: question },
    ]);
    expect(await refusalOfCall(async () => (await api()).askAgain({ chatId }))).toBe('conflict');
  });

  test('is stopped from another process: the one that writes it gives up', async () => {
    talks(begins);
    const chatId = await newChat();
    await (await api()).ask({ chatId, question });
    await expect.poll(async () => (await lastOf(chatId)).content).not.toBe('');
    await elsewhere.chats.stop(memberOf(), chatId);
    const stopped = await lastOf(chatId);
    expect(stopped).toMatchObject({ status: 'failed', content: 'Marie Curie was' });
    await new Promise((resolve) => setTimeout(resolve, 1_500)); // its next attempt to store is refused
    expect(await lastOf(chatId)).toEqual(stopped);
  });

  test('because its process died is said to be interrupted, once its lease is over, and is asked again about the same source', async () => {
    talks(slowly);
    const chatId = await newChat({});
    const page = await aPage(chatId);
    const at = new Date();
    const rows = { chatId, createdAt: at, revision: 1 };
    const mine = { ...rows, id: crypto.randomUUID(), position: 1, role: 'user', content: question, source: SOURCE };
    const lost = {
      ...rows,
      id: crypto.randomUUID(),
      position: 2,
      role: 'assistant',
      content: 'Marie Curie',
      model: 'double',
    };
    const leasedUntil = new Date(at.getTime() - 1);
    await assay.database.prisma.chatMessage.createMany({
      data: [
        { ...mine, status: 'complete' },
        { ...lost, status: 'generating', leasedUntil },
      ],
    });
    // The page is told without anybody asking: its follower looks by itself.
    await expect.poll(() => messagesIn(page.changes).at(-1)?.failure?.error).toBe('interrupted');
    expect(messagesIn(page.changes).at(-1)).toMatchObject({ id: lost.id, content: 'Marie Curie' });
    await (await api()).askAgain({ chatId });
    await expect.poll(async () => (await lastOf(chatId)).checkedAgainst).toBe('source');
    const run = await assay.database.prisma.run.findUniqueOrThrow({ where: { id: (await lastOf(chatId)).runId! } });
    expect(run).toMatchObject({ source: SOURCE, output: OUTPUT, question });
  });

  test('whose process died before it was evaluated is said not to be, and is evaluated when asked', async () => {
    talks(slowly, { kind: 'silent' });
    const chatId = await newChat({});
    const mine = await api();
    await mine.ask({ chatId, question });
    await expect.poll(async () => (await lastOf(chatId)).status).toBe('complete');
    const { id } = await lastOf(chatId);
    assay.clock.advance(10_000); // the second answer takes its time: whoever waits for it says so
    const leased = () => assay.database.prisma.chatMessage.findUniqueOrThrow({ where: { id } });
    const until = (await leased()).leasedUntil!;
    await expect.poll(async () => (await leased()).leasedUntil!.getTime()).toBeGreaterThan(until.getTime());
    expect((await elsewhere.chats.messages(memberOf(), chatId)).at(-1)!.unchecked).toBeNull();

    const lost = await newChat();
    talks(slowly);
    await mine.ask({ chatId: lost, question });
    await expect.poll(async () => (await lastOf(lost)).runId).toBeTruthy();
    const gone = { runId: null, checkedAgainst: null, leasedUntil: new Date(assay.clock.now().getTime() - 1) };
    await assay.database.prisma.chatMessage.update({ where: { id: (await lastOf(lost)).id }, data: gone });
    expect((await lastOf(lost)).unchecked?.error).toBe('interrupted');
    await mine.checkAgain({ chatId: lost, messageId: (await lastOf(lost)).id });
    await expect.poll(async () => (await lastOf(lost)).checkedAgainst).toBe('source');
  });

  test('because the model failed says why; an answer without a check says why there is none, and can be checked later', async () => {
    talks(fails(400), slowly, fails(400));
    const chatId = await newChat({});
    const mine = await api();
    await mine.ask({ chatId, question });
    await expect.poll(async () => (await lastOf(chatId)).failure?.error).toBe('service_error');
    await mine.askAgain({ chatId });
    await expect.poll(async () => (await lastOf(chatId)).unchecked?.error).toBe('unmeasured');
    const answer = await lastOf(chatId);
    expect(answer).toMatchObject({ status: 'complete', content: OUTPUT, runId: null });
    talks(slowly);
    await mine.checkAgain({ chatId, messageId: answer.id });
    await expect.poll(async () => (await lastOf(chatId)).checkedAgainst).toBe('secondAnswer');
    expect(await lastOf(chatId)).toMatchObject({ id: answer.id, content: OUTPUT, unchecked: null });
    const refused = () => mine.checkAgain({ chatId, messageId: answer.id });
    expect(await refusalOfCall(refused)).toBe('conflict');
    await expect.poll(async () => (await get(chatId)).checks[0]?.status).toBe('completed');
    await (await auditor.caller()).run.remove({ runId: (await lastOf(chatId)).runId! });
    expect((await lastOf(chatId)).runId).toBeNull();
    await refused(); // its evaluation was deleted: there may be another
    await expect.poll(async () => (await lastOf(chatId)).runId).toBeTruthy();
  });
});

describe('chats of a person', () => {
  test('are one store: what is begun by REST or Socket.IO is followed on the page, and the other way round', async () => {
    talks(slowly);
    const rest = restClient(assay.origin, await auditor.accessToken());
    const begun = await rest.post('/chat/sessions', { source_text: SOURCE });
    const chatId = begun.body.id as string;
    const page = await aPage(chatId);
    await rest.post(`/chat/sessions/${chatId}/messages`, { content: question });
    await expect.poll(() => messagesIn(page.changes).at(-1)?.runId).toBeTruthy();
    expect(textFrom(page.told)).not.toBe('');

    talks(slowly);
    const client = await connectEvaluation(assay.origin, await auditor.accessToken());
    closing.push(() => client.close());
    await client.ask('join_chat_session', { chat_session_id: chatId });
    await page.socket.mutate('chat.ask', { chatId, question: 'And her prizes?' });
    await client.until('generation_complete');
    expect(client.named('message_saved')[0]!.payload.content).toBe('And her prizes?');
    expect(client.named('generation_complete')[0]!.payload.response).toBe(OUTPUT);
    const stored = (await rest.get(`/chat/sessions/${chatId}/messages`)).body;
    expect(stored.map(({ content }: { content: string }) => content)).toEqual(
      (await get(chatId)).messages.map(({ content }) => content),
    );
  });

  test('are renamed and removed under the eyes of whoever follows; evaluations of their answers stay', async () => {
    talks(slowly);
    const chatId = await newChat();
    const mine = await api();
    await mine.ask({ chatId, question });
    await expect.poll(async () => (await lastOf(chatId)).runId).toBeTruthy();
    const { runId } = await lastOf(chatId);
    const page = await aPage(chatId);
    await mine.rename({ chatId, title: 'On Curie' });
    await expect
      .poll(() => page.changes.findLast(({ type }) => type === 'chatRenamed'))
      .toMatchObject({ title: 'On Curie' });
    await mine.remove({ chatId });
    await expect.poll(() => page.changes.at(-1)?.type).toBe('chatRemoved');
    expect(await refusalOfCall(() => mine.get({ chatId }))).toBe('not_found');
    expect(await assay.database.prisma.run.count({ where: { id: runId! } })).toBe(1);
  });

  test('are listed a page at a time, the last used first, of the organisation one acts for', async () => {
    const person = await assay.addPerson(organisationId, 'auditor');
    const mine = await api(person);
    for (let n = 1; n <= 21; n += 1) await newChat({ title: `Chat ${n}`, source: n === 21 ? SOURCE : null }, person);
    const first = await mine.list({});
    expect(first.total).toBe(21);
    expect(first.chats).toHaveLength(20);
    expect(first.chats[0]).toMatchObject({ title: 'Chat 21', hasSource: true, questions: 0, model: 'double' });
    expect((await mine.list({ page: 2 })).chats.map(({ title }) => title)).toEqual(['Chat 1']);
    const elsewhereId = await assay.addOrganisation('Another of theirs');
    await elsewhere.chats.create(
      { ...memberOf(person), organisationId: elsewhereId },
      { title: 'Theirs', model: null, source: null },
    );
    expect((await mine.list({})).total).toBe(21);
  });

  test('come as files to their person alone', async () => {
    talks(slowly);
    const chatId = await newChat();
    await (await api()).ask({ chatId, question: '=1+1' });
    await expect.poll(async () => (await lastOf(chatId)).runId).toBeTruthy();
    const take = (format: string, { cookie } = auditor) =>
      fetch(`${assay.origin}/api/chats/${chatId}/export?format=${format}`, { headers: { cookie } });
    const json = await take('json');
    expect(json.headers.get('content-disposition')).toBe(`attachment; filename="chat-${chatId}.json"`);
    const { messages, source_text } = (await json.json()) as { messages: { content: string }[]; source_text: string };
    expect(messages.map(({ content }) => content)).toEqual(['=1+1', OUTPUT]);
    expect(source_text).toBe(SOURCE);
    expect(await (await take('csv')).text()).toContain("'=1+1"); // no formula for a spreadsheet
    expect((await take('pdf')).status).toBe(400);
    expect((await take('json', await assay.addPerson(organisationId, 'owner'))).status).toBe(404);
    expect((await take('json', { ...auditor, cookie: '' })).status).toBe(401);
  });
});
