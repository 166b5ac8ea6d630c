import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { type DomainErrorCode, isDomainError } from '@/core/errors';
import { TRPC_CODE } from '@/server/api/trpc';
import { isTransient } from '@/server/db';
import type { Allowance } from '@/server/limits';

type Detail = { readonly field: string; readonly message: string };

/** An answer other than success: the same body for all of them, never a stack or an internal name. */
export type Problem = {
  readonly status: number;
  readonly code: DomainErrorCode | 'internal_error';
  readonly error: string;
  readonly retryAfterSeconds?: number;
  /** The limit that was exceeded. */
  readonly allowance?: Allowance;
  readonly details?: readonly Detail[];
};

export const statusOf = (code: DomainErrorCode): number =>
  getHTTPStatusCodeFromError(new TRPCError({ code: TRPC_CODE[code] }));

/** What a failure means to the client; null for a bug, which is logged and told as `internal_error`. */
export function problemOf(error: unknown): Problem | null {
  if (isDomainError(error)) {
    const { code, message, details } = error;
    const { retryAfterSeconds: retry, limit } = details;
    const isCounted = typeof retry === 'number' && typeof limit === 'number';
    return {
      ...(isCounted && { allowance: { limit, remaining: 0, resetSeconds: retry } }),
      status: 'restStatus' in error ? Number(error.restStatus) : statusOf(code),
      code,
      error: message,
      ...(typeof retry === 'number' && { retryAfterSeconds: retry }),
    };
  }
  if (isTransient(error)) {
    return {
      status: 503,
      code: 'temporarily_unavailable',
      error: 'The database is away for a moment. Nothing was lost; repeat the request.',
      retryAfterSeconds: 1,
    };
  }
  return null;
}

/** A request that does not fit its schema: 422, with what is wrong where. */
export function invalidRequest(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Problem {
  const details = issues.map(({ path, message }) => ({ field: path.map(String).join('.') || 'body', message }));
  return {
    status: 422,
    code: 'invalid_input',
    error: details.map(({ field, message }) => `${field}: ${message}`).join('; '),
    details,
  };
}

/** What is wrong with a text is 422 with older clients, whatever code of ours it has. */
export async function unprocessable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isDomainError(error) && ['text_empty', 'text_too_long', 'invalid_input'].includes(error.code))
      throw Object.assign(error, { restStatus: 422 });
    throw error;
  }
}
