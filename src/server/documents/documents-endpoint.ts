import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '@/core/errors';
import { CollectionId, MAX_DOCUMENT_BYTES } from '@/protocol/collection';
import type { Logger } from '@/server/logger';
import { answerError, bodyOf, sendJson } from '@/server/plain-http';
import { authorise, type Login } from '@/server/policy';
import type { CollectionService } from '@/server/services/collection-service';

/**
 * Documents over plain HTTP.
 *
 *     POST /api/collections/<id>/documents?name=<file name>
 *         the file as the body, of type application/octet-stream (a form on a foreign page cannot send it)
 *         -> 201 UploadedDocument, or 200 when the collection has this content already
 */
const PATH = /^\/api\/collections\/([^/]+)\/documents$/u;

export const isDocumentsPath = (path: string): boolean => PATH.test(path);

type Deps = {
  readonly collections: CollectionService;
  readonly loginOf: (request: IncomingMessage) => Promise<Login | null>;
  readonly log: Logger;
};

export function createDocumentsEndpoint({ collections, loginOf, log }: Deps) {
  const upload = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    if (!/^application\/octet-stream\b/iu.test(request.headers['content-type'] ?? '')) {
      throw new DomainError('document_not_supported', 'Send the file itself as the body, as application/octet-stream.');
    }
    const member = authorise(await loginOf(request), 'collections:manage');
    const id = CollectionId.safeParse(PATH.exec(path)?.[1]);
    if (!id.success) throw new DomainError('collection_not_found');
    await collections.admitUpload(member, id.data);
    const bytes = await bodyOf(request, MAX_DOCUMENT_BYTES, () => new DomainError('document_too_large'));
    const name = new URL(request.url ?? '/', 'http://here').searchParams.get('name') ?? '';
    const uploaded = await collections.upload(member, id.data, name.replaceAll('\0', ''), bytes);
    sendJson(response, uploaded.isNew ? 201 : 200, uploaded);
  };

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    try {
      if (request.method === 'POST') return await upload(request, response, path);
      response.writeHead(405, { allow: 'POST' }).end();
    } catch (error) {
      await answerError(request, response, error, { log, path: '/api/collections' });
    }
  };
}
