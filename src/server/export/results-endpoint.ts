import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import { ResultsExportQuery } from '@/protocol/results-export';
import type { Limiter } from '@/server/limits';
import type { Logger } from '@/server/logger';
import { answerError } from '@/server/plain-http';
import { authorise, type Login } from '@/server/policy';
import type { ReportService } from '@/server/services/report-service';
import { resultsCsv } from './results-csv';

type Deps = {
  readonly reports: Pick<ReportService, 'exportResults'>;
  readonly limiter: Limiter;
  readonly loginOf: (request: IncomingMessage) => Promise<Login | null>;
  readonly now: () => Date;
  readonly log: Logger;
};

const PATH = /^\/api\/assessments\/([^/]+)\/results$/;

export const isResultsExportPath = (path: string) => PATH.test(path);

/** The results of one assessment as a file, see src/protocol/results-export.ts. */
export function createResultsExportEndpoint({ reports, limiter, loginOf, now, log }: Deps) {
  const give = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const member = authorise(await loginOf(request), 'assessments:observe');
    const query = ResultsExportQuery.safeParse(
      Object.fromEntries(new URL(request.url ?? '/', 'http://assay').searchParams),
    );
    if (!query.success) throw new DomainError('invalid_input', 'format: csv or json.');
    const id = z.uuid().safeParse(PATH.exec(path)?.[1]);
    if (!id.success) throw new DomainError('assessment_not_found');
    await limiter.take(member.userId);
    const document = await reports.exportResults(member, id.data);
    const { format } = query.data;
    const [type, body] =
      format === 'json'
        ? ['application/json; charset=utf-8', JSON.stringify(document, null, 2)]
        : ['text/csv; charset=utf-8', resultsCsv(document)];
    response
      .writeHead(200, {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        'content-disposition': `attachment; filename="results-${now().toISOString().slice(0, 10)}.${format}"`,
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
      await answerError(request, response, error, { log, path: '/api/assessments/:id/results' });
    }
  };
}
