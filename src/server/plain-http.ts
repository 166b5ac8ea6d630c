import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError, isDomainError } from '@/core/errors';
import { httpStatusOf } from '@/server/api/trpc';
import { isTransient } from '@/server/db';
import type { Logger } from '@/server/logger';

/** What endpoints beside the API share: reading a body that may be too long, and refusing without losing the answer. */
const LINGER_MS = 1_000;

/** The body, given up with `tooLarge` as soon as it says or turns out to be longer than `maxBytes`. */
export async function bodyOf(request: IncomingMessage, maxBytes: number, tooLarge: () => Error): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    request.on('data', function take(chunk: Buffer) {
      received += chunk.byteLength;
      chunks.push(chunk);
      if (received <= maxBytes) return;
      request.off('data', take).pause();
      chunks.length = 0;
      reject(tooLarge());
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new DomainError('invalid_input', 'The upload broke off.')));
  });
}

/** Answers with a refusal in words and a failure without any; what failed goes into the log. */
export async function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  { log, path }: { log: Logger; path: string },
): Promise<void> {
  const refusal = isDomainError(error) ? error : isTransient(error) ? new DomainError('temporarily_unavailable') : null;
  if (!refusal) log.error({ path, err: error instanceof Error ? error.message : error }, 'request failed');
  if (response.headersSent) return void response.destroy();
  const body = refusal
    ? { domainCode: refusal.code, message: refusal.message }
    : { message: 'Something went wrong here. It has been noted.' };
  await answerEarly(request, response, refusal ? httpStatusOf(refusal.code) : 500, body);
}

/**
 * Answers although the body may still be on its way, and then ends the connection. For a moment what arrives is thrown
 * away: closing on a sender in mid-sentence would lose the answer with it.
 */
export async function answerEarly(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: object,
): Promise<void> {
  if (request.complete) return sendJson(response, status, body);
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' };
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).write(text);
  request.resume();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LINGER_MS);
    request.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  response.end();
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

/** The address of a page for the log: the token of an invitation or share link opens what it leads to. */
export const withoutLinkToken = (path: string): string => path.replace(/^\/(invite|join|shared)\/[^/]+/, '/$1/…');
