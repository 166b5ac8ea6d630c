import { z } from 'zod';

/**
 * The REST API of `/api/v1`, as clients of the two older systems know it: snake_case, seconds and whole numbers where they
 * had them. The OpenAPI document is made from these schemas.
 */
const Email = z.email('an e-mail address').max(254);
const Password = z.string().min(8, 'at least 8 characters').max(200);
const Username = z
  .string()
  .min(3, 'at least 3 characters')
  .max(64)
  .regex(/^[^\s@]+$/, 'letters, digits and signs, without blanks or @');

export const Register = z
  .object({
    email: Email,
    password: Password,
    username: Username.optional().describe('A name to sign in with, beside the e-mail address'),
    name: z.string().trim().min(1).max(100).optional().describe('Shown to others; the user name if there is none'),
    role: z
      .enum(['candidate', 'recruiter', 'owner'])
      .default('candidate')
      .describe('A candidate, or (recruiter, owner) the owner of a new organisation'),
    organisation: z.string().trim().min(1).max(200).optional().describe('Name of the new organisation'),
  })
  .meta({ id: 'Register' });

export const LoginJson = z
  .object({
    username: z.string().min(1).max(254).optional().describe('User name or e-mail address'),
    email: z.string().min(1).max(254).optional(),
    password: z.string().min(1).max(200),
  })
  .refine(({ username, email }) => username !== undefined || email !== undefined, 'username or email is missing')
  .meta({ id: 'Login' });

export const Token = z
  .object({
    access_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.number().int().describe('Seconds'),
    user_id: z.number().int(),
    role: z.string().describe('candidate, or the role in the first organisation'),
  })
  .meta({ id: 'Token' });

export const User = z
  .object({
    id: z.uuid(),
    user_id: z.number().int(),
    username: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.string(),
    organisations: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.string() })),
    created_at: z.iso.datetime(),
    last_login: z.iso.datetime().nullable(),
  })
  .meta({ id: 'User' });

export const Message = z.object({ message: z.string() }).meta({ id: 'Message' });

export const Problem = z
  .object({
    error: z.string().describe('A sentence for people'),
    code: z.string().describe('A code of the closed list, for programs'),
    status_code: z.number().int(),
    request_id: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
