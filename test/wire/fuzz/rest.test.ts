import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AssayServer, CHOICE_ITEMS, PASSWORD, startAssayServer } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { bytes, generated, safely, textFrames } from '~test/support/fuzz/frames';
import { FRAMES, SEED, Tally, TIMEOUT_MS, watchOver } from '~test/support/fuzz/unharmed';
import { says, startOpenAiDouble } from '~test/support/openai-double';
import { restClient } from '~test/support/rest-client';

let assay: AssayServer;
let double: Awaited<ReturnType<typeof startOpenAiDouble>>;

beforeAll(async () => {
  double = await startOpenAiDouble(says('Marie Curie was born in Warsaw.'));
  assay = await startAssayServer(inject('postgresUrl'), { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' });
});
afterAll(async () => {
  await assay.stop();
  await double[Symbol.asyncDispose]();
});

const FAMILIES = ['auth', 'evaluations', 'assessments', 'preferences', 'chat', 'ollama'];
const FIELDS = [
  'email',
  'username',
  'password',
  'source_text',
  'candidate_output',
  'name',
  'role',
  'content',
  'question',
];
/** One in so many requests is one that makes sense throughout. */
const RARELY = 25;
/** Routes whose success needs what this test does not make: a run that has ended, a model that lists what it has. */
const OUT_OF_REACH = [
  'POST /evaluations/{id}/share',
  'GET /evaluations/shared/{token}',
  'DELETE /evaluations/shares/{id}',
  'GET /assessments/sessions/{id}/results',
  'GET /assessments/sessions/{id}/report',
  'GET /ollama/models',
];

type Route = { readonly name: string; readonly method: string; readonly path: string };

async function routesOf(family: string): Promise<Route[]> {
  const { body } = await restClient(assay.origin).get('/openapi.json');
  return Object.entries(body.paths as Record<string, object>)
    .filter(([path]) => path.startsWith(`/api/v1/${family}`))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => {
        const short = path.replace('/api/v1', '').replace(/\/$/, '');
        return { name: `${method.toUpperCase()} ${short}`, method: method.toUpperCase(), path: short };
      }),
    );
}

/** People and things whose numbers the requests may name, and requests that make sense. */
async function world() {
  const organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  const owner = await assay.addPerson(organisationId, 'owner');
  const candidate = await assay.addPerson();
  const stranger = await assay.addPerson(await assay.addOrganisation(), 'owner');
  const published = await assay.publish(organisationId, owner.id);
  const applicationId = await published.invite(candidate);
  const texts = { source_text: SOURCE, candidate_output: OUTPUT };
  const own = restClient(assay.origin, await owner.accessToken());
  const others = restClient(assay.origin, await stranger.accessToken());
  const made = async (client: typeof own, path: string, body: object) =>
    (await client.post(path, body)).body.id as string;
  const foreign = [await made(others, '/evaluations', texts), await made(others, '/chat/sessions', {})];
  let number = 0;
  const sensible: Readonly<Record<string, () => Promise<{ id?: string; body?: unknown; query?: string }>>> = {
    'POST /auth/register': async () => {
      number += 1;
      const username = `fuzz${number}-${organisationId.slice(-6)}`;
      return { body: { username, email: `${username}@test.example`, password: PASSWORD } };
    },
    'POST /auth/login': async () => ({ body: { username: owner.email, password: PASSWORD } }),
    'POST /auth/login/json': async () => ({ body: { email: owner.email, password: PASSWORD } }),
    'POST /evaluations': async () => ({ body: texts }),
    'GET /evaluations/search': async () => ({ query: 'q=Curie' }),
    'PUT /preferences': async () => ({ body: { theme: 'dark' } }),
    'POST /chat/sessions': async () => ({ body: {} }),
    'POST /assessments/{id}/start': async () => ({ id: applicationId, body: { consent: true } }),
    'GET /assessments/{id}/attempts': async () => ({ id: published.assessmentId }),
    'POST /ollama/generate': async () => ({ body: { question: 'Who?' } }),
  };
  return {
    owner,
    candidate,
    foreign,
    /** What a request needs to be one that makes sense; fresh things where it uses them up. */
    async sense({ name, path }: Route): Promise<{ id?: string; body?: unknown; query?: string }> {
      const known = await sensible[name]?.();
      if (known) return known;
      if (path.startsWith('/evaluations/{id}')) return { id: await made(own, '/evaluations', texts) };
      if (path.startsWith('/chat/sessions/{id}'))
        return { id: await made(own, '/chat/sessions', { source_text: SOURCE }), body: { content: 'Who?' } };
      return {};
    },
  };
}

const rows = async () => {
  const { prisma } = assay.database;
  return {
    users: await prisma.user.count(),
    runs: await prisma.run.count({ where: { chatMessages: { none: {} } } }),
    chats: await prisma.chatSession.count(),
    questions: await prisma.chatMessage.count({ where: { role: 'user' } }),
    sessions: await prisma.session.count(),
  };
};

