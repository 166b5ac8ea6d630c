import type { IncomingHttpHeaders } from 'node:http';
import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { v7 as newId } from 'uuid';
import { unstorableField } from '@/server/api/unstorable-field';
import { settledAddress } from '@/server/client-address';
import type { Allowance } from '@/server/limits';
import type { Logger } from '@/server/logger';
import type { LoginClaims } from '@/server/login-tokens';
import { type Login, requireLogin } from '@/server/policy';
import type { Services } from '@/server/services/services';
import { invalidRequest, type Problem, problemOf } from './problem';

export type RestEnv = {
  Variables: { requestId: string; claims: LoginClaims | null; login: Login | null; allowance: Allowance | null };
  Bindings: { incoming: { headers: IncomingHttpHeaders } };
};
export type RestApp = OpenAPIHono<RestEnv>;

export type RestDeps = {
  readonly services: Services;
  readonly log: Logger;
  /** Where people reach the pages, when it is not where they ask. */
  readonly publicUrl?: string | undefined;
  /** Whether pages of this origin may call. */
  readonly isAllowedOrigin: (origin: string) => boolean;
};

export const BASE = '/api/v1';

/** A request's schema problems become the one problem body; used for every router. */
export const newRouter = (): RestApp =>
  new OpenAPIHono<RestEnv>({
    defaultHook: (result, context) => {
      if (result.success) {
        const broken = unstorableField(result.data);
        if (!broken) return undefined;
        return problem(context, invalidRequest([{ path: [broken.field], message: 'has a broken character' }]));
      }
      return problem(context, invalidRequest(result.error.issues));
    },
  });

/** What every route has: an id, CORS, the login behind a bearer token, and one body for all that goes wrong. */
export function createRestApp({ services, log, isAllowedOrigin }: RestDeps): RestApp {
  const app = newRouter().basePath(BASE) as unknown as RestApp;
  app.use('*', async (context, next) => {
    context.set('requestId', newId());
    await next();
    context.header('x-request-id', context.get('requestId'));
    context.header('cache-control', 'no-store');
    tellAllowance(context);
  });
  app.use(
    '*',
    cors({
      origin: (origin) => (isAllowedOrigin(origin) ? origin : null),
      credentials: false, // bearer tokens, never cookies: a foreign page cannot borrow a login
      exposeHeaders: ['x-request-id', 'retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
      maxAge: 600,
    }),
  );
  app.use('*', async (context, next) => {
    const token = /^bearer\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    const claims = token ? await services.identity.fromAccessToken(token) : null;
    context.set('claims', claims);
    const login = await services.identity.resume(claims);
    context.set('login', login);
    context.set('allowance', await services.allowances.request(login?.userId ?? null, addressOf(context)));
    await next();
  });
  app.notFound((context) =>
    problem(context, { status: 404, code: 'not_found', error: 'There is nothing at this address.' }),
  );
  app.onError((error, context) => {
    const known = problemOf(error);
    if (known?.allowance) context.set('allowance', known.allowance);
    if (known) return problem(context, known);
    if ('status' in error && typeof error.status === 'number' && error.status < 500)
      return problem(context, { status: error.status, code: 'invalid_input', error: 'The request is malformed.' });
    log.error({ requestId: context.get('requestId'), path: context.req.path, err: error }, 'REST route failed');
    return problem(context, {
      status: 500,
      code: 'internal_error',
      error: 'Something went wrong here. It has been noted.',
    });
  });
  return app;
}

type Context = Parameters<Parameters<RestApp['onError']>[0]>[1];

export function problem(context: Context, { status, code, error, details, retryAfterSeconds }: Problem): Response {
  if (retryAfterSeconds) context.header('retry-after', String(retryAfterSeconds));
  if (status === 401) context.header('www-authenticate', 'Bearer');
  const body = { error, code, status_code: status, request_id: context.get('requestId'), ...(details && { details }) };
  return context.json(body, status as ContentfulStatusCode);
}

/** How much may still be asked for; when nothing may, when again. */
function tellAllowance(context: {
  get(key: 'allowance'): Allowance | null;
  header(name: string, value: string): void;
}) {
  const allowance = context.get('allowance');
  if (!allowance) return;
  context.header('x-ratelimit-limit', String(allowance.limit));
  context.header('x-ratelimit-remaining', String(allowance.remaining));
  context.header('x-ratelimit-reset', String(allowance.resetSeconds));
}

export const addressOf = (context: { env: { incoming?: { headers: IncomingHttpHeaders } } }): string =>
  settledAddress(context.env.incoming?.headers);

/** @throws DomainError `not_signed_in`. */
export const loginOf = (context: { get(key: 'login'): Login | null }): Login => requireLogin(context.get('login'));
