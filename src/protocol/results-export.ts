import { z } from 'zod';

/**
 * The results of an assessment as a file, for whoever may observe it:
 *
 *     GET /api/assessments/<id>/results?format=csv|json   -> the file
 *
 * Times are on the standard clock; nothing of what somebody told about themselves is in it.
 */
export const RESULTS_FORMATS = ['csv', 'json'] as const;
export type ResultsFormat = (typeof RESULTS_FORMATS)[number];
export const ResultsExportQuery = z.object({ format: z.enum(RESULTS_FORMATS) });

export const resultsAddress = (assessmentId: string, format: ResultsFormat) =>
  `/api/assessments/${encodeURIComponent(assessmentId)}/results?format=${format}`;
