import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import type { Logger } from '@/server/logger';
import { answerError, bodyOf, sendJson } from '@/server/plain-http';
import { authorise, type Login, requireLogin } from '@/server/policy';
import type { MediaService } from '@/server/services/media-service';
import { byteRange } from './byte-range';

/**
 * Images and sounds over plain HTTP.
 *
 *     POST /api/media        the file as the body, of type image/*, audio/* or application/octet-stream (a form on a
 *                            foreign page can send none of these) -> 201 UploadedMedia
 *     GET  /api/media/<id>   the file, or the piece a Range header asks for
 *
 * A file is served with the type its content was found to have, never to be guessed anew, and in a sandbox in which it
 * could neither run a script nor fetch anything even if opened as a page.
 */
export const MEDIA = '/api/media';

type Deps = {
  readonly media: MediaService;
  readonly loginOf: (request: IncomingMessage) => Promise<Login | null>;
  readonly log: Logger;
};

const MediaId = z.uuid();
const UPLOAD_TYPE = /^(image\/|audio\/|application\/octet-stream\b)/i;

export function createMediaEndpoint({ media, loginOf, log }: Deps) {
  const upload = async (request: IncomingMessage, response: ServerResponse) => {
    if (!UPLOAD_TYPE.test(request.headers['content-type'] ?? ''))
      throw new DomainError('media_not_supported', 'Send the file itself as the body, with its type.');
    const member = authorise(await loginOf(request), 'media:manage');
    await media.admitUpload(member);
    const bytes = await bodyOf(request, media.maxBytes, () => tooLarge(media.maxBytes));
    sendJson(response, 201, await media.upload(member, bytes));
  };

  const serve = async (request: IncomingMessage, response: ServerResponse, id: string) => {
    const login = requireLogin(await loginOf(request));
    if (!MediaId.safeParse(id).success) throw new DomainError('not_found');
    const file = await media.find(login, id);
    const etag = `"${file.sha256}"`;
    const headers = {
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': file.type,
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      etag,
      vary: 'Cookie', // the next person at this browser asks anew
    };
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
    // A piece of another version than the one at hand is of no use; there is only one version, so this is for form.
    const wantsPiece = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const asked = wantsPiece ? byteRange(request.headers.range, file.size) : 'whole';
    if (asked === 'unsatisfiable') {
      response.writeHead(416, { ...headers, 'content-range': `bytes */${file.size}`, 'content-length': 0 }).end();
      return;
    }
    const { start, end } = asked === 'whole' ? { start: 0, end: file.size } : asked;
    const bytes = request.method === 'HEAD' ? null : await media.read(file, { start, end });
    response.writeHead(asked === 'whole' ? 200 : 206, {
      ...headers,
      'content-length': end - start,
      ...(asked !== 'whole' && { 'content-range': `bytes ${start}-${end - 1}/${file.size}` }),
    });
    response.end(bytes);
  };

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    try {
      if (path === MEDIA && request.method === 'POST') return await upload(request, response);
      if (path !== MEDIA && (request.method === 'GET' || request.method === 'HEAD'))
        return await serve(request, response, path.slice(MEDIA.length + 1));
      response.writeHead(405, { allow: path === MEDIA ? 'POST' : 'GET, HEAD' }).end();
    } catch (error) {
      await answerError(request, response, error, { log, path: MEDIA });
    }
  };
}

function tooLarge(maxBytes: number): DomainError {
  const message = `A file may have ${maxBytes / 1_000_000} MB at most.`;
  return new DomainError('media_too_large', message, { limitBytes: maxBytes });
}
