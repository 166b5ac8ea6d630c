import type { RunExportFormat } from '@/protocol/run-export';
import { ExportMenu } from '../../../_components/export-menu';
import { strings } from '../../_library-strings';

const FORMATS: readonly RunExportFormat[] = ['pdf', 'csv', 'json'];

/** One evaluation as a file. */
export function ExportRun({ runId }: { runId: string }) {
  const href = `/api/runs/${runId}/export`;
  return <ExportMenu href={href} fileName={`evaluation-${runId}`} formats={FORMATS} words={strings.export} />;
}
