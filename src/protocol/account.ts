import { z } from 'zod';

export const RoleSchema = z.enum(['owner', 'recruiter', 'author', 'auditor', 'viewer']);

export const AccountSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  /** The first is the one the person acts for. */
  memberships: z.array(z.object({ organisationId: z.string(), organisationName: z.string(), role: RoleSchema })),
});

/** Length a chosen password needs; length beats composition rules (NIST SP 800-63B). */
export const MIN_PASSWORD_LENGTH = 10;

export const ChosenPassword = z.string().min(MIN_PASSWORD_LENGTH).max(200);

export const ChangePassword = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });

/** A new account: a candidate's, or with an organisation that of its owner. */
export const RegisterAccount = z.object({
  email: z.email('an e-mail address').max(254),
  name: z.string().trim().min(1).max(100),
  password: ChosenPassword,
  organisation: z.string().trim().min(1).max(200).nullable(),
});
