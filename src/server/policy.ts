import { DomainError } from '@/core/errors';

/**
 * Who may do what: the only place that answers it. A procedure names what it needs (`memberProcedure('runs:create')`),
 * and a test walks the router and fails for one that names nothing.
 */
export type Role = 'owner' | 'recruiter' | 'author' | 'auditor' | 'viewer';

export const PERMISSIONS = {
  'assessments:manage': ['owner', 'recruiter'],
  'assessments:observe': ['owner', 'recruiter', 'viewer'],
  /** Figures and movements of items; nothing of their content. */
  'bank:observe': ['owner', 'recruiter', 'author', 'viewer'],
  'media:manage': ['owner', 'author'],
  'runs:create': ['owner', 'auditor'],
  /** Asking a model, whose answers become runs. A chat is its own person's. */
  'chats:use': ['owner', 'auditor'],
  /** What runs may search beside the source; read by whoever reads runs. */
  'collections:manage': ['owner', 'auditor'],
  'runs:read': ['owner', 'auditor', 'viewer'],
  /** Keys and explanations are in what they read: not for those who only build assessments. */
  'items:write': ['owner', 'author'],
  'items:review': ['owner', 'author'],
  'members:manage': ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** `public`: nobody needs to be signed in. `signedIn`: any login. `candidate`: a login, acting on what is its own. */
export type Access = Permission | 'public' | 'signedIn' | 'candidate';

export type Membership = { readonly organisationId: string; readonly organisationName: string; readonly role: Role };

/**
 * A verified login. `loginId` names this one sign-in, so that it can be ended alone; `tokenVersion` is the one it was made
 * with, and `expiresAt` (seconds since 1970) is when it ends by itself.
 */
export type Login = {
  readonly userId: string;
  readonly loginId: string;
  readonly tokenVersion: number;
  readonly expiresAt: number;
  readonly name: string;
  readonly email: string;
  /** What clients of the older systems know the person by. */
  readonly number: number;
  /** The first is the one the person acts for. */
  readonly memberships: readonly Membership[];
  /**
   * Null for a login by password or the like. A login by an invitation link reaches what its organisation has of the person and
   * nothing else: whoever made the link may hold it too.
   */
  readonly within: string | null;
};

/** Whether something of a candidate's is theirs to reach by this login. */
export function isOwn(
  { userId, within }: Login,
  owner: { readonly candidateId: string; readonly organisationId: string } | null | undefined,
): boolean {
  return owner?.candidateId === userId && (within === null || within === owner.organisationId);
}

/** A login acting for one organisation; every query below is scoped by `organisationId`. */
export type Member = { readonly userId: string; readonly organisationId: string; readonly role: Role };

export function mayDo(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/** Everything a login may do, as one text: it differs when a role or the organisation acted for does. */
export const rightsOf = ({ memberships }: Pick<Login, 'memberships'>): string =>
  memberships.map(({ organisationId, role }) => `${organisationId}:${role}`).join(' ');

/**
 * The membership under which a login may do this: that of the organisation the person acts for, never another's.
 * @throws DomainError `not_signed_in` without a login, `not_permitted` when the role does not allow it.
 */
export function authorise(login: Login | null, permission: Permission): Member {
  if (!login) throw new DomainError('not_signed_in');
  const [membership] = login.memberships;
  if (!membership || !mayDo(membership.role, permission)) throw new DomainError('not_permitted');
  return { userId: login.userId, organisationId: membership.organisationId, role: membership.role };
}

export function requireLogin(login: Login | null): Login {
  if (!login) throw new DomainError('not_signed_in');
  return login;
}
