import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isDomainError } from '@/core/errors';
import type { Login } from '@/server/policy';
import type { Registration } from '@/server/services/identity-service';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, AUTH_SECRET, PASSWORD, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { refusalOf } from '~test/support/sessions';

const ENDED = { code: 4001, reason: 'login_ended' };

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation();
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

const inAnHour = () => Math.floor(Date.now() / 1000) + 3_600;
const connect = (cookie: string) => ApiSocket.connect(assay.origin, { cookie });
const isSignedIn = async (cookie: string) => {
  const response = await fetch(`${assay.origin}/api/trpc/account.me`, { headers: { cookie } });
  const body = (await response.json()) as { result: { data: unknown } };
  return body.result.data !== null;
};
const openByToken = async (socket: ApiSocket) => {
  const { token } = await socket.mutate<{ token: string }>('account.socketToken');
  return ApiSocket.connect(assay.origin, {}, `?token=${token}`);
};
const isOpen = (socket: ApiSocket) => socket.socket.readyState === socket.socket.OPEN;

/** A second sign-in of the same person. */
async function anotherLogin(person: TestPerson) {
  const claims = { ...person.claims, loginId: randomUUID() };
  return { claims, cookie: await assay.services.tokens.toCookie(claims, 3_600) };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => (isDomainError(error) ? error.code : error),
  );

describe('a login', () => {
  test('that signs out ends with all its sockets at once; other logins of the person go on', async () => {
    const person = await assay.addPerson();
    const other = await anotherLogin(person);
    const first = await connect(person.cookie);
    const second = await connect(person.cookie);
    const byToken = await openByToken(first);
    const elsewhere = await connect(other.cookie);
    await assay.services.identity.signOut({ ...person.claims, exp: inAnHour() });
    expect(await Promise.all([first.closed, second.closed, byToken.closed])).toEqual([ENDED, ENDED, ENDED]);
    expect(await isSignedIn(person.cookie)).toBe(false);
    expect(await isSignedIn(other.cookie)).toBe(true);
    expect(isOpen(elsewhere)).toBe(true);
    expect(await elsewhere.query('account.me')).toMatchObject({ userId: person.id });
    await elsewhere.close();
  });

  test('ends with every other one of the person when the password changes', async () => {
    const person = await assay.addPerson();
    const bystander = await assay.addPerson();
    const other = await anotherLogin(person);
    const here = await connect(person.cookie);
    const there = await connect(other.cookie);
    const unconcerned = await connect(bystander.cookie);
    await here.mutate('account.changePassword', { current: PASSWORD, next: 'another long password' });
    expect(await Promise.all([here.closed, there.closed])).toEqual([ENDED, ENDED]);
    expect(await isSignedIn(person.cookie)).toBe(false);
    expect(await isSignedIn(other.cookie)).toBe(false);
    expect(isOpen(unconcerned)).toBe(true);
    const { signIn } = assay.services.identity;
    expect(await codeOf(signIn(person.email, PASSWORD, 'here'))).toBe('invalid_credentials');
    expect(await signIn(person.email, 'another long password', 'here')).toMatchObject({ tokenVersion: 1 });
    await unconcerned.close();
  });

  test('survives a password change that was refused', async () => {
    const person = await assay.addPerson();
    const socket = await connect(person.cookie);
    const change = (current: string, next: string) =>
      refusalOf(socket.mutate('account.changePassword', { current, next }));
    expect(await change('wrong', 'another long password')).toBe('invalid_credentials');
    expect(await change(PASSWORD, 'short')).toBe('invalid_input');
    expect(isOpen(socket)).toBe(true);
    expect(await isSignedIn(person.cookie)).toBe(true);
    await socket.close();
  });

  test('ends at once when its person is taken out of the organisation', async () => {
    const owner = await assay.addPerson(organisationId, 'owner');
    const leaver = await assay.addPerson(organisationId, 'recruiter');
    const theirs = await connect(leaver.cookie);
    const ours = await connect(owner.cookie);
    await ours.mutate('member.remove', { userId: leaver.id });
    expect(await theirs.closed).toEqual(ENDED);
    expect(await isSignedIn(leaver.cookie)).toBe(false);
    expect(await refusalOf(ours.mutate('member.remove', { userId: leaver.id }))).toBe('not_found');
    expect(await refusalOf(ours.mutate('member.remove', { userId: owner.id }))).toBe('not_permitted');
    await ours.close();
  });

  test('that ends while a socket of it is being opened ends that socket too', async () => {
    const person = await assay.addPerson();
    const { resume, signOut } = assay.services.identity;
    try {
      // The login is found standing, and ends before that answer arrives.
      assay.services.identity.resume = async (claims) => {
        assay.services.identity.resume = resume;
        const login = await resume(claims);
        await signOut({ ...person.claims, exp: inAnHour() });
        return login;
      };
      const socket = await connect(person.cookie);
      expect(await socket.closed).toEqual(ENDED);
    } finally {
      assay.services.identity.resume = resume;
    }
  });

  test('cannot be taken from people of another organisation', async () => {
    const elsewhere = await assay.addOrganisation('Elsewhere');
    const owner = await assay.addPerson(elsewhere, 'owner');
    const socket = await connect(owner.cookie);
    expect(await refusalOf(socket.mutate('member.remove', { userId: recruiter.id }))).toBe('not_found');
    expect(await isSignedIn(recruiter.cookie)).toBe(true);
    await socket.close();
  });
});

