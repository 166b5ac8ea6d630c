import { afterEach, describe, expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { type AssayServer, CHOICE_ITEMS, PASSWORD, startAssayServer } from '~test/support/assay-server';
import { AssessmentClient } from '~test/support/assessment-client';
import { connectEvaluation } from '~test/support/evaluation-client';
import { invitedByNumber } from '~test/support/old-people';
import { restClient } from '~test/support/rest-client';

let assay: AssayServer;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await assay.stop();
});
const withSettings = async (settings: Record<string, string>) => {
  assay = await startAssayServer(inject('postgresUrl'), settings);
  return assay;
};
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('signing in', () => {
  test('is slowed for an address that tries many accounts, also the right password; another address is not', async () => {
    const { origin, addPerson } = await withSettings({
      FAILED_SIGN_INS_PER_ADDRESS: '5',
      TRUSTED_PROXIES: '127.0.0.1',
    });
    const { email } = await addPerson();
    const signIn = (username: string, password: string, address: string) =>
      restClient(origin).post('/auth/login/json', { username, password }, from(address));
    for (let i = 0; i < 5; i += 1)
      expect((await signIn(`nobody${i}@test.example`, 'guess guess', '198.51.100.1')).status).toBe(401);
    const refused = await signIn(email, PASSWORD, '198.51.100.1');
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 429, code: 'too_many_requests' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('x-ratelimit-limit')).toBe('5');
    expect((await signIn(email, PASSWORD, '198.51.100.2')).status).toBe(200);
  });

  test('that succeeds costs an address nothing', async () => {
    const { origin, addPerson } = await withSettings({ FAILED_SIGN_INS_PER_ADDRESS: '2' });
    const { email } = await addPerson();
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1)
      statuses.push((await restClient(origin).post('/auth/login/json', { email, password: PASSWORD })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
  });
});

test('registrations are counted by address', async () => {
  const { origin } = await withSettings({ REGISTRATIONS_PER_MINUTE: '2', TRUSTED_PROXIES: '127.0.0.0/8' });
  const register = (name: string, address: string) =>
    restClient(origin).post(
      '/auth/register',
      { username: name, email: `${name}@test.example`, password: PASSWORD },
      from(address),
    );
  const statuses = [];
  for (const name of ['ada', 'bob', 'cyd']) statuses.push((await register(name, '198.51.100.1')).status);
  expect(statuses).toEqual([201, 201, 429]);
  expect((await register('dan', '198.51.100.2')).status).toBe(201);
});

test('what a client writes into X-Forwarded-For counts for nothing where no proxy is named', async () => {
  const { origin } = await withSettings({ REGISTRATIONS_PER_MINUTE: '1' });
  const register = (name: string) =>
    restClient(origin).post(
      '/auth/register',
      { username: name, email: `${name}@test.example`, password: PASSWORD },
      from(`198.51.100.${name.length}`),
    );
  expect((await register('ada')).status).toBe(201);
  expect((await register('berta')).status).toBe(429);
});

describe('open sockets', () => {
  async function people(settings: Record<string, string>) {
    const server = await withSettings(settings);
    const organisationId = await server.addOrganisation('Letters', CHOICE_ITEMS);
    const recruiter = await server.addPerson(organisationId, 'recruiter');
    const candidateSocket = async (token: string, address: string) => {
      const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/ws/chat?token=${token}`, {
        headers: from(address),
      });
      closing.push(() => socket.terminate());
      const heard = new Promise<string>((resolve) => {
        socket.once('message', () => resolve('told'));
        socket.once('close', (code, reason) => resolve(`${code} ${reason}`));
      });
      return { socket, outcome: await heard };
    };
    const candidate = () => invitedByNumber(server, organisationId, recruiter);
    return { server, organisationId, candidate, candidateSocket };
  }

  test('of one person are so many, and a closed one makes room; another person at the address goes on', async () => {
    const { candidate, candidateSocket } = await people({ SOCKETS_PER_PERSON: '2' });
    const { token } = await candidate();
    const first = await candidateSocket(token, '');
    expect([first.outcome, (await candidateSocket(token, '')).outcome]).toEqual(['told', 'told']);
    expect((await candidateSocket(token, '')).outcome).toBe('1008 too_many_sockets');
    expect((await candidateSocket((await candidate()).token, '')).outcome).toBe('told');
    first.socket.close();
    await expect.poll(async () => (await candidateSocket(token, '')).outcome).toBe('told');
  });

  test('of one address are so many, whoever opens them and of whatever kind', async () => {
    const { server, organisationId, candidate, candidateSocket } = await people({
      SOCKETS_PER_ADDRESS: '2',
      TRUSTED_PROXIES: '127.0.0.1',
    });
    expect((await candidateSocket((await candidate()).token, '198.51.100.1')).outcome).toBe('told');
    expect((await candidateSocket((await candidate()).token, '198.51.100.1')).outcome).toBe('told');
    expect((await candidateSocket((await candidate()).token, '198.51.100.1')).outcome).toBe('1008 too_many_sockets');
    expect((await candidateSocket((await candidate()).token, '198.51.100.2')).outcome).toBe('told');
    // These come from the address of the proxy itself, over all three kinds of sockets.
    const auditor = await server.addPerson(organisationId, 'auditor');
    const watcher = await connectEvaluation(server.origin, await auditor.accessToken());
    closing.push(() => watcher.close());
    const client = await AssessmentClient.connect(server.origin, { token: (await candidate()).token }, '/ws/chat');
    closing.push(() => client.close());
    await client.until('auth_success');
    await expect(connectEvaluation(server.origin, await auditor.accessToken())).rejects.toMatchObject({
      data: { error: 'rate_limited' },
    });
    const page = new WebSocket(`${server.origin.replace('http', 'ws')}/api/trpc`, {
      headers: { cookie: auditor.cookie },
    });
    closing.push(() => page.terminate());
    const [code, reason] = await new Promise<[number, string]>((resolve) =>
      page.once('close', (given, why) => resolve([given, String(why)])),
    );
    expect([code, reason]).toEqual([1008, 'too_many_sockets']);
  });
});
