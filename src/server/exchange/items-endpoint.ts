import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@/core/errors';
import { EXPORT_PATH, ExportQuery, type FileRefusal, IMPORT_PATH, ImportQuery } from '@/protocol/exchange';
import type { Logger } from '@/server/logger';
import { answerEarly, answerError, bodyOf, sendJson } from '@/server/plain-http';
import { authorise, type Login } from '@/server/policy';
import type { ExchangeService } from '@/server/services/exchange-service';
import { LIMITS } from './limits';
import { ExchangeRefusal, PROBLEMS } from './problem';

type Deps = {
  readonly exchange: ExchangeService;
  readonly loginOf: (request: IncomingMessage) => Promise<Login | null>;
  readonly now: () => Date;
  readonly log: Logger;
};

export const isItemsPath = (path: string) => path === IMPORT_PATH || path === EXPORT_PATH;

/**
 * The endpoints of src/protocol/exchange.ts. A form on a foreign page cannot send `application/octet-stream`, and a script there gets
 * no leave to. The size is refused by what the request says, and by what arrives when it says nothing or lies.
 */
export function createItemsEndpoint({ exchange, loginOf, now, log }: Deps) {
  const take = async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    if (!/^application\/octet-stream\b/i.test(request.headers['content-type'] ?? '')) {
      throw new DomainError('invalid_input', 'Send the file itself as the body, as application/octet-stream.');
    }
    const member = authorise(await loginOf(request), 'items:write');
    const wanted = parse(ImportQuery, query);
    await exchange.admitImport(member);
    const tooLarge = () =>
      new ExchangeRefusal('file_too_large', `The limit is ${LIMITS.uploadBytes / (1024 * 1024)} MiB.`);
    const bytes = await bodyOf(request, LIMITS.uploadBytes, tooLarge);
    const fileName = decoded(String(request.headers['x-file-name'] ?? '')) || 'a file';
    sendJson(response, 200, await exchange.importFile(member, bytes, wanted, fileName));
  };

  const give = async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    const member = authorise(await loginOf(request), 'items:write');
    const file = await exchange.exportFile(member, parse(ExportQuery, query));
    const day = now().toISOString().slice(0, 10);
    response.writeHead(200, {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename="items-${day}.${file.extension}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-left-out': file.leftOut,
    });
    await pipeline(file.stream, response);
  };

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const query = new URL(request.url ?? '/', 'http://assay').searchParams;
    const method = path === IMPORT_PATH ? 'POST' : 'GET';
    try {
      if (request.method !== method) return void response.writeHead(405, { allow: method }).end();
      await (path === IMPORT_PATH ? take : give)(request, response, query);
    } catch (error) {
      if (!(error instanceof ExchangeRefusal)) return answerError(request, response, error, { log, path });
      const { code, detail, at } = error.problem;
      const body: FileRefusal = {
        problem: { code, sentence: PROBLEMS[code], detail, line: at.line, path: at.path },
      };
      await answerEarly(request, response, code === 'file_too_large' ? 413 : 422, body);
    }
  };
}

/** @throws DomainError `invalid_input` */
function parse<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  query: URLSearchParams,
): T {
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw new DomainError('invalid_input', 'The address of the request is malformed.');
  return parsed.data;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value).slice(0, 200);
  } catch {
    return '';
  }
}
