type Member = { readonly memberships: readonly { readonly role: string }[] };

const has = (login: Member, roles: readonly string[]) => login.memberships.some(({ role }) => roles.includes(role));

/** Whether to open these pages at all. The API decides for itself; this only spares people what it would refuse. */
export const mayObserve = (login: Member) => has(login, ['owner', 'recruiter', 'viewer']);

/** Whether to offer what changes something. */
export const mayManage = (login: Member) => has(login, ['owner', 'recruiter']);