describe('a socket token', () => {
  test('opens a socket that lives as long as the login, not as long as the token', async () => {
    const person = await assay.addPerson();
    const socket = await connect(person.cookie);
    const byToken = await openByToken(socket);
    assay.clock.advance(5 * 60_000); // beyond the token's minute; the login has an hour
    assay.services.bells.ring(`login:${person.id}`); // makes the watch look
    expect(await byToken.query('account.me')).toMatchObject({ userId: person.id });
    expect(isOpen(byToken)).toBe(true);
    assay.clock.advance(60 * 60_000);
    assay.services.bells.ring(`login:${person.id}`);
    expect(await Promise.all([byToken.closed, socket.closed])).toEqual([ENDED, ENDED]);
  });

  test('minted by a login that has just ended opens nothing', async () => {
    const person = await assay.addPerson();
    // A socket keeps the login it was opened with until it is closed: what it asks for in that moment must not stand.
    const login = await person.login();
    await assay.services.identity.changePassword(login, PASSWORD, 'another long password');
    const token = await assay.services.identity.socketToken(login);
    const socket = await ApiSocket.connect(assay.origin, {}, `?token=${token}`);
    expect(await socket.closed).toEqual(ENDED);
  });
});

describe('sign-in', () => {
  const unknown = 'nobody@test.example';
  const signIn = (email: string, password: string, address = 'client') =>
    codeOf(assay.services.identity.signIn(email, password, address));

  test('answers a wrong password and an unknown address alike, in words and in time', async () => {
    const { email } = await assay.addPerson();
    const time = async (address: string) => {
      const times: number[] = [];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const started = performance.now();
        expect(await signIn(address, 'wrong', `timing-${attempt}`)).toBe('invalid_credentials');
        times.push(performance.now() - started);
      }
      return times.sort((a, b) => a - b)[3]!;
    };
    await signIn(email, 'wrong', 'warm-up');
    const [known, stranger] = [await time(email), await time(unknown)];
    // Hashing takes milliseconds, a look-up alone a fraction of one; without the decoy the ratio is ten or more.
    expect(Math.max(known, stranger) / Math.min(known, stranger)).toBeLessThan(3);
    const invited = await assay.database.prisma.user.create({
      data: { id: randomUUID(), email: 'invited@test.example', name: 'No password' },
    });
    expect(await signIn(invited.email, '')).toBe('invalid_credentials');
  });

  test('is refused after ten failures, also with the right password, and says for how long', async () => {
    const { email } = await assay.addPerson();
    for (let attempt = 0; attempt < 10; attempt += 1) expect(await signIn(email, 'wrong')).toBe('invalid_credentials');
    expect(await signIn(email, PASSWORD)).toBe('too_many_requests');
    expect(await signIn(email.toUpperCase(), PASSWORD)).toBe('too_many_requests');
    await expect(assay.services.identity.signIn(email, PASSWORD, 'client')).rejects.toMatchObject({
      details: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 200 && seconds <= 300) },
    });
    expect(await signIn(email, PASSWORD, 'another client')).toBeNull();
  });

  test('has no way around the limit by guessing all at once', async () => {
    const { email } = await assay.addPerson();
    const codes = await Promise.all(Array.from({ length: 40 }, () => signIn(email, 'wrong', 'burst')));
    expect(codes.filter((code) => code === 'invalid_credentials').length).toBeLessThanOrEqual(10);
  });

  test('that succeeds forgets the failures before it', async () => {
    const { email } = await assay.addPerson();
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 9; attempt += 1) await signIn(email, 'wrong', 'round');
      expect(await signIn(email, PASSWORD, 'round')).toBeNull();
    }
  });
});

