import { z } from 'zod';
import { ChosenPassword, RoleSchema } from './account';

export const MemberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleSchema,
  since: z.iso.datetime(),
});
export type MemberEntry = z.infer<typeof MemberSchema>;

const PersonName = z.string().trim().min(1).max(100);
const Email = z.email('an e-mail address').max(254);

export const InviteMember = z.object({ email: Email, name: PersonName, role: RoleSchema });

/** An invitation nobody has accepted yet. */
export const MemberInvitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: RoleSchema,
  invitedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  hasExpired: z.boolean(),
});
export type MemberInvitationEntry = z.infer<typeof MemberInvitationSchema>;

export const MemberInvitationToken = z.object({ token: z.string().min(1).max(200) });

/**
 * What the page behind a link says. `account`: whoever opens it needs a new account or a first password (`new`), signs in
 * with a password (`password`), or came as a candidate elsewhere and has to be signed in by that link first (`link`).
 */
export const MemberInvitationPreview = z.object({
  organisationName: z.string(),
  invitedBy: z.string(),
  email: z.string(),
  name: z.string(),
  role: RoleSchema,
  account: z.enum(['new', 'password', 'link']),
});

export const AcceptMemberInvitation = MemberInvitationToken.extend({
  /** For those without a password: the one they choose, and their name. */
  person: z.object({ name: PersonName, password: ChosenPassword }).nullable(),
});
