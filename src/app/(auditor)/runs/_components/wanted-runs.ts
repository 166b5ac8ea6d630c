import type { RunStatus } from '@/core/evaluation/run';
import { ListRuns, RunSort } from '@/protocol/run-history';

/** What the address says of the history: the words a person could read and write, days as YYYY-MM-DD in UTC. */
export type HistoryAddress = {
  q: string;
  status: '' | RunStatus;
  min: string;
  max: string;
  judge: string;
  rubric: string;
  from: string;
  to: string;
  by: '' | 'me';
  sort: RunSort;
};

export const PLAIN: HistoryAddress = {
  q: '',
  status: '',
  min: '',
  max: '',
  judge: '',
  rubric: '',
  from: '',
  to: '',
  by: '',
  sort: 'newest',
};

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** What cannot be understood is left out, so that every address shows something. */
export function readAddress(query: Query): HistoryAddress {
  const one = (name: string) => {
    const value = query[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
  };
  const status = ListRuns.shape.status.safeParse([one('status')]);
  const sort = RunSort.safeParse(one('sort'));
  const score = (name: string) => (isScore(one(name)) ? one(name) : '');
  const day = (name: string) => (instantOf(one(name)) ? one(name) : '');
  return {
    q: one('q').slice(0, 200),
    status: status.success ? status.data[0]! : '',
    min: score('min'),
    max: score('max'),
    judge: one('judge').slice(0, 200),
    rubric: one('rubric').slice(0, 80),
    from: day('from'),
    to: day('to'),
    by: one('by') === 'me' ? 'me' : '',
    sort: sort.success ? sort.data : 'newest',
  };
}

/** The address in its shortest form: what is as usual is not said. */
export function writeAddress(address: HistoryAddress): string {
  const query = new URLSearchParams(
    Object.entries(address).filter(([name, value]) => value !== PLAIN[name as keyof HistoryAddress]),
  );
  return query.size === 0 ? '/runs' : `/runs?${query}`;
}

export function wantedRuns({ q, status, min, max, judge, rubric, from, to, by, sort }: HistoryAddress): ListRuns {
  return {
    before: null,
    after: null,
    sort,
    search: q,
    status: status === '' ? [] : [status],
    minScore: min === '' ? null : Number(min),
    maxScore: max === '' ? null : Number(max),
    judgeId: judge || null,
    rubricId: rubric || null,
    from: instantOf(from)?.toISOString() ?? null,
    until: dayAfter(to),
    creator: by === 'me' ? 'me' : 'all',
  };
}

export const isFiltered = (address: HistoryAddress): boolean =>
  writeAddress({ ...address, sort: 'newest' }) !== '/runs';

function isScore(value: string): boolean {
  return /^\d{1,3}(\.\d+)?$/.test(value) && Number(value) <= 100;
}

function instantOf(day: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const instant = new Date(`${day}T00:00:00.000Z`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function dayAfter(day: string): string | null {
  const instant = instantOf(day);
  return instant ? new Date(instant.getTime() + 24 * 3_600_000).toISOString() : null;
}
