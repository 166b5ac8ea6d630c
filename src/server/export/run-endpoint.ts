import { DomainError } from '@/core/errors';
import { RunId } from '@/protocol/run';
import { RunExportQuery } from '@/protocol/run-export';
import type { EvaluationService } from '@/server/services/evaluation-service';
import { createFileEndpoint, csvFile, type FileDeps, jsonFile } from './file-endpoint';
import { runCsv } from './run-csv';
import { runDocument } from './run-document';
import { runPdf } from './run-pdf';

const PATH = /^\/api\/runs\/([^/]+)\/export$/;

export const isRunExportPath = (path: string) => PATH.test(path);

/** One run as a file, for who may read it. */
export function createRunExportEndpoint(deps: FileDeps & { readonly evaluations: Pick<EvaluationService, 'get'> }) {
  const read = (given: string, query: Record<string, string>) => {
    const wanted = RunExportQuery.safeParse(query);
    if (!wanted.success) throw new DomainError('invalid_input', 'format: json, csv or pdf.');
    const id = RunId.safeParse(given);
    if (!id.success) throw new DomainError('run_not_found');
    return async (member: Parameters<EvaluationService['get']>[0]) => {
      const { run, state } = await deps.evaluations.get(member, id.data);
      const document = runDocument(run, state, deps.now());
      const name = `evaluation-${run.id}`;
      switch (wanted.data.format) {
        case 'json':
          return jsonFile(name, document);
        case 'csv':
          return csvFile(name, runCsv(document));
        case 'pdf':
          return { name: `${name}.pdf`, type: 'application/pdf', body: await runPdf(document) };
      }
    };
  };
  return createFileEndpoint({ path: PATH, shown: '/api/runs/:id/export', permission: 'runs:read', read }, deps);
}
