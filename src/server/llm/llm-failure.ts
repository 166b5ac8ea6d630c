import { APICallError } from 'ai';
import type { FailureClass } from '@/core/evaluation/judge';
import { AnswerTooLong } from './bounded-fetch';

/** What went wrong with one request. `retryAfterMs` is what the provider asked for, null when it did not say. */
export type LlmFailure = { class: FailureClass; message: string; isRetryable: boolean; retryAfterMs: number | null };

const QUOTA =
  /insufficient_quota|quota (?:exceeded|used)|exceeded your current quota|billing|payment required|credit/iu;
const LENGTH = /context.?length|maximum context|too long|too many tokens|token limit|prompt is too large/iu;

/** Sorts an error of a request into a class. `isDeadline` tells that our own time limit ended it. `now` in ms, for dates in Retry-After. */
export function classifyFailure(error: unknown, { isDeadline, now }: { isDeadline: boolean; now: number }): LlmFailure {
  if (isDeadline) return failure('timeout', 'The provider did not answer in time.');
  const chain = causes(error);
  if (chain.some((cause) => cause instanceof AnswerTooLong)) {
    return failure('unparsable', 'The answer did not end; the connection was cut.');
  }
  const call = chain.find((cause) => APICallError.isInstance(cause));
  if (!call || call.statusCode === undefined) {
    return failure('unavailable', `The provider could not be reached (${codeOf(chain)}).`, true);
  }
  const status = call.statusCode;
  const said = messageOf(call);
  const text = `${status}${said ? `: ${said}` : ''}`;
  if (status === 401 || status === 403) return failure('authentication', `The provider answered ${text}`);
  if (status === 402 || (status === 429 && QUOTA.test(said)))
    return failure('billing', `The provider answered ${text}`);
  if (status === 429) {
    return { ...failure('rate_limited', `The provider answered ${text}`, true), retryAfterMs: retryAfter(call, now) };
  }
  if (status === 404) return failure('not_found', `The provider answered ${text}`);
  if (status === 413 || (status >= 400 && status < 500 && LENGTH.test(said))) {
    return failure('too_long', `The provider answered ${text}`);
  }
  if (status === 408 || status === 409 || status === 425 || status >= 500) {
    return { ...failure('unavailable', `The provider answered ${text}`, true), retryAfterMs: retryAfter(call, now) };
  }
  if (status < 300) return failure('unparsable', 'The provider answered with something that is not a chat completion.');
  return failure('refused', `The provider answered ${text}`);
}

function failure(kind: FailureClass, message: string, isRetryable = false): LlmFailure {
  return { class: kind, message, isRetryable, retryAfterMs: null };
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let cause = error; cause !== undefined && cause !== null && chain.length < 10; cause = (cause as Error).cause)
    chain.push(cause);
  return chain;
}

function codeOf(chain: readonly unknown[]): string {
  const coded = chain.map((cause) => (cause as { code?: unknown }).code).find((code) => typeof code === 'string');
  return typeof coded === 'string' ? coded : 'connection lost';
}

/** The provider's own words, on one line, short, without anything that looks like a key. */
function messageOf(call: APICallError): string {
  const body = call.responseBody ?? '';
  const stated = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/u.exec(body)?.[1];
  const code = /"(?:code|type)"\s*:\s*"(insufficient_quota|context_length_exceeded)"/u.exec(body)?.[1];
  const plain = stated ?? (body.trimStart().startsWith('<') ? '' : body);
  return [plain, code ? `(${code})` : '']
    .join(' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\b(?:sk|gsk|key|pk)[-_][\w*-]{6,}/giu, '[key]')
    .trim()
    .slice(0, 200);
}

/** Retry-After in seconds or as a date, or in milliseconds as some providers send it. */
function retryAfter(call: APICallError, now: number): number | null {
  const ms = Number.parseFloat(call.responseHeaders?.['retry-after-ms'] ?? '');
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const stated = call.responseHeaders?.['retry-after'];
  if (stated === undefined) return null;
  const seconds = Number(stated);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(stated);
  return Number.isFinite(date) ? Math.max(0, date - now) : null;
}
