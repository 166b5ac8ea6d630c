import { stringify } from 'csv-stringify/sync';
import type { RunExport } from '@/protocol/run-export';
import { protectCell } from '@/server/exchange/csv/cells';

export const RUN_CSV_COLUMNS = [
  'record',
  'id',
  'name',
  'verdict',
  'value',
  'unit',
  'low',
  'high',
  'level',
  'n',
  'formula',
  'reason',
  'start',
  'end',
  'evidence',
] as const;

type Row = Partial<Record<(typeof RUN_CSV_COLUMNS)[number], string | number | null>>;

/**
 * Claims, judges and figures as rows of one table; `record` says which. `value` is a claim's probability of support, a judge's score
 * or a figure; an empty one has its `reason`. `level` is that of the interval from `low` to `high`. What a spreadsheet would run as
 * a formula gets an apostrophe in front.
 */
export function runCsv(document: RunExport): string {
  const cell = (value: string | number | null | undefined) => protectCell(value == null ? '' : String(value));
  const rows = [...claimRows(document), ...judgeRows(document), ...figureRows(document)];
  const lines = rows.map((row) => RUN_CSV_COLUMNS.map((column) => cell(row[column])));
  const options = { record_delimiter: '\r\n', quoted_match: /^\s|\s$|[;\t\r\n]/ } as const;
  return `\ufeff${stringify([[...RUN_CSV_COLUMNS], ...lines], options)}`;
}

function claimRows({ claims }: RunExport): Row[] {
  return claims.map((claim) => ({
    record: 'claim',
    id: claim.id,
    name: claim.text,
    verdict: claim.standing,
    value: claim.probability,
    unit: 'probability',
    n: claim.opinions.length + (claim.verdict ? 1 : 0),
    formula: 'pooled probability of support',
    reason: claim.failure ?? claim.verdict?.reasons.map(({ message }) => message).join(' ') ?? null,
    start: claim.start,
    end: claim.end,
    evidence: claim.verdict?.evidence.map(({ role, quote }) => `${role}: ${quote}`).join('\n') ?? null,
  }));
}

function judgeRows({ judges }: RunExport): Row[] {
  return judges.map(({ id, name, status, score, version, reason, rationale }) => ({
    record: 'judge',
    id,
    name,
    verdict: status,
    value: score,
    unit: 'points',
    n: score === null ? 0 : 1,
    formula: version,
    reason: reason ?? rationale,
  }));
}

function figureRows({ figures }: RunExport): Row[] {
  return figures.map(({ id, name, unit, formula, statistic }) => {
    const interval = statistic.value === null ? undefined : statistic.interval;
    return {
      record: 'figure',
      id,
      name,
      value: statistic.value,
      unit,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      level: interval?.level ?? null,
      n: statistic.n,
      formula,
      reason: statistic.value === null ? statistic.reason : (statistic.noInterval ?? null),
    };
  });
}
