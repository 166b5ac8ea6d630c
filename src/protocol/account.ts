import { z } from 'zod';

export const RoleSchema = z.enum(['owner', 'recruiter', 'author', 'auditor', 'viewer']);

export const AccountSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  memberships: z.array(z.object({ organisationId: z.string(), organisationName: z.string(), role: RoleSchema })),
});

/** Length a chosen password needs; length beats composition rules (NIST SP 800-63B). */
export const MIN_PASSWORD_LENGTH = 10;

export const ChangePassword = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });

export const MemberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleSchema,
  since: z.iso.datetime(),
});
