import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { connectEvaluation } from '~test/support/evaluation-client';
import { restClient } from '~test/support/rest-client';

let assay: AssayServer;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'), { REQUESTS_PER_MINUTE: '12', EVALUATIONS_PER_MINUTE: '3' });
});
afterAll(() => assay.stop());

const someone = async () => {
  const person = await assay.addPerson(await assay.addOrganisation(), 'auditor');
  return { person, client: restClient(assay.origin, await person.accessToken()) };
};

test('every answer says how much may still be asked for', async () => {
  const { client } = await someone();
  const first = (await client.get('/preferences')).headers;
  const second = (await client.get('/nothing')).headers;
  expect(first.get('x-ratelimit-limit')).toBe('12');
  expect(Number(first.get('x-ratelimit-remaining'))).toBe(11);
  expect(Number(second.get('x-ratelimit-remaining'))).toBe(10);
  expect(Number(second.get('x-ratelimit-reset'))).toBeGreaterThan(0);
});

test('above the limit the answer is 429, and says when to come back; another person goes on', async () => {
  const { client } = await someone();
  for (let i = 0; i < 12; i += 1) await client.get('/preferences');
  const { status, headers, body } = await client.get('/preferences');
  expect({ status, code: body.code }).toEqual({ status: 429, code: 'too_many_requests' });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(headers.get('x-ratelimit-remaining')).toBe('0');
  expect((await (await someone()).client.get('/preferences')).status).toBe(200);
});

test('evaluations have a limit of their own, counted over REST and Socket.IO together', async () => {
  const { person, client } = await someone();
  const texts = { source_text: SOURCE, candidate_output: OUTPUT };
  expect((await client.post('/evaluations', texts)).headers.get('x-ratelimit-limit')).toBe('3');
  const socket = await connectEvaluation(assay.origin, await person.accessToken());
  for (let i = 0; i < 2; i += 1) expect(await socket.ask('start_evaluation', texts)).toMatchObject({ ok: true });
  expect((await client.post('/evaluations', texts)).status).toBe(429);
  expect(await socket.ask('start_evaluation', texts)).toMatchObject({
    ok: false,
    error: 'rate_limited',
    retry_after_seconds: expect.any(Number),
  });
  socket.close();
});

test('without a login the address is counted, so that guessing is slow', async () => {
  const nobody = restClient(assay.origin);
  const statuses: number[] = [];
  for (let i = 0; i < 60; i += 1) statuses.push((await nobody.get('/auth/me')).status);
  expect(statuses[0]).toBe(401);
  expect(statuses.at(-1)).toBe(429);
});