describe('an invitation link', () => {
  const invite = async (email: string) => {
    const { assessmentId, member } = await assay.publish(organisationId, recruiter.id);
    const again = () => assay.services.invitations.invite(member, { assessmentId, email, name: 'Candidate' });
    return { token: (await again()).token, again };
  };
  const redeem = (token: string) => codeOf(assay.services.invitations.redeem(token));
  const preview = (token: string) => codeOf(assay.services.invitations.preview(token));

  test('signs in who has no password, as often as needed, and is kept only as a hash', async () => {
    const { token } = await invite('new-candidate@test.example');
    expect(await assay.services.invitations.preview(token)).toMatchObject({ signsIn: true, title: 'Test' });
    expect(await assay.services.invitations.redeem(token)).toMatchObject({
      person: { email: 'new-candidate@test.example' },
      organisationId,
    });
    expect(await redeem(token)).toBeNull();
    const { rows } = await assay.database.pool.query('select row_to_json(invitation)::text as line from invitation');
    expect(rows.map((row) => row.line).join()).not.toContain(token);
  });

  test('that is unknown, or was replaced by a newer one, or is a month old, opens nothing', async () => {
    const { token, again } = await invite('replaced@test.example');
    for (const nonsense of ['', 'x', token.slice(1), `${token} `, 'a\u0000b'])
      expect([await redeem(nonsense), await preview(nonsense)]).toEqual([
        'invitation_not_found',
        'invitation_not_found',
      ]);
    const { token: newer } = await again();
    expect([await redeem(token), await preview(token)]).toEqual(['invitation_not_found', 'invitation_not_found']);
    expect(await redeem(newer)).toBeNull();
    assay.clock.advance(30 * 86_400_000 + 1);
    expect([await redeem(newer), await preview(newer)]).toEqual(['invitation_not_found', 'invitation_not_found']);
  });

  test('never signs in a person with a password or a role: the link shows the page, they sign in themselves', async () => {
    for (const person of [await assay.addPerson(), await assay.addPerson(organisationId, 'viewer')]) {
      const { token } = await invite(person.email);
      expect(await assay.services.invitations.preview(token)).toMatchObject({ signsIn: false });
      expect(await redeem(token)).toBe('invitation_not_found');
    }
  });
});

describe('a login by an invitation link', () => {
  const byLink = async (token: string): Promise<Login> => {
    const { person, organisationId: within } = await assay.services.invitations.redeem(token);
    const { userId: sub, tokenVersion } = person;
    const cookie = await assay.services.tokens.toCookie({ sub, loginId: randomUUID(), tokenVersion, within }, 600);
    return (await assay.services.identity.resume(await assay.services.tokens.fromCookies(cookie)))!;
  };
  /** The same person, without a password, invited by two organisations that know nothing of each other. */
  const invitedTwice = async () => {
    const other = await assay.addOrganisation('Elsewhere');
    const stranger = await assay.addPerson(other, 'owner');
    const email = `${randomUUID()}@test.example`;
    const inviteFrom = async (organisation: string, by: string) => {
      const { assessmentId, member } = await assay.publish(organisation, by);
      return assay.services.invitations.invite(member, { assessmentId, email, name: 'Candidate' });
    };
    const ours = await byLink((await inviteFrom(organisationId, recruiter.id)).token);
    const theirs = await byLink((await inviteFrom(other, stranger.id)).token);
    return { ours, theirs, email, other, stranger };
  };

  test('reaches what the organisation of the link has of the person, and nothing of another organisation', async () => {
    const { ours, theirs, other } = await invitedTwice();
    expect(ours.userId).toBe(theirs.userId);
    const { applications, sessions } = assay.services;
    const [mine] = await applications.list(ours);
    expect(await applications.list(ours)).toHaveLength(1);
    const { applicationId } = mine!;
    const { sessionId } = await sessions.start(ours, { applicationId, consent: true });

    const visible = await applications.list(theirs);
    expect(visible.map(({ organisationName }) => organisationName)).toEqual(['Elsewhere']);
    expect(theirs.within).toBe(other);
    const refused = [
      applications.get(theirs, applicationId),
      sessions.start(theirs, { applicationId, consent: true }),
      sessions.get(theirs, sessionId),
      assay.services.signals.answerDemographics(theirs, sessionId, { gender: 'woman' }),
    ];
    expect(await Promise.all(refused.map(codeOf))).toEqual([
      'not_found',
      'not_found',
      'session_not_found',
      'session_not_found',
    ]);
    const socket = await assay.services.tokens.fromSocketToken(await assay.services.identity.socketToken(theirs));
    expect(socket!.within).toBe(other);
  });

  test('is no proof of who somebody is when the same organisation invites them as a member', async () => {
    const { ours, theirs, email, other, stranger } = await invitedTwice();
    const owner = { userId: stranger.id, organisationId: other, role: 'owner' as const };
    const { token } = await assay.services.memberInvitations.invite(owner, {
      email,
      name: 'Candidate',
      role: 'auditor',
    });
    const accept = (login: Login) =>
      codeOf(assay.services.memberInvitations.accept(login, token, { name: 'C', password: PASSWORD }, 'test'));
    expect(await accept(theirs)).toBe('not_signed_in');
    expect(await accept(ours)).toBeNull();
  });
});

