import { initTRPC, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { DomainError, type DomainErrorCode, isDomainError } from '@/core/errors';
import { isTransient } from '@/server/db';
import { type Access, authorise, type Permission, requireLogin } from '@/server/policy';
import type { Context } from './context';
import { unstorableField } from './unstorable-field';

export const TRPC_CODE = {
  not_signed_in: 'UNAUTHORIZED',
  login_ended: 'UNAUTHORIZED',
  not_permitted: 'FORBIDDEN',
  invalid_credentials: 'UNAUTHORIZED',
  registration_closed: 'FORBIDDEN',
  invitation_not_found: 'NOT_FOUND',
  invitation_for_another: 'FORBIDDEN',
  already_member: 'CONFLICT',
  last_owner: 'CONFLICT',
  too_many_requests: 'TOO_MANY_REQUESTS',
  invalid_input: 'BAD_REQUEST',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  assessment_not_found: 'NOT_FOUND',
  assessment_not_editable: 'CONFLICT',
  assessment_not_open: 'PRECONDITION_FAILED',
  assessment_not_yet_open: 'PRECONDITION_FAILED',
  assessment_closed: 'PRECONDITION_FAILED',
  applied_too_late: 'PRECONDITION_FAILED',
  not_shortlisted: 'PRECONDITION_FAILED',
  no_attempts_left: 'PRECONDITION_FAILED',
  answered_elsewhere: 'CONFLICT',
  item_time_over: 'PRECONDITION_FAILED',
  session_paused: 'CONFLICT',
  pause_not_allowed: 'PRECONDITION_FAILED',
  review_not_allowed: 'PRECONDITION_FAILED',
  graph_invalid: 'BAD_REQUEST',
  item_invalid: 'BAD_REQUEST',
  rules_unsatisfiable: 'BAD_REQUEST',
  session_not_found: 'NOT_FOUND',
  session_not_in_progress: 'CONFLICT',
  session_not_completed: 'CONFLICT',
  stale_presentation: 'CONFLICT',
  stale_session: 'CONFLICT',
  option_not_offered: 'BAD_REQUEST',
  answer_malformed: 'BAD_REQUEST',
  not_a_number: 'BAD_REQUEST',
  answer_too_long: 'BAD_REQUEST',
  deadline_passed: 'PRECONDITION_FAILED',
  question_too_long: 'PAYLOAD_TOO_LARGE',
  too_many_questions: 'TOO_MANY_REQUESTS',
  consent_required: 'PRECONDITION_FAILED',
  media_too_large: 'PAYLOAD_TOO_LARGE',
  media_not_supported: 'UNSUPPORTED_MEDIA_TYPE',
  media_in_use: 'CONFLICT',
  item_not_found: 'NOT_FOUND',
  item_not_in_state: 'CONFLICT',
  own_item: 'FORBIDDEN',
  gates_not_passed: 'PRECONDITION_FAILED',
  nothing_to_publish: 'CONFLICT',
  no_model_configured: 'PRECONDITION_FAILED',
  run_not_found: 'NOT_FOUND',
  run_already_started: 'CONFLICT',
  run_not_ended: 'CONFLICT',
  nothing_missing: 'CONFLICT',
  rubric_not_found: 'NOT_FOUND',
  share_not_found: 'NOT_FOUND',
  label_not_found: 'NOT_FOUND',
  run_not_active: 'CONFLICT',
  collection_not_found: 'NOT_FOUND',
  collection_in_use: 'CONFLICT',
  collection_full: 'CONFLICT',
  document_too_large: 'PAYLOAD_TOO_LARGE',
  document_not_supported: 'UNSUPPORTED_MEDIA_TYPE',
  document_unreadable: 'UNPROCESSABLE_CONTENT',
  text_empty: 'BAD_REQUEST',
  text_too_long: 'PAYLOAD_TOO_LARGE',
  temporarily_unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<DomainErrorCode, TRPCError['code']>;

/** The HTTP status of a refusal, for what is served beside the API. */
export const httpStatusOf = (code: DomainErrorCode): number =>
  getHTTPStatusCodeFromError(new TRPCError({ code: TRPC_CODE[code] }));

type Meta = { access: Access };

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false, // no stack ever reaches a client
    errorFormatter({ shape, error }) {
      const refusal = refusalOf(error);
      const unexpected = refusal === null && error.code === 'INTERNAL_SERVER_ERROR';
      return {
        code: shape.code,
        message:
          refusal?.message ?? (unexpected ? 'Something went wrong here. It has been noted.' : clientMessage(error)),
        data: {
          code: refusal ? TRPC_CODE[refusal.code] : shape.data.code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path,
          domainCode: refusal?.code ?? (error.code === 'BAD_REQUEST' ? ('invalid_input' as const) : null),
          details: refusal?.details ?? {},
        },
      };
    },
  });

