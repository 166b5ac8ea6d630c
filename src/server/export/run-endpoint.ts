import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '@/core/errors';
import { RunId } from '@/protocol/run';
import { RunExportQuery } from '@/protocol/run-export';
import type { Limiter } from '@/server/limits';
import type { Logger } from '@/server/logger';
import { answerError } from '@/server/plain-http';
import { authorise, type Login } from '@/server/policy';
import type { EvaluationService } from '@/server/services/evaluation-service';
import { runCsv } from './run-csv';
import { runDocument } from './run-document';
import { runPdf } from './run-pdf';

type Deps = {
  readonly evaluations: Pick<EvaluationService, 'get'>;
  readonly limiter: Limiter;
  readonly loginOf: (request: IncomingMessage) => Promise<Login | null>;
  readonly now: () => Date;
  readonly log: Logger;
};

const PATH = /^\/api\/runs\/([^/]+)\/export$/;

export const isRunExportPath = (path: string) => PATH.test(path);

/** One run as a file, for who may read it. A file takes more work than a page, so its number is limited for each person. */
export function createRunExportEndpoint({ evaluations, limiter, loginOf, now, log }: Deps) {
  const give = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const member = authorise(await loginOf(request), 'runs:read');
    const query = RunExportQuery.safeParse(
      Object.fromEntries(new URL(request.url ?? '/', 'http://assay').searchParams),
    );
    if (!query.success) throw new DomainError('invalid_input', 'format: json, csv or pdf.');
    const id = RunId.safeParse(PATH.exec(path)?.[1]);
    if (!id.success) throw new DomainError('run_not_found');
    await limiter.take(member.userId);
    const { run, state } = await evaluations.get(member, id.data);
    const document = runDocument(run, state, now());
    const { format } = query.data;
    const [type, body] =
      format === 'json'
        ? ['application/json; charset=utf-8', JSON.stringify(document, null, 2)]
        : format === 'csv'
          ? ['text/csv; charset=utf-8', runCsv(document)]
          : ['application/pdf', await runPdf(document)];
    response
      .writeHead(200, {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        'content-disposition': `attachment; filename="evaluation-${run.id}.${format}"`,
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
      await answerError(request, response, error, { log, path: '/api/runs/:id/export' });
    }
  };
}