describe.each(FAMILIES)('REST %s', (family) => {
  test('answers whatever is sent with a status of its own, and changes nothing without a request that makes sense', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const routes = await routesOf(family);
    const { owner, candidate, foreign, sense } = await world();
    const token = await owner.accessToken();
    const candidateToken = await candidate.accessToken();
    const watch = watchOver(assay);
    const tally = new Tally();
    const part = fc.oneof(
      fc.uuid(),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('..', '%', '%zz', "'", '0', '-1', ...foreign),
    );
    const requests = fc.record({
      route: fc.constantFrom(...routes),
      part,
      query: fc.dictionary(
        fc.constantFrom('page', 'limit', 'sort_by', 'order', 'days', 'format', 'q', 'min_score', 'x'),
        fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('1', '20', 'json', 'csv', 'desc')),
        { maxKeys: 3 },
      ),
      body: fc.oneof(textFrames(['x'], FIELDS), bytes),
      type: fc.constantFrom(
        'application/json',
        'application/x-www-form-urlencoded',
        'text/plain',
        'application/json; charset=utf-16',
      ),
      as: fc.constantFrom('owner', 'owner', 'candidate', 'nobody', 'forged'),
    });
    const before = await rows();
    const made = { users: 0, runs: 0, chats: 0, questions: 0, sessions: 0 };
    const failures: string[] = [];
    let batch: Promise<void>[] = [];
    let sent = 0;
    const book = ({ name }: Route, status: number) => {
      if (name === 'POST /auth/register' && status === 201) made.users += 1;
      if (name === 'POST /evaluations' && status === 201) made.runs += 1;
      if (name === 'DELETE /evaluations/{id}' && status === 204) made.runs -= 1;
      if (name === 'POST /chat/sessions' && status === 201) made.chats += 1;
      if (name === 'DELETE /chat/sessions/{id}' && status === 204) made.chats -= 1;
      if (name === 'POST /chat/sessions/{id}/messages' && status === 201) made.questions += 1;
    };
    const ask = async (route: Route, id: string, query: string, init: RequestInit) => {
      const address = `${assay.origin}/api/v1${route.path.replace(/\{\w+\}/, encodeURIComponent(id))}?${query}`;
      const response = await fetch(address, { ...init, method: route.method });
      const text = await response.text();
      tally.add(`${route.name} ${response.status}`);
      book(route, response.status);
      if (response.status === 500 || /\bat .*\.ts:|node_modules/.test(text))
        failures.push(`${route.name}: ${response.status} ${safely(text).slice(0, 300)}`);
    };
    const sensibly = async (route: Route) => {
      const { id = '', body: sensible, query = '' } = await sense(route);
      const body = route.method === 'GET' ? undefined : sensible;
      if (route.path.startsWith('/evaluations/{id}')) made.runs += 1;
      if (route.path.startsWith('/chat/sessions/{id}')) made.chats += 1;
      const isCandidate = ['POST /assessments/{id}/start'].includes(route.name);
      // Ending a login must not be the end of everybody else's requests.
      const { number } = await assay.database.prisma.user.findUniqueOrThrow({ where: { id: owner.id } });
      const another = { userId: owner.id, number, name: '', email: owner.email, tokenVersion: 0 };
      const fresh = route.name === 'POST /auth/logout' ? await assay.services.identity.accessToken(another) : token;
      await ask(route, id, query, {
        headers: {
          authorization: `Bearer ${isCandidate ? candidateToken : fresh}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    };
    for (const { route, part: id, query, body, type, as } of generated(requests, SEED, FRAMES)) {
      sent += 1;
      const bearer = { owner: token, candidate: candidateToken, nobody: null, forged: `${token.slice(0, -4)}AAAA` }[as];
      const mayEnd = route.name === 'POST /auth/logout' && (as === 'owner' || as === 'candidate');
      if (sent % RARELY === 0) batch.push(sensibly(routes[(sent / RARELY) % routes.length]!));
      else
        batch.push(
          ask(route, id.isWellFormed() ? id : 'x', String(new URLSearchParams(query)), {
            headers: { 'content-type': type, ...(bearer && !mayEnd && { authorization: `Bearer ${bearer}` }) },
            ...(route.method !== 'GET' && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
          }),
        );
      if (batch.length < 20) continue;
      await Promise.all(batch);
      batch = [];
      watch.progress(sent / FRAMES);
    }
    await Promise.all(batch);
    tally.print(`REST ${family}: answers by route and status`);
    expect(failures).toEqual([]);
    for (const { name } of routes) {
      const reached = tally.names().filter((entry) => entry.startsWith(`${name} `));
      expect(reached.length, name).toBeGreaterThan(0);
      if (!OUT_OF_REACH.includes(name))
        expect(
          reached.some((entry) => / 2\d\d$/.test(entry)),
          name,
        ).toBe(true);
    }
    const after = await rows();
    if (family === 'assessments') made.sessions = 1; // the same attempt however often it is started
    expect(after).toEqual(
      Object.fromEntries(
        Object.entries(before).map(([name, count]) => [name, count + made[name as keyof typeof made]]),
      ),
    );
    await watch.expectUnharmed(`REST ${family}`);
  });
});