/** The refusal behind an error, if it is one; a database that is away counts as one. */
function refusalOf(error: TRPCError): DomainError | null {
  if (isDomainError(error.cause)) return error.cause;
  if (isTransient(error.cause)) return new DomainError('temporarily_unavailable');
  return null;
}

/** A sentence for a person from zod's list of issues; other messages are tRPC's own. */
function clientMessage(error: TRPCError): string {
  const issues = (error.cause as { issues?: { path: PropertyKey[]; message: string }[] } | undefined)?.issues;
  if (!issues) return error.message;
  return issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
}

/** Gives refusals their transport code, and keeps times and failures of every call. */
const observed = t.middleware(async ({ ctx, path, type, next }) => {
  const started = performance.now();
  const result = await next();
  const code = result.ok ? 'ok' : (refusalOf(result.error)?.code ?? result.error.code);
  const ms = performance.now() - started;
  ctx.metrics.procedureSeconds.observe({ path, type, code }, ms / 1000);
  if (ctx.log.isLevelEnabled('debug')) ctx.log.debug({ requestId: ctx.requestId, path, code, ms }, 'call');
  if (result.ok) return result;
  const refusal = refusalOf(result.error);
  if (!refusal && result.error.code === 'INTERNAL_SERVER_ERROR') {
    ctx.log.error({ requestId: ctx.requestId, path, err: result.error.cause ?? result.error }, 'procedure failed');
  }
  if (refusal) throw new TRPCError({ code: TRPC_CODE[refusal.code], message: refusal.message, cause: refusal });
  return result;
});

/**
 * What is the same for every call. Subscriptions run over sockets alone: only those are watched for the end of a login,
 * counted, and waited for when they read slowly. Text that no database can hold is refused here, for all fields at once.
 */
const guarded = t.middleware(async ({ ctx, type, getRawInput, next }) => {
  if (type === 'subscription' && !ctx.connection) {
    throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message: 'Subscriptions need a socket.' });
  }
  const broken = unstorableField(await getRawInput());
  if (broken) {
    const { field, position } = broken;
    const message = `The ${field || 'input'} is not valid text: a broken character stands at position ${position + 1}.`;
    throw new DomainError('invalid_input', message, { field, position });
  }
  return next();
});

const base = t.procedure.use(observed).use(guarded);

export const { router, createCallerFactory } = t;

export const publicProcedure = base.meta({ access: 'public' });

export const signedInProcedure = base
  .meta({ access: 'signedIn' })
  .use(({ ctx, next }) => next({ ctx: { login: requireLogin(ctx.login) } }));

/** For what belongs to the caller personally; the service checks that it does. */
export const candidateProcedure = base
  .meta({ access: 'candidate' })
  .use(({ ctx, next }) => next({ ctx: { login: requireLogin(ctx.login) } }));

/** For what an organisation's member may do; `ctx.member` carries the organisation every query is scoped by. */
export const memberProcedure = (permission: Permission) =>
  base
    .meta({ access: permission })
    .use(({ ctx, next }) =>
      next({ ctx: { login: requireLogin(ctx.login), member: authorise(ctx.login, permission) } }),
    );
