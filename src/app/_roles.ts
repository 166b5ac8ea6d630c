type Member = { readonly memberships: readonly { readonly role: string }[] };

/** Of the organisation the person acts for, as on the server. */
const has = ({ memberships: [acting] }: Member, roles: readonly string[]) =>
  acting !== undefined && roles.includes(acting.role);

/**
 * What to offer to whom. The API decides for itself (src/server/policy.ts); this only spares people what it would refuse.
 */
export const mayObserve = (login: Member) => has(login, ['owner', 'recruiter', 'viewer']);
export const mayManage = (login: Member) => has(login, ['owner', 'recruiter']);
export const mayAuthor = (login: Member) => has(login, ['owner', 'author']);
export const mayObserveBank = (login: Member) => has(login, ['owner', 'recruiter', 'author', 'viewer']);
export const mayReadRuns = (login: Member) => has(login, ['owner', 'auditor', 'viewer']);
export const mayCreateRuns = (login: Member) => has(login, ['owner', 'auditor']);
export const mayChat = (login: Member) => has(login, ['owner', 'auditor']);
export const mayManageMembers = (login: Member) => has(login, ['owner']);
