import { createRoute } from '@hono/zod-openapi';
import { isDomainError } from '@/core/errors';
import { LoginJson, Message, Register, Token, User } from '@/protocol/rest';
import type { Login } from '@/server/policy';
import type { Services } from '@/server/services/services';
import { body, json, refused } from './describe-route';
import { invalidRequest } from './problem';
import { addressOf, loginOf, newRouter, problem, type RestApp } from './rest-app';

const secured = { security: [{ bearer: [] }], tags: ['auth'] };
const open = { tags: ['auth'] };

/** Registering, signing in and out. */
export function authRoutes({ identity, allowances }: Services): RestApp {
  const app = newRouter();

  const tokenFor = async (person: Awaited<ReturnType<typeof identity.signIn>>, loginId?: string) => {
    const access_token = await identity.accessToken(person, loginId);
    const login = await identity.resume(await identity.fromAccessToken(access_token));
    return {
      access_token,
      token_type: 'bearer' as const,
      expires_in: identity.accessTokenSeconds,
      user_id: person.number,
      role: roleOf(login),
    };
  };
  const userOf = async (login: Login) => {
    const person = await identity.person(login);
    return {
      id: person.id,
      user_id: person.number,
      username: person.username ?? person.email,
      name: person.name,
      email: person.email,
      role: roleOf(login),
      organisations: login.memberships.map(({ organisationId, organisationName, role }) => ({
        id: organisationId,
        name: organisationName,
        role,
      })),
      created_at: person.createdAt.toISOString(),
      last_login: person.lastLoginAt?.toISOString() ?? null,
    };
  };

  app.openapi(
    createRoute({
      ...open,
      method: 'post',
      path: '/register',
      summary: 'Register a candidate, or a new organisation with its owner',
      request: { body: body(Register) },
      responses: {
        201: json(User, 'The new user'),
        400: refused('The address or user name is taken'),
        403: refused('This server takes no registrations'),
        422: refused('A field is missing or malformed'),
        429: refused('Too many registrations from this address'),
      },
    }),
    async (context) => {
      context.set('allowance', await allowances.register(addressOf(context)));
      const { email, password, username = null, name, role, organisation } = context.req.valid('json');
      const shown = name ?? username ?? email.split('@')[0]!;
      const ownOrganisation = organisation ?? (role === 'candidate' ? null : `${shown}'s organisation`);
      try {
        const person = await identity.register({
          email,
          password,
          username,
          name: shown,
          organisation: ownOrganisation,
        });
        const login = await identity.resume(await identity.fromAccessToken(await identity.accessToken(person)));
        return context.json(await userOf(login!), 201);
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'conflict') throw error;
        // 400, not 409: what the older clients know
        return problem(context, { status: 400, code: 'conflict', error: error.message }) as never;
      }
    },
  );

  const signIn = async (name: string, password: string, address: string) =>
    tokenFor(await identity.signIn(name, password, address));
  const signInResponses = {
    200: json(Token, 'A bearer token'),
    400: refused('The body is no JSON and no form'),
    401: refused('Wrong name or password'),
    422: refused('A field is missing'),
    429: refused('Too many attempts'),
  };

  app.openapi(
    createRoute({
      ...open,
      method: 'post',
      path: '/login/json',
      summary: 'Sign in (JSON)',
      request: { body: body(LoginJson) },
      responses: signInResponses,
    }),
    async (context) => {
      const { username, email, password } = context.req.valid('json');
      return context.json(await signIn(username ?? email ?? '', password, addressOf(context)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...open,
      method: 'post',
      path: '/login',
      summary: 'Sign in (form or JSON)',
      request: {
        body: {
          // each content type is checked by its own schema; `required` would hold a form to the JSON one too
          required: false,
          content: {
            'application/x-www-form-urlencoded': { schema: LoginJson },
            'application/json': { schema: LoginJson },
          },
        },
      },
      responses: signInResponses,
    }),
    async (context) => {
      const isForm = !(context.req.header('content-type') ?? '').startsWith('application/json');
      // without a body, or with one of neither type, nothing was checked
      const given = LoginJson.safeParse(context.req.valid(isForm ? 'form' : 'json') ?? {});
      if (!given.success) return problem(context, invalidRequest(given.error.issues)) as never;
      const { username, email, password } = given.data;
      return context.json(await signIn(username ?? email ?? '', password, addressOf(context)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...secured,
      method: 'post',
      path: '/refresh',
      summary: 'A new token for the same login',
      responses: { 200: json(Token, 'A bearer token'), 401: refused('No valid token') },
    }),
    async (context) => {
      const login = loginOf(context);
      return context.json(await tokenFor(login, login.loginId), 200);
    },
  );

  app.openapi(
    createRoute({
      ...secured,
      method: 'get',
      path: '/me',
      summary: 'Who I am',
      responses: { 200: json(User, 'The user'), 401: refused('No valid token') },
    }),
    async (context) => context.json(await userOf(loginOf(context)), 200),
  );

  app.openapi(
    createRoute({
      ...secured,
      method: 'post',
      path: '/logout',
      summary: 'End this login: its tokens and its sockets',
      responses: { 200: json(Message, 'Done'), 401: refused('No valid token') },
    }),
    async (context) => {
      loginOf(context);
      await identity.signOut(context.get('claims')!);
      return context.json({ message: 'Successfully logged out' }, 200);
    },
  );
  return app;
}

const roleOf = (login: Login | null): string => login?.memberships[0]?.role ?? 'candidate';