describe('registering', () => {
  const aPerson = (more: Partial<Registration> = {}): Registration => ({
    email: `${randomUUID()}@New.example`,
    name: 'New Person',
    username: null,
    password: PASSWORD,
    organisation: null,
    ...more,
  });

  test('makes a candidate, who belongs to no organisation', async () => {
    const person = await assay.services.identity.register(aPerson());
    expect(await assay.database.prisma.membership.count({ where: { userId: person.userId } })).toBe(0);
    const { userId } = await assay.services.identity.signIn(person.email, PASSWORD, 'test');
    expect(userId).toBe(person.userId);
  });

  test('makes the owner of a new organisation, with items to begin with', async () => {
    const { userId } = await assay.services.identity.register(aPerson({ organisation: 'Newcomers' }));
    const membership = await assay.database.prisma.membership.findFirstOrThrow({
      where: { userId },
      include: { organisation: { include: { _count: { select: { items: true } } } } },
    });
    expect(membership).toMatchObject({ role: 'owner', organisation: { name: 'Newcomers' } });
    expect(membership.organisation._count.items).toBeGreaterThan(100);
  });

  test('refuses an address or a user name that is taken, whatever its case', async () => {
    const first = aPerson({ username: `U${randomUUID()}` });
    await assay.services.identity.register(first);
    const { email, username } = first;
    expect(await codeOf(assay.services.identity.register(aPerson({ email: email.toUpperCase() })))).toBe('conflict');
    expect(await codeOf(assay.services.identity.register(aPerson({ username: username!.toLowerCase() })))).toBe(
      'conflict',
    );
  });
});

describe('a bearer token', () => {
  const standing = async (token: string) => {
    const { identity } = assay.services;
    return identity.resume(await identity.fromAccessToken(token));
  };

  test('stands for its person until they sign out', async () => {
    const person = await assay.services.identity.register({
      email: `${randomUUID()}@new.example`,
      name: 'New',
      username: null,
      password: PASSWORD,
      organisation: null,
    });
    const token = await assay.services.identity.accessToken(person);
    const login = await standing(token);
    expect(login).toMatchObject({ userId: person.userId, number: person.number });
    const renewed = await assay.services.identity.accessToken(person, login!.loginId);
    await assay.services.identity.signOut((await assay.services.identity.fromAccessToken(token))!);
    expect(await standing(token)).toBeNull();
    expect(await standing(renewed)).toBeNull();
  });

  test('that is expired, forged or of another algorithm stands for nobody', async () => {
    const { id, email } = await assay.addPerson();
    const claims = { sub: email, jti: randomUUID(), uid: id };
    const made = (secret: string, alg: string, exp: string) =>
      new SignJWT(claims).setProtectedHeader({ alg }).setExpirationTime(exp).sign(new TextEncoder().encode(secret));
    const secret = `access:${AUTH_SECRET}`;
    expect(await standing(await made(secret, 'HS256', '1h'))).toMatchObject({ userId: id });
    expect(await standing(await made(secret, 'HS256', '-1s'))).toBeNull();
    expect(await standing(await made(secret, 'HS512', '1h'))).toBeNull();
    expect(await standing(await made('another secret of 32 characters or more', 'HS256', '1h'))).toBeNull();
    expect(await standing('not.a.token')).toBeNull();
  });

  test('made elsewhere with the same secret stands for the person its address and number name', async () => {
    const { id, email } = await assay.addPerson();
    const { number } = await assay.database.prisma.user.findUniqueOrThrow({ where: { id } });
    const made = (userId: number) =>
      new SignJWT({ sub: email, user_id: userId, jti: randomUUID() })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(`access:${AUTH_SECRET}`));
    expect(await standing(await made(number))).toMatchObject({ userId: id });
    expect(await standing(await made(number + 1))).toBeNull();
  });
});
