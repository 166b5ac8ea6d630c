import { describe, expect, test } from 'vitest';
import { isDomainError } from '@/core/errors';
import { appRouter } from '@/server/api/root';
import { type Access, authorise, type Login, mayDo, PERMISSIONS, type Permission, type Role } from '@/server/policy';

const ROLES: readonly Role[] = ['owner', 'recruiter', 'author', 'auditor', 'viewer'];

type Definition = { readonly meta?: { access?: Access }; readonly type: string };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>).map(
  ([path, procedure]) => ({ path, ...procedure._def }),
);
const accessOf = Object.fromEntries(procedures.map(({ path, meta }) => [path, meta?.access]));

/** The whole surface, by what it asks for: a new procedure belongs in here with a thought about who may call it. */
const EXPECTED: Record<Access, readonly string[]> = {
  public: [
    'account.me',
    'account.register',
    'invitation.preview',
    'member.acceptInvitation',
    'member.previewInvitation',
    'system.clock',
  ],
  signedIn: ['account.actFor', 'account.changePassword', 'account.getSignInMeans', 'account.socketToken'],
  candidate: [
    'application.get',
    'application.list',
    'session.answerDemographics',
    'session.ask',
    'session.flagItem',
    'session.get',
    'session.onEvent',
    'session.onReply',
    'session.pause',
    'session.reportSignals',
    'session.resume',
    'session.saveSelection',
    'session.setAside',
    'session.start',
    'session.submit',
    'session.submitResponse',
    'session.takeOver',
  ],
  'assessments:manage': [
    'assessment.create',
    'assessment.deleteDraft',
    'assessment.end',
    'assessment.onSimulation',
    'assessment.publish',
    'assessment.shortlist',
    'assessment.suggestSkills',
    'assessment.update',
    'invitation.create',
    'report.createNormGroup',
    'report.getCertificate',
    'report.rescore',
  ],
  'assessments:observe': [
    'assessment.get',
    'assessment.list',
    'assessment.listApplications',
    'assessment.listSessions',
    'assessment.listSkills',
    'assessment.observeSession',
    'assessment.onSessionEvent',
    'assessment.onSessions',
    'report.getAnalysis',
    'report.getFairness',
    'report.listResults',
  ],
  'bank:observe': ['bank.getHealth'],
  'media:manage': ['media.remove'],
  'items:write': [
    'item.create',
    'item.generate',
    'item.get',
    'item.getFunnel',
    'item.getGeneration',
    'item.getTask',
    'item.handIn',
    'item.list',
    'item.listSkills',
    'item.onTask',
    'item.previewExport',
    'item.revise',
    'item.runGates',
  ],
  'items:review': ['bank.overrule', 'item.accept', 'item.getPublication', 'item.publish', 'item.reject', 'item.retire'],
  'runs:create': [
    'label.add',
    'label.withdraw',
    'rubric.create',
    'rubric.retire',
    'rubric.update',
    'run.cancel',
    'run.create',
    'run.estimate',
    'run.listShares',
    'run.remove',
    'run.reopen',
    'run.rescore',
    'run.revokeShare',
    'run.share',
  ],
  'chats:use': [
    'chat.ask',
    'chat.askAgain',
    'chat.checkAgain',
    'chat.create',
    'chat.get',
    'chat.getOptions',
    'chat.list',
    'chat.onAnswer',
    'chat.onEvent',
    'chat.remove',
    'chat.rename',
    'chat.stop',
  ],
  'collections:manage': [
    'collection.create',
    'collection.reindex',
    'collection.remove',
    'collection.removeDocument',
    'collection.rename',
  ],
  'runs:read': [
    'collection.get',
    'collection.list',
    'collection.onDocuments',
    'collection.search',
    'label.getCalibration',
    'label.list',
    'rubric.list',
    'run.get',
    'run.getClaimMatrix',
    'run.getComparison',
    'run.getJudges',
    'run.getOptions',
    'run.getStatistics',
    'run.list',
    'run.onEvent',
  ],
  'members:manage': [
    'member.changeRole',
    'member.invite',
    'member.list',
    'member.listInvitations',
    'member.remove',
    'member.withdrawInvitation',
  ],
};

