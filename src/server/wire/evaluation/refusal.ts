import { type DomainErrorCode, isDomainError } from '@/core/errors';
import { isTransient } from '@/server/db';

/** The words the older system has for what it refuses; everything else of ours keeps its own code. */
const NAMES: Partial<Record<DomainErrorCode, string>> = {
  not_signed_in: 'authentication_required',
  login_ended: 'authentication_required',
  not_permitted: 'access_denied',
  run_not_found: 'session_not_found',
  invalid_input: 'invalid_request',
  too_many_requests: 'rate_limited',
};

export type SocketRefusal = { readonly error: string; readonly message: string; readonly retry_after_seconds?: number };

/** What an `error` event says; null for a bug, which is logged and told as `internal_error`. */
export function refusalOf(error: unknown): SocketRefusal | null {
  if (isDomainError(error)) {
    const retry = error.details.retryAfterSeconds;
    const message = error.message;
    return {
      error: NAMES[error.code] ?? error.code,
      message,
      ...(typeof retry === 'number' && { retry_after_seconds: retry }),
    };
  }
  if (isTransient(error)) {
    const message = 'The database is away for a moment. Nothing was lost; repeat the request.';
    return { error: 'temporarily_unavailable', message, retry_after_seconds: 1 };
  }
  return null;
}
