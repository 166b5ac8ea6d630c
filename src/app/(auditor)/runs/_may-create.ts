type Roles = { readonly memberships: readonly { readonly role: string }[] };

/** Whether to offer starting and cancelling evaluations. What is allowed is the server's word; this only avoids dead ends. */
export function mayCreateRuns({ memberships }: Roles): boolean {
  return memberships.some(({ role }) => role === 'owner' || role === 'auditor');
}
