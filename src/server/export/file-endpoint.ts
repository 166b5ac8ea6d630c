import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Limiter } from '@/server/limits';
import type { Logger } from '@/server/logger';
import { answerError } from '@/server/plain-http';
import { authorise, type Login, type Member, type Permission } from '@/server/policy';

export type FileDeps = {
  readonly limiter: Limiter;
  readonly loginOf: (request: IncomingMessage) => Promise<Login | null>;
  readonly now: () => Date;
  readonly log: Logger;
};
export type ExportedFile = { readonly name: string; readonly type: string; readonly body: string | Uint8Array };

type FileKind = {
  /** The address, with the id as its one group, and how logs name it. */
  readonly path: RegExp;
  readonly shown: string;
  readonly permission: Permission;
  /** Reads what is asked for, refusing what makes no sense; then makes the file, which counts against the person's limit. */
  readonly read: (id: string, query: Record<string, string>) => (member: Member) => Promise<ExportedFile>;
};

/** Something one may see, as a file. A file takes more work than a page, so its number is limited for each person. */
export function createFileEndpoint({ path: pattern, shown, permission, read }: FileKind, deps: FileDeps) {
  const { limiter, loginOf, log } = deps;
  const give = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const member = authorise(await loginOf(request), permission);
    const query = Object.fromEntries(new URL(request.url ?? '/', 'http://assay').searchParams);
    const make = read(pattern.exec(path)?.[1] ?? '', query);
    await limiter.take(member.userId);
    const { name, type, body } = await make(member);
    response
      .writeHead(200, {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      })
      .end(body);
  };
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    try {
      if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
      await give(request, response, path);
    } catch (error) {
      await answerError(request, response, error, { log, path: shown });
    }
  };
}

const JSON_TYPE = 'application/json; charset=utf-8';
const CSV_TYPE = 'text/csv; charset=utf-8';

export const jsonFile = (name: string, document: unknown): ExportedFile => ({
  name: `${name}.json`,
  type: JSON_TYPE,
  body: JSON.stringify(document, null, 2),
});
export const csvFile = (name: string, body: string): ExportedFile => ({ name: `${name}.csv`, type: CSV_TYPE, body });
