import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Login, Role } from '@/server/policy';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, PASSWORD, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { refusalOfCall } from '~test/support/refusal';

const DAY_MS = 86_400_000;

let assay: AssayServer;
let organisationId: string;
let owner: TestPerson;
let ours: Awaited<ReturnType<TestPerson['caller']>>;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
});
afterAll(() => assay.stop());
beforeEach(async () => {
  organisationId = await assay.addOrganisation('Ours', []);
  owner = await assay.addPerson(organisationId, 'owner');
  ours = await owner.caller();
});

const anAddress = () => `${crypto.randomUUID()}@join.example`;
const PERSON = { name: 'New Member', password: PASSWORD };
const nobody = () => assay.callerFor(null);
const inviteTo = async (email: string, role: Role = 'author') =>
  (await ours.member.invite({ email, name: 'Invited Name', role })).token;
const accept = (token: string, person: typeof PERSON | null, login: Login | null = null) =>
  refusalOfCall(() => assay.callerFor(login).member.acceptInvitation({ token, person }));
const preview = (token: string) => refusalOfCall(() => nobody().member.previewInvitation({ token }));
const rolesOf = async (email: string) => {
  const memberships = await assay.database.prisma.membership.findMany({ where: { user: { email } } });
  return memberships.map((membership) => [membership.organisationId, membership.role]);
};
const auditOf = async (action: string, organisation = organisationId) =>
  assay.database.prisma.auditEntry.findMany({ where: { organisationId: organisation, action } });
const ownersOf = (organisation: string) =>
  assay.database.prisma.membership.count({ where: { organisationId: organisation, role: 'owner' } });

