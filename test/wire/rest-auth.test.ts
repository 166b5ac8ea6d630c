import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Problem, Token, User } from '@/protocol/rest';
import { type AssayServer, PASSWORD, startAssayServer } from '~test/support/assay-server';
import { restClient } from '~test/support/rest-client';

let assay: AssayServer;
let rest: ReturnType<typeof restClient>;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'), { CORS_ORIGINS: 'https://old.example, http://127.0.0.1:*' });
  rest = restClient(assay.origin);
});
afterAll(() => assay.stop());

const someone = () => {
  const username = `u${crypto.randomUUID()}`;
  return { username, email: `${username}@test.example`, password: PASSWORD };
};
const signedIn = async (more: object = {}) => {
  const person = { ...someone(), ...more };
  await rest.post('/auth/register', person);
  const { body } = await rest.post('/auth/login/json', person);
  return { person, token: Token.parse(body).access_token, client: restClient(assay.origin, body.access_token) };
};

describe('registering', () => {
  test('answers 201 with the user, a candidate of no organisation', async () => {
    const person = someone();
    const { status, body } = await rest.post('/auth/register', person);
    expect(status).toBe(201);
    expect(User.parse(body)).toMatchObject({ username: person.username, role: 'candidate', organisations: [] });
  });

  test('as a recruiter makes a new organisation with its owner, never a member of an existing one', async () => {
    const { body } = await rest.post('/auth/register', {
      ...someone(),
      role: 'recruiter',
      organisation: 'Test organisation',
    });
    expect(body).toMatchObject({ role: 'owner', organisations: [{ name: 'Test organisation', role: 'owner' }] });
    const organisation = await assay.database.prisma.organisation.findUnique({
      where: { id: body.organisations[0].id },
      include: { _count: { select: { memberships: true } } },
    });
    expect(organisation?._count.memberships).toBe(1);
  });

  test('with a taken address or user name answers 400', async () => {
    const person = someone();
    await rest.post('/auth/register', person);
    const again = await rest.post('/auth/register', { ...someone(), email: person.email });
    expect(again.status).toBe(400);
    expect(Problem.parse(again.body).code).toBe('conflict');
    expect((await rest.post('/auth/register', { ...someone(), username: person.username })).status).toBe(400);
  });

  test.each([
    ['a short user name', { username: 'ab' }, 'username'],
    ['a short password', { password: 'short' }, 'password'],
    ['no e-mail address', { email: 'nobody' }, 'email'],
    ['a role that is not for the taking', { role: 'auditor' }, 'role'],
  ])('with %s answers 422 and names the field', async (_, wrong, field) => {
    const { status, body } = await rest.post('/auth/register', { ...someone(), ...wrong });
    expect(status).toBe(422);
    expect(Problem.parse(body).details?.map((detail) => detail.field)).toContain(field);
  });

  test('with a body that is no JSON answers 400, and nothing more is told', async () => {
    const response = await fetch(`${assay.origin}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"email":',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/at |\/src\/|node_modules/);
  });
});

describe('signing in', () => {
  test('takes a form or JSON, with the address or the user name', async () => {
    const person = someone();
    await rest.post('/auth/register', person);
    const { username, email, password } = person;
    const answers = await Promise.all([
      rest.post('/auth/login', new URLSearchParams({ username, password })),
      rest.post('/auth/login', new URLSearchParams({ username: email, password })),
      rest.post('/auth/login', { username, password }),
      rest.post('/auth/login/json', { email, password }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    for (const { body } of answers) expect(Token.parse(body).token_type).toBe('bearer');
  });

  test('with a wrong password answers 401; after ten of them 429 with Retry-After', async () => {
    const { person } = await signedIn();
    const attempts = [];
    for (let i = 0; i < 11; i += 1)
      attempts.push(await rest.post('/auth/login/json', { ...person, password: 'wrong' }));
    expect(attempts[0]!.status).toBe(401);
    expect(attempts.at(-1)!.status).toBe(429);
    expect(Number(attempts.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a login', () => {
  test('is told who it is, and is renewed as itself', async () => {
    const { person, client } = await signedIn();
    expect(User.parse((await client.get('/auth/me')).body).email).toBe(person.email);
    const renewed = await client.post('/auth/refresh');
    expect(renewed.status).toBe(200);
    await restClient(assay.origin, renewed.body.access_token).post('/auth/logout');
    expect((await client.get('/auth/me')).status).toBe(401);
  });

  test('without a token, or with one that is not ours, answers 401 and says how to sign in', async () => {
    for (const client of [rest, restClient(assay.origin, 'not.a.token')]) {
      const { status, headers, body } = await client.get('/auth/me');
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(Problem.parse(body).code).toBe('not_signed_in');
    }
  });

  test('by cookie is none here: a foreign page could borrow it', async () => {
    const { cookie } = await assay.addPerson();
    expect((await rest.get('/auth/me', { cookie })).status).toBe(401);
  });
});

describe('pages of other origins', () => {
  const allowed = async (origin: string) =>
    (await rest.options('/auth/login', { origin, 'access-control-request-method': 'POST' })).headers.get(
      'access-control-allow-origin',
    );

  test('may call when they are listed, whatever the port where the list says so', async () => {
    expect(await allowed('https://old.example')).toBe('https://old.example');
    expect(await allowed('http://127.0.0.1:8123')).toBe('http://127.0.0.1:8123');
  });

  test('may not call otherwise', async () => {
    for (const origin of ['https://other.example', 'http://127.0.0.1:80.evil.example', 'http://127.0.0.1.evil.example'])
      expect(await allowed(origin)).toBeNull();
  });
});

test('the OpenAPI document is served and names every route', async () => {
  const { status, body } = await rest.get('/openapi.json');
  expect(status).toBe(200);
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toContain('/api/v1/auth/login');
});

test('a body without a length answers 411, one that is too long 413', async () => {
  const head = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000)) });
  const chunked = await fetch(`${assay.origin}/api/v1/auth/login`, { ...head, body: endless, duplex: 'half' } as never);
  expect(chunked.status).toBe(411);
  const long = await rest.post('/auth/login', { username: 'a'.repeat(1024 * 1024) });
  expect(long.status).toBe(413);
});

test('an unknown address answers 404 in the same form as every other problem', async () => {
  const { status, body } = await rest.get('/nothing/here');
  expect(status).toBe(404);
  expect(Problem.parse(body).code).toBe('not_found');
});
