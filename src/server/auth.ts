import { randomUUID } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import credentialsModule from 'next-auth/providers/credentials';
import { isDomainError } from '@/core/errors';
import { settledAddress } from '@/server/client-address';
import { LoginClaims } from '@/server/login-tokens';
import type { Services } from '@/server/services/services';

/** The package is CommonJS: loaded outside Next's bundler its default export lies one level deeper. */
const CredentialsProvider =
  (credentialsModule as unknown as { default?: typeof credentialsModule }).default ?? credentialsModule;

/** next-auth for this application: two ways to sign in, one kind of token, no account tables of its own. */
export function authOptions(services: Services, secret: string, loginHours: number): NextAuthOptions {
  // A refusal's code travels to the sign-in page as the error text; nothing else about a failure does.
  const codeOf = (error: unknown) => new Error(isDomainError(error) ? error.code : 'temporarily_unavailable');
  return {
    secret,
    session: { strategy: 'jwt', maxAge: loginHours * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        id: 'credentials',
        name: 'password',
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          try {
            const person = await services.identity.signIn(
              credentials?.email ?? '',
              credentials?.password ?? '',
              settledAddress(request.headers),
            );
            return { id: person.userId, name: person.name, email: person.email, tokenVersion: person.tokenVersion };
          } catch (error) {
            throw codeOf(error);
          }
        },
      }),
      CredentialsProvider({
        id: 'invitation',
        name: 'invitation link',
        credentials: { token: {} },
        async authorize(credentials) {
          try {
            const { person, organisationId } = await services.invitations.redeem(credentials?.token ?? '');
            const { userId: id, name, email, tokenVersion } = person;
            return { id, name, email, tokenVersion, within: organisationId };
          } catch (error) {
            throw codeOf(error);
          }
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (!user) return token;
        const { tokenVersion = 0, within } = user as { tokenVersion?: number; within?: string };
        return { sub: user.id, loginId: randomUUID(), tokenVersion, ...(within && { within }) };
      },
      session: ({ session }) => session,
    },
    events: {
      async signOut({ token }) {
        const claims = LoginClaims.safeParse(token);
        if (claims.success) await services.identity.signOut(claims.data);
      },
    },
  };
}
