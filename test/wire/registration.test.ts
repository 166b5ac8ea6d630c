import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Problem } from '@/protocol/rest';
import { type AssayServer, PASSWORD, startAssayServer } from '~test/support/assay-server';
import { restClient } from '~test/support/rest-client';

let closed: AssayServer;
let counted: AssayServer;

beforeAll(async () => {
  closed = await startAssayServer(inject('postgresUrl'), { REGISTRATION: 'closed' });
  counted = await startAssayServer(inject('postgresUrl'), { REGISTRATIONS_PER_MINUTE: '4' });
});
afterAll(() => Promise.all([closed.stop(), counted.stop()]));

const someone = () => ({ email: `${crypto.randomUUID()}@test.example`, name: 'Someone', password: PASSWORD });
const asPage = (server: AssayServer, organisation: string | null) =>
  server
    .callerFor(null, '127.0.0.1')
    .account.register({ ...someone(), organisation })
    .then(
      () => null,
      (error: { cause?: { code?: string } }) => error.cause?.code,
    );
const asRest = async (server: AssayServer, body: object) => {
  const answer = await restClient(server.origin).post('/auth/register', { ...someone(), ...body });
  return { status: answer.status, code: answer.status === 201 ? null : Problem.parse(answer.body).code };
};

test('closed registration is refused with the same code by page and REST, as candidate or owner, and makes nobody', async () => {
  const before = await closed.database.prisma.user.count();
  expect(await asRest(closed, {})).toEqual({ status: 403, code: 'registration_closed' });
  expect(await asRest(closed, { organisation: 'Nobody’s' })).toEqual({ status: 403, code: 'registration_closed' });
  expect([await asPage(closed, null), await asPage(closed, 'Nobody’s')]).toEqual([
    'registration_closed',
    'registration_closed',
  ]);
  expect(closed.services.identity.isRegistrationOpen).toBe(false);
  expect(await closed.database.prisma.user.count()).toBe(before);
  expect(await closed.database.prisma.organisation.count()).toBe(0);
});

test('closed registration leaves invitations as they are', async () => {
  const owner = await closed.addPerson(await closed.addOrganisation('Ours', []), 'owner');
  const { email, name, password } = someone();
  const { token } = await (await owner.caller()).member.invite({ email, name, role: 'viewer' });
  await closed.callerFor(null).member.acceptInvitation({ token, person: { name, password } });
  expect(await closed.services.identity.signIn(email, password, 'test')).toMatchObject({ email });
});

test('an address registers as often a minute as is set, by page and REST counted together', async () => {
  const outcomes = [];
  for (const step of ['page', 'rest', 'page', 'rest', 'page', 'rest'])
    outcomes.push(step === 'page' ? await asPage(counted, null) : (await asRest(counted, {})).code);
  expect(outcomes).toEqual([null, null, null, null, 'too_many_requests', 'too_many_requests']);
});