const WHO: Record<Permission, Record<Role, boolean>> = {
  'assessments:manage': { owner: true, recruiter: true, author: false, auditor: false, viewer: false },
  'bank:observe': { owner: true, recruiter: true, author: true, auditor: false, viewer: true },
  'assessments:observe': { owner: true, recruiter: true, author: false, auditor: false, viewer: true },
  'chats:use': { owner: true, recruiter: false, author: false, auditor: true, viewer: false },
  'collections:manage': { owner: true, recruiter: false, author: false, auditor: true, viewer: false },
  'media:manage': { owner: true, recruiter: false, author: true, auditor: false, viewer: false },
  'items:write': { owner: true, recruiter: false, author: true, auditor: false, viewer: false },
  'items:review': { owner: true, recruiter: false, author: true, auditor: false, viewer: false },
  'runs:create': { owner: true, recruiter: false, author: false, auditor: true, viewer: false },
  'runs:read': { owner: true, recruiter: false, author: false, auditor: true, viewer: true },
  'members:manage': { owner: true, recruiter: false, author: false, auditor: false, viewer: false },
};

function aLogin(...roles: readonly Role[]): Login {
  const memberships = roles.map((role, index) => ({
    organisationId: `organisation-${index}`,
    organisationName: `Organisation ${index}`,
    role,
  }));
  return {
    userId: 'person',
    loginId: 'login',
    tokenVersion: 0,
    expiresAt: 0,
    name: 'P',
    email: 'p@x',
    number: 1,
    memberships,
    within: null,
  };
}

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return isDomainError(error) ? error.code : error;
  }
};

describe('every procedure of the API', () => {
  test('names a policy or is marked public', () => {
    expect(procedures.length).toBeGreaterThan(25);
    expect(procedures.filter(({ meta }) => meta?.access === undefined).map(({ path }) => path)).toEqual([]);
  });

  test('asks for what the table says, and the table knows them all', () => {
    const byAccess = Object.fromEntries(
      Object.keys(EXPECTED).map((access) => [
        access,
        procedures
          .filter(({ path }) => accessOf[path] === access)
          .map(({ path }) => path)
          .sort(),
      ]),
    );
    expect(byAccess).toEqual(EXPECTED);
  });

  // A mark alone protects nothing: the guard behind it must refuse, before input is looked at or a service is called.
  test.each(procedures.filter(({ meta }) => meta?.access !== 'public').map(({ path }) => path))(
    '%s refuses who is not signed in, whatever the input',
    async (path) => expect(await refusalFor(path, null)).toBe('not_signed_in'),
  );

  test.each(procedures.filter(({ meta }) => (meta?.access ?? '') in PERMISSIONS).map(({ path }) => path))(
    '%s refuses every role without its permission',
    async (path) => {
      const permission = accessOf[path] as Permission;
      for (const role of ROLES.filter((role) => !mayDo(role, permission))) {
        expect(await refusalFor(path, aLogin(role))).toBe('not_permitted');
      }
      expect(await refusalFor(path, aLogin())).toBe('not_permitted'); // a candidate
    },
  );
});

describe('permissions', () => {
  test('each has roles, and each role may do what the table says', () => {
    for (const [permission, roles] of Object.entries(PERMISSIONS)) expect(roles.length, permission).toBeGreaterThan(0);
    for (const permission of Object.keys(PERMISSIONS) as Permission[])
      expect(Object.fromEntries(ROLES.map((role) => [role, mayDo(role, permission)]))).toEqual(WHO[permission]);
  });

  test('act for the organisation chosen, also where another membership would allow more', () => {
    const login = aLogin('auditor', 'owner');
    expect(authorise(login, 'runs:read')).toEqual({
      userId: 'person',
      organisationId: 'organisation-0',
      role: 'auditor',
    });
    expect(codeOf(() => authorise(login, 'members:manage'))).toBe('not_permitted');
    expect(codeOf(() => authorise(null, 'runs:read'))).toBe('not_signed_in');
  });
});

/** Calls a procedure with services that must not be reached; the code it was refused with. */
async function refusalFor(path: string, login: Login | null): Promise<unknown> {
  const unreachable = new Proxy({}, { get: (_, name) => expect.fail(`services.${String(name)} was reached`) });
  const ctx = {
    requestId: 'request',
    login,
    connection: { id: 'socket', drained: async () => undefined, openSubscription: () => () => undefined },
    services: unreachable,
    metrics: { procedureSeconds: { observe: () => undefined } },
    log: { error: () => undefined, warn: () => undefined, isLevelEnabled: () => false },
  };
  const caller = appRouter.createCaller(ctx as never) as never as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  const [noun, verb] = path.split('.') as [string, string];
  try {
    await caller[noun]![verb]!({});
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    return isDomainError(cause) ? cause.code : error;
  }
  return null;
}
