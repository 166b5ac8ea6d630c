import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { AskedChat, ChatPage, ChatWithMessages } from '@/protocol/rest-chat';
import { EvaluationPage, Share, SharedEvaluation } from '@/protocol/rest-evaluation';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { startOpenAiDouble } from '~test/support/openai-double';
import { restClient } from '~test/support/rest-client';

let assay: AssayServer;
let double: Awaited<ReturnType<typeof startOpenAiDouble>>;

beforeAll(async () => {
  double = await startOpenAiDouble({ kind: 'stream', pieces: OUTPUT.match(/.{1,20}/gs) ?? [] });
  assay = await startAssayServer(inject('postgresUrl'), { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' });
  assay.startJobs();
});
afterAll(async () => {
  await assay.stop();
  await double[Symbol.asyncDispose]();
});

const someone = async () =>
  restClient(assay.origin, await (await assay.addPerson(await assay.addOrganisation(), 'auditor')).accessToken());
const texts = { source_text: SOURCE, candidate_output: OUTPUT, config: { judge_models: ['numbers', 'names'] } };
type Client = Awaited<ReturnType<typeof someone>>;
const made = async (client: Client, more: object = {}): Promise<string> =>
  (await client.post('/evaluations', { ...texts, ...more })).body.id;
const completed = async (client: Client) => {
  const id = await made(client);
  await client.post(`/evaluations/${id}/start`);
  await expect.poll(async () => (await client.get(`/evaluations/${id}`)).body.status).toBe('completed');
  return id;
};

describe('the list of evaluations', () => {
  test('comes in pages with a total and previews of 100 characters, filtered and sorted as asked', async () => {
    const client = await someone();
    const done = await completed(client);
    const waiting = [await made(client), await made(client)];
    const first = EvaluationPage.parse((await client.get('/evaluations?limit=2')).body);
    expect(first).toMatchObject({ total: 3, page: 1, limit: 2, has_more: true });
    expect(first.sessions.map(({ id }) => id)).toEqual(waiting.toReversed());
    expect(first.sessions[0]!.source_preview).toBe(SOURCE.slice(0, 100));
    const second = EvaluationPage.parse((await client.get('/evaluations?limit=2&page=2')).body);
    expect(second.sessions.map(({ id }) => id)).toEqual([done]);
    expect(second.has_more).toBe(false);
    const idsOf = async (query: string) =>
      EvaluationPage.parse((await client.get(`/evaluations?${query}`)).body).sessions.map(({ id }) => id);
    expect(await idsOf('status_filter=completed')).toEqual([done]);
    expect((await idsOf('status_filter=pending')).toSorted()).toEqual(waiting.toSorted());
    expect(await idsOf('min_score=0&max_score=100')).toEqual([done]);
    expect((await idsOf('sort_by=consensus_score&order=desc'))[0]).toBe(done);
    for (const wrong of ['limit=101', 'limit=0', 'page=0', 'sort_by=id;drop', 'status_filter=x', 'min_score=101'])
      expect((await client.get(`/evaluations?${wrong}`)).status, wrong).toBe(422);
  });

  test('is searched over all pages by words of the texts', async () => {
    const client = await someone();
    const id = await made(client, { candidate_output: 'A platypus lays eggs.' });
    await made(client);
    const found = EvaluationPage.parse((await client.get('/evaluations/search?q=platyp')).body);
    expect(found.sessions.map((session) => session.id)).toEqual([id]);
  });

  test("has nothing of another organisation's", async () => {
    await made(await someone());
    expect(EvaluationPage.parse((await (await someone()).get('/evaluations')).body).total).toBe(0);
  });
});

test('deleting answers 204, for one that waits and one that has ended; it is then not there', async () => {
  const client = await someone();
  for (const id of [await made(client), await completed(client)]) {
    expect((await (await someone()).delete(`/evaluations/${id}`)).status).toBe(404);
    expect((await client.delete(`/evaluations/${id}`)).status).toBe(204);
    expect((await client.get(`/evaluations/${id}`)).status).toBe(404);
    expect((await client.delete(`/evaluations/${id}`)).status).toBe(404);
  }
});

test('an evaluation is given as JSON, CSV and PDF; any other format answers 400', async () => {
  const client = await someone();
  const id = await completed(client);
  for (const [format, type] of [
    ['json', 'application/json'],
    ['csv', 'text/csv'],
    ['pdf', 'application/pdf'],
  ] as const) {
    const { status, headers, text } = await client.get(`/evaluations/${id}/export?format=${format}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain(type);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="evaluation-${id}.${format}"`);
    expect(text.length).toBeGreaterThan(100);
  }
  expect((await client.get(`/evaluations/${id}/export?format=xml`)).status).toBe(400);
  expect((await client.get(`/evaluations/${crypto.randomUUID()}/export`)).status).toBe(404);
});

describe('a link to an evaluation', () => {
  test('opens it without a login, tells no number of it, and can be revoked', async () => {
    const client = await someone();
    const nobody = restClient(assay.origin);
    const id = await completed(client);
    const shared = await client.post(`/evaluations/${id}/share`, { expires_in_days: 1 });
    expect(shared.status).toBe(200);
    const { share_token, share_id } = Share.parse(shared.body);
    const opened = await nobody.get(`/evaluations/shared/${share_token}`);
    expect(opened.status).toBe(200);
    const view = SharedEvaluation.parse(opened.body);
    expect(view.candidate_output).toBe(OUTPUT);
    expect(Object.keys(opened.body)).not.toContain('session_id');
    expect((await nobody.get(`/evaluations/shared/${id}`)).status).toBe(404);
    await client.delete(`/evaluations/shares/${share_id}`);
    expect((await nobody.get(`/evaluations/shared/${share_token}`)).status).toBe(404);
  });

  test('is not made for an evaluation that has not ended, nor for longer than 30 days', async () => {
    const client = await someone();
    expect((await client.post(`/evaluations/${await made(client)}/share`, {})).status).toBe(409);
    expect((await client.post(`/evaluations/${await made(client)}/share`, { expires_in_days: 365 })).status).toBe(422);
  });
});

describe('chats over REST', () => {
  test('are made, asked, listed, read, given as files and taken out', async () => {
    const client = await someone();
    const { status, body: chat } = await client.post('/chat/sessions', { source_text: SOURCE });
    expect(status).toBe(201);
    const asked = await client.post(`/chat/sessions/${chat.id}/messages`, { content: 'Who was Marie Curie?' });
    expect(asked.status).toBe(201);
    expect(AskedChat.parse(asked.body).answer.status).toBe('generating');
    const read = async () => ChatWithMessages.parse((await client.get(`/chat/sessions/${chat.id}`)).body);
    await expect.poll(async () => (await read()).messages.at(-1)?.evaluation_id).toBeTruthy();
    expect((await read()).messages.at(-1)).toMatchObject({ content: OUTPUT, checked_against: 'source' });
    expect((await read()).title).toBe('Who was Marie Curie?');
    expect(ChatPage.parse((await client.get('/chat/sessions')).body)).toMatchObject({ total: 1, has_more: false });
    const csv = await client.get(`/chat/sessions/${chat.id}/export?format=csv`);
    expect(csv.text).toContain('Who was Marie Curie?');
    expect((await client.get(`/chat/sessions/${chat.id}/export?format=pdf`)).status).toBe(400);
    const stranger = await someone();
    expect((await stranger.get(`/chat/sessions/${chat.id}`)).status).toBe(404);
    expect((await client.post(`/chat/sessions/${chat.id}/messages`, { content: ' ' })).status).toBe(422);
    expect((await client.delete(`/chat/sessions/${chat.id}`)).status).toBe(204);
    expect((await client.get(`/chat/sessions/${chat.id}`)).status).toBe(404);
  });

  test('a single answer comes as server-sent events', async () => {
    const client = await someone();
    const { headers, text } = await client.post('/ollama/generate', { prompt: 'Who was Marie Curie?' });
    expect(headers.get('content-type')).toContain('text/event-stream');
    const told = [...text.matchAll(/^data: (.*)$/gm)].map(([, line]) => JSON.parse(line!));
    expect(told.map(({ token }) => token).join('')).toBe(OUTPUT);
    expect(told.at(-1)).toEqual({ token: '', done: true });
  });

  test('models answer 503 while the model server does not say which it has, and health says so', async () => {
    const client = await someone();
    expect((await client.get('/ollama/models')).status).toBe(503);
    expect((await client.get('/ollama/health')).body).toMatchObject({ status: 'unhealthy', ollama_available: false });
  });
});

describe('the OpenAPI document', () => {
  type Document = { paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>> };

  test('documents routes that are all there, each with a summary and its refusals', async () => {
    const client = await someone();
    const document = (await client.get('/openapi.json')).body as Document;
    const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    expect(entries.length).toBeGreaterThan(25);
    for (const { path, method, operation } of entries) {
      const address = `${assay.origin}${path.replace(/\{\w+\}/g, crypto.randomUUID())}`;
      const response = await fetch(address, { method: method.toUpperCase() });
      const body = await response.text();
      expect(body, `${method} ${path}`).not.toContain('There is nothing at this address');
      expect(Object.keys(operation.responses), `${method} ${path}: ${response.status}`).toContain(
        String(response.status),
      );
      expect(operation.summary, path).toBeTruthy();
    }
  });

  test('refers to nothing it does not have', async () => {
    const { text, body } = await restClient(assay.origin).get('/openapi.json');
    const names = new Set(Object.keys(body.components.schemas));
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) expect(names).toContain(name);
  });

  test('is there for people too, without scripts and without anything from elsewhere', async () => {
    for (const path of ['', '/docs']) {
      const { status, headers, text } = await restClient(assay.origin).get(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toContain('text/html');
      expect(text).toContain('/api/v1/evaluations/{id}/start');
      expect(text).not.toMatch(/<script|https?:\/\//);
    }
  });
});