describe('an invitation of a member', () => {
  test('makes who has no account a member by one visit, and is used up by it', async () => {
    const email = anAddress();
    const token = await inviteTo(` ${email.toUpperCase()} `.trim());
    expect(await nobody().member.previewInvitation({ token })).toEqual({
      organisationName: 'Ours',
      invitedBy: (await owner.login()).name,
      email,
      name: 'Invited Name',
      role: 'author',
      account: 'new',
    });
    expect(await accept(token, null)).toBe('invalid_input');
    expect(await accept(token, PERSON)).toBeNull();
    expect(await rolesOf(email)).toEqual([[organisationId, 'author']]);
    expect(await assay.services.identity.signIn(email, PASSWORD, 'test')).toMatchObject({ name: 'New Member' });
    expect([await accept(token, PERSON), await preview(token)]).toEqual([
      'invitation_not_found',
      'invitation_not_found',
    ]);
    expect(await ours.member.listInvitations()).toEqual([]);
    expect(await ours.member.list()).toMatchObject([{ role: 'owner' }, { email, role: 'author' }]);
  });

  test('is kept only as a hash, and told in the audit trail without its token', async () => {
    const email = anAddress();
    const token = await inviteTo(email, 'auditor');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    await accept(token, PERSON);
    const kept = await assay.database.prisma.memberInvitation.findMany({ where: { organisationId } });
    const trail = [...(await auditOf('member.invited')), ...(await auditOf('member.joined'))];
    expect(trail).toMatchObject([
      { actorId: owner.id, details: { email, role: 'auditor' } },
      { details: { role: 'auditor', invitationId: kept[0]!.id } },
    ]);
    expect(JSON.stringify([kept, trail, await ours.member.listInvitations()])).not.toContain(token);
  });

  test('is good for seven days, and shown as over afterwards', async () => {
    const [inTime, late] = [await inviteTo(anAddress()), await inviteTo(anAddress())];
    assay.clock.advance(7 * DAY_MS - 60_000);
    expect(await accept(inTime, PERSON)).toBeNull();
    expect(await ours.member.listInvitations()).toMatchObject([{ hasExpired: false }]);
    assay.clock.advance(60_000);
    expect([await accept(late, PERSON), await preview(late)]).toEqual(['invitation_not_found', 'invitation_not_found']);
    expect(await ours.member.listInvitations()).toMatchObject([{ hasExpired: true }]);
    assay.clock.advance(-7 * DAY_MS); // the logins of the tests below last an hour
  });

  test('is replaced by a newer one for the address, and ends when it is withdrawn', async () => {
    const email = anAddress();
    const first = await inviteTo(email);
    const second = await inviteTo(email, 'viewer');
    expect(await preview(first)).toBe('invitation_not_found');
    const pending = await ours.member.listInvitations();
    expect(pending).toMatchObject([{ email, role: 'viewer' }]);
    const stranger = await (await assay.addPerson(await assay.addOrganisation('Theirs', []), 'owner')).caller();
    const { id } = pending[0]!;
    expect(await refusalOfCall(() => stranger.member.withdrawInvitation({ id }))).toBe('not_found');
    await ours.member.withdrawInvitation({ id });
    expect(await refusalOfCall(() => ours.member.withdrawInvitation({ id }))).toBe('not_found');
    expect([await accept(second, PERSON), await preview(second)]).toEqual([
      'invitation_not_found',
      'invitation_not_found',
    ]);
    expect(await auditOf('member.invitationWithdrawn')).toMatchObject([{ actorId: owner.id }]);
  });

  test('made twice at the same moment leaves one link that works', async () => {
    const email = anAddress();
    const tokens = await Promise.all(Array.from({ length: 8 }, () => inviteTo(email)));
    const answers = await Promise.all(tokens.map(preview));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  });

  test('used twice at the same moment is used once', async () => {
    const email = anAddress();
    const token = await inviteTo(email);
    const answers = await Promise.all(Array.from({ length: 8 }, () => accept(token, PERSON)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    for (const answer of answers.filter(Boolean)) expect(['invitation_not_found', 'conflict']).toContain(answer);
    expect(await rolesOf(email)).toHaveLength(1);
  });

  test('is accepted by its own person alone; whoever has an account signs in to it first', async () => {
    const invited = await assay.addPerson();
    const other = await assay.addPerson();
    const token = await inviteTo(invited.email, 'recruiter');
    expect(await nobody().member.previewInvitation({ token })).toMatchObject({ account: 'password' });
    expect(await accept(token, PERSON)).toBe('not_signed_in');
    expect(await accept(token, PERSON, await other.login())).toBe('invitation_for_another');
    expect(await accept(token, PERSON, await invited.login())).toBeNull();
    expect(await rolesOf(invited.email)).toEqual([[organisationId, 'recruiter']]);
    // the password sent along was not taken: there was one
    expect(await assay.services.identity.signIn(invited.email, PASSWORD, 'test')).toMatchObject({ tokenVersion: 0 });
  });

  test('is not made for a member, nor accepted by one', async () => {
    const member = await assay.addPerson(organisationId, 'viewer');
    expect(await refusalOfCall(() => inviteTo(member.email.toUpperCase(), 'owner'))).toBe('already_member');
    const late = await assay.addPerson();
    const token = await inviteTo(late.email, 'owner');
    await assay.database.prisma.membership.create({
      data: { id: crypto.randomUUID(), organisationId, userId: late.id, role: 'viewer' },
    });
    expect(await accept(token, null, await late.login())).toBe('already_member');
    expect(await rolesOf(late.email)).toEqual([[organisationId, 'viewer']]);
  });

  test('ends when its maker stops being an owner', async () => {
    const second = await assay.addPerson(organisationId, 'owner');
    const third = await assay.addPerson(organisationId, 'owner');
    const invite = async (by: TestPerson) =>
      (await (await by.caller()).member.invite({ email: anAddress(), name: 'Back door', role: 'owner' })).token;
    const [theirs, thirds, stays] = [await invite(second), await invite(third), await inviteTo(anAddress())];
    await ours.member.remove({ userId: second.id });
    await ours.member.changeRole({ userId: third.id, role: 'author' });
    expect(await Promise.all([theirs, thirds, stays].map(preview))).toEqual([
      'invitation_not_found',
      'invitation_not_found',
      null,
    ]);
  });

  test('takes nothing that is no name, no address and no role, and shows names as they are', async () => {
    const good = { email: anAddress(), name: 'N', role: 'author' as Role };
    for (const wrong of [
      { email: 'nobody' },
      { email: `${'a'.repeat(250)}@x.example` },
      { email: 'a@b.example\u0000' },
      { name: '   ' },
      { name: 'x'.repeat(101) },
      { role: 'admin' as Role },
    ]) {
      const refusal = ours.member.invite({ ...good, ...wrong }).then(
        () => null,
        (error: { code: string }) => error.code,
      );
      expect(await refusal, JSON.stringify(wrong)).toBe('BAD_REQUEST');
    }
    const name = `<img src=x onerror=alert(1)> '; drop table users; --`;
    await ours.member.invite({ ...good, name });
    expect(await ours.member.listInvitations()).toMatchObject([{ name }]);
    for (const nonsense of ['x', 'A'.repeat(43), `${'A'.repeat(42)} `, '../../etc/passwd', 'ä'.repeat(43)]) {
      expect([await preview(nonsense), await accept(nonsense, PERSON)]).toEqual([
        'invitation_not_found',
        'invitation_not_found',
      ]);
    }
  });

  test('is looked for sixty times a minute from one address, good or not', async () => {
    const visitor = assay.callerFor(null, 'one address');
    const codes = new Set<string | null>();
    for (let attempt = 0; attempt < 61; attempt += 1)
      codes.add(await refusalOfCall(() => visitor.member.previewInvitation({ token: 'A'.repeat(43) })));
    expect([...codes]).toEqual(['invitation_not_found', 'too_many_requests']);
  });
});

describe('a candidate without a password', () => {
  const aCandidate = async (inviting: string) => {
    const recruiter = await assay.addPerson(inviting, 'recruiter');
    const email = anAddress();
    await assay.publish(inviting, recruiter.id).then(({ invite }) => invite({ email }));
    return email;
  };
  const signedInByLink = async (email: string) => {
    const { id } = await assay.database.prisma.user.findUniqueOrThrow({ where: { email } });
    const claims = { sub: id, loginId: crypto.randomUUID(), tokenVersion: 0 };
    return { claims, login: await assay.services.identity.resume({ ...claims, exp: Date.now() }) };
  };

  test('of the inviting organisation chooses one by the link', async () => {
    organisationId = await assay.addOrganisation('With items');
    owner = await assay.addPerson(organisationId, 'owner');
    ours = await owner.caller();
    const email = await aCandidate(organisationId);
    const token = await inviteTo(email);
    const { claims } = await signedInByLink(email);
    expect(await nobody().member.previewInvitation({ token })).toMatchObject({ account: 'new' });
    expect(await accept(token, PERSON)).toBeNull();
    expect(await assay.services.identity.signIn(email, PASSWORD, 'test')).toMatchObject({ tokenVersion: 1 });
    expect(await assay.services.identity.resume({ ...claims, exp: Date.now() })).toBeNull();
  });

  test('of another organisation is not taken over by a link: they have to be signed in', async () => {
    const email = await aCandidate(await assay.addOrganisation('Elsewhere'));
    const token = await inviteTo(email);
    expect(await nobody().member.previewInvitation({ token })).toMatchObject({ account: 'link' });
    expect(await accept(token, PERSON)).toBe('not_signed_in');
    const { login } = await signedInByLink(email);
    expect(await accept(token, null, login)).toBe('invalid_input');
    expect(await accept(token, PERSON, login)).toBeNull();
    expect(await rolesOf(email)).toEqual([[organisationId, 'author']]);
    expect(await assay.services.identity.signIn(email, PASSWORD, 'test')).toMatchObject({ tokenVersion: 1 });
  });
});

describe('a role', () => {
  test('that is changed holds from the next call on, and open sockets come back with it', async () => {
    const author = await assay.addPerson(organisationId, 'author');
    const socket = await ApiSocket.connect(assay.origin, { cookie: author.cookie });
    await (await author.caller()).item.listSkills();
    await ours.member.changeRole({ userId: author.id, role: 'auditor' });
    expect(await socket.closed).toEqual({ code: 4003, reason: 'rights_changed' });
    expect(await refusalOfCall(async () => (await author.caller()).item.listSkills())).toBe('not_permitted');
    const again = await ApiSocket.connect(assay.origin, { cookie: author.cookie });
    expect(await again.query('account.me')).toMatchObject({ memberships: [{ role: 'auditor' }] });
    await again.close();
    expect(await auditOf('member.roleChanged')).toMatchObject([
      { subject: `member:${author.id}`, details: { from: 'author', to: 'auditor' } },
    ]);
    await ours.member.changeRole({ userId: author.id, role: 'auditor' });
    expect(await auditOf('member.roleChanged')).toHaveLength(1);
  });

  test('of the last owner stays, also for themselves; with a second owner it may go', async () => {
    expect(await refusalOfCall(() => ours.member.changeRole({ userId: owner.id, role: 'viewer' }))).toBe('last_owner');
    await assay.addPerson(organisationId, 'owner');
    await ours.member.changeRole({ userId: owner.id, role: 'viewer' });
    expect(await refusalOfCall(async () => (await owner.caller()).member.list())).toBe('not_permitted');
    // a call that was let in before still finds that its maker is no owner any more
    const late = { userId: owner.id, organisationId, role: 'owner' as const };
    expect(await refusalOfCall(() => assay.services.members.changeRole(late, owner.id, 'owner'))).toBe('not_permitted');
    expect(await refusalOfCall(() => ours.member.invite({ email: anAddress(), name: 'N', role: 'owner' }))).toBe(
      'not_permitted',
    );
  });

  test('of people elsewhere is out of reach', async () => {
    const stranger = await assay.addPerson(await assay.addOrganisation('Theirs', []), 'author');
    expect(await refusalOfCall(() => ours.member.changeRole({ userId: stranger.id, role: 'owner' }))).toBe('not_found');
    expect(await refusalOfCall(() => ours.member.remove({ userId: stranger.id }))).toBe('not_found');
    expect((await ours.member.list()).map(({ userId }) => userId)).toEqual([owner.id]);
  });

  test('owner is held by somebody however many owners leave at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await assay.addOrganisation('Race', []);
      const owners = await Promise.all(Array.from({ length: 4 }, () => assay.addPerson(id, 'owner')));
      const { members } = assay.services;
      const as = (person: TestPerson) => ({ userId: person.id, organisationId: id, role: 'owner' as const });
      const outcomes = await Promise.all([
        ...owners.map((one) => refusalOfCall(() => members.changeRole(as(one), one.id, 'viewer'))),
        ...owners.map((one, at) => refusalOfCall(() => members.remove(as(one), owners[(at + 1) % 4]!.id))),
      ]);
      expect(await ownersOf(id)).toBeGreaterThanOrEqual(1);
      for (const outcome of outcomes) expect([null, 'last_owner', 'not_permitted', 'not_found']).toContain(outcome);
    }
  });
});

