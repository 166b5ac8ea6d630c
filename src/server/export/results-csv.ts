import { stringify } from 'csv-stringify/sync';
import { protectCell } from '@/server/exchange/csv/cells';
import type { ExportedResult, ResultsDocument } from './results-document';

const COLUMNS = {
  session_id: ({ sessionId }) => sessionId,
  candidate: ({ candidate }) => candidate,
  completed_at: ({ completedAt }) => completedAt,
  time_used_seconds: ({ timeUsedSeconds }) => timeUsedSeconds,
  stop_reason: ({ stopReason }) => stopReason,
  shortlisted: ({ shortlisted }) => (shortlisted ? 'yes' : 'no'),
  score: ({ result }) => result.score,
  low: ({ result }) => (result.score === null ? null : result.low),
  high: ({ result }) => (result.score === null ? null : result.high),
  no_score_reason: ({ result }) => (result.score === null ? result.reason : null),
  answered: ({ answered }) => answered,
  unscored: ({ unscored }) => unscored,
  awaited: ({ awaited }) => awaited,
  provisional: ({ provisional }) => provisional,
  plain_percent: ({ plainPercent }) => plainPercent,
} as const satisfies Record<string, (result: ExportedResult) => string | number | null>;

/**
 * One row a session, four columns a skill, with a byte order mark for spreadsheets. No cell begins a formula, names of
 * candidates and skills included.
 */
export function resultsCsv({ results }: ResultsDocument): string {
  const skills = [...new Set(results.flatMap((result) => result.skills.map(({ skillId }) => skillId)))];
  const header = [
    ...Object.keys(COLUMNS),
    ...skills.flatMap((id) => [`${id}_score`, `${id}_low`, `${id}_high`, `${id}_label`]),
  ];
  const rows = results.map((result) => [
    ...Object.values(COLUMNS).map((cell) => cell(result)),
    ...skills.flatMap((id) => {
      const skill = result.skills.find(({ skillId }) => skillId === id);
      if (!skill) return [null, null, null, null];
      return skill.score === null ? [null, null, null, skill.label] : [skill.score, skill.low, skill.high, skill.label];
    }),
  ]);
  const cells = [header, ...rows].map((row) => row.map((cell) => (cell === null ? '' : protectCell(String(cell)))));
  return `\ufeff${stringify(cells, { record_delimiter: '\r\n', quoted_match: /^\s|\s$|[;\t\r\n]/ })}`;
}
