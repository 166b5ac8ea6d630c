import { z } from 'zod';
import { DomainError } from '@/core/errors';
import { ResultsExportQuery } from '@/protocol/results-export';
import type { Member } from '@/server/policy';
import type { ReportService } from '@/server/services/report-service';
import { createFileEndpoint, csvFile, type FileDeps, jsonFile } from './file-endpoint';
import { resultsCsv } from './results-csv';

const PATH = /^\/api\/assessments\/([^/]+)\/results$/;

export const isResultsExportPath = (path: string) => PATH.test(path);

/** The results of one assessment as a file, see src/protocol/results-export.ts. */
export function createResultsExportEndpoint(
  deps: FileDeps & { readonly reports: Pick<ReportService, 'exportResults'> },
) {
  const read = (given: string, query: Record<string, string>) => {
    const wanted = ResultsExportQuery.safeParse(query);
    if (!wanted.success) throw new DomainError('invalid_input', 'format: csv or json.');
    const id = z.uuid().safeParse(given);
    if (!id.success) throw new DomainError('assessment_not_found');
    return async (member: Member) => {
      const document = await deps.reports.exportResults(member, id.data);
      const name = `results-${deps.now().toISOString().slice(0, 10)}`;
      return wanted.data.format === 'json' ? jsonFile(name, document) : csvFile(name, resultsCsv(document));
    };
  };
  const kind = { path: PATH, shown: '/api/assessments/:id/results', permission: 'assessments:observe', read } as const;
  return createFileEndpoint(kind, deps);
}