describe('a person of two organisations', () => {
  test('keeps the first, acts for the one joined last, and for another one they choose', async () => {
    const first = await assay.addOrganisation('First', []);
    const person = await assay.addPerson(first, 'owner');
    const acting = async () => (await person.login()).memberships[0]!.organisationName;
    expect(await accept(await inviteTo(person.email, 'viewer'), null, await person.login())).toBeNull();
    expect(await acting()).toBe('Ours');
    expect(await refusalOfCall(async () => (await person.caller()).member.list())).toBe('not_permitted');
    const socket = await ApiSocket.connect(assay.origin, { cookie: person.cookie });
    await (await person.caller()).account.actFor({ organisationId: first });
    expect(await socket.closed).toEqual({ code: 4003, reason: 'rights_changed' });
    expect(await acting()).toBe('First');
    expect(await (await person.caller()).member.list()).toMatchObject([{ userId: person.id }]);
  });

  test('cannot choose one they do not belong to, and falls back when the chosen one lets them go', async () => {
    const first = await assay.addOrganisation('First', []);
    const person = await assay.addPerson(first, 'author');
    const acting = async () => {
      const { tokenVersion } = await assay.database.prisma.user.findUniqueOrThrow({ where: { id: person.id } });
      const login = await assay.services.identity.resume({ ...person.claims, tokenVersion, exp: Date.now() });
      return login!.memberships.map(({ organisationName }) => organisationName);
    };
    const choose = async () => (await person.caller()).account.actFor({ organisationId });
    expect(await refusalOfCall(choose)).toBe('not_found');
    expect(await accept(await inviteTo(person.email), null, await person.login())).toBeNull();
    expect(await acting()).toEqual(['Ours', 'First']);
    await ours.member.remove({ userId: person.id });
    expect(await acting()).toEqual(['First']);
  });
});

describe('registering on the page', () => {
  test('makes the owner of a new organisation, who invites the next', async () => {
    const email = anAddress();
    const { organisation, ...candidate } = { email, name: 'Founder', password: PASSWORD, organisation: 'Fresh' };
    await nobody().account.register({ ...candidate, organisation });
    expect(await rolesOf(email)).toMatchObject([[expect.any(String), 'owner']]);
    expect(await refusalOfCall(() => nobody().account.register({ ...candidate, organisation: null }))).toBe('conflict');
    const short = { ...candidate, email: anAddress(), password: 'short', organisation: null };
    await expect(nobody().account.register(short)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
