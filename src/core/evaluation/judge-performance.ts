import { tHalfWidth, wilson } from '@/core/statistics/intervals';
import { clamp, mean, quantile } from '@/core/statistics/moments';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { FailureClass } from './judge';
import { addUsage, NOTHING_SPENT, type Spending, type TokenUsage } from './spending';

/** What one judge did in one run, the last time it was asked there; a repeat counts for itself. `at` is an ISO instant. */
export type JudgeOutcomeRecord = {
  runId: string;
  judgeId: string;
  name: string;
  at: string;
  durationMs: number;
  usage: TokenUsage | null;
} & ({ outcome: 'answered'; score: number } | { outcome: 'abstained' } | { outcome: 'failed'; class: FailureClass });

export type JudgePerformance = {
  judgeId: string;
  name: string;
  /** How often it was asked; the parts add up to it. */
  asked: number;
  abstained: number;
  failures: readonly { class: FailureClass; count: number }[];
  answered: Statistic;
  score: Statistic;
  /** By the Monday (UTC) of each week with an answer, YYYY-MM-DD, the oldest first. */
  weeks: readonly { week: string; score: Statistic }[];
  distance: Statistic;
  bias: Statistic;
  error: Statistic;
  latency: Statistic;
  latencyHigh: Statistic;
  spent: Spending;
};

/** Labelled runs below this say too little of a judge. */
export const MIN_LABELLED_RUNS = 5;

/** One judge a row, in order of its name. `human`: scores people gave to runs, 0..100, several of one run allowed. */
export function judgePerformance(
  records: readonly JudgeOutcomeRecord[],
  human: readonly { runId: string; score: number }[],
): JudgePerformance[] {
  const scores = scoresByRun(records);
  const people = new Map(
    [...Map.groupBy(human, ({ runId }) => runId)].map(([runId, labels]) => [runId, mean(labels.map((l) => l.score))]),
  );
  return [...Map.groupBy(records, ({ judgeId }) => judgeId)]
    .map(([judgeId, own]) => performanceOf(judgeId, own, scores, people))
    .sort((a, b) => a.name.localeCompare(b.name));
}

type Scores = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** By run, by judge, the mean over its repeats. */
function scoresByRun(records: readonly JudgeOutcomeRecord[]): Scores {
  const answered = records.filter((record) => record.outcome === 'answered');
  return new Map(
    [...Map.groupBy(answered, ({ runId }) => runId)].map(([runId, ofRun]) => [
      runId,
      new Map(
        [...Map.groupBy(ofRun, ({ judgeId }) => judgeId)].map(([judgeId, repeats]) => [
          judgeId,
          mean(repeats.map(({ score }) => score)),
        ]),
      ),
    ]),
  );
}

function performanceOf(
  judgeId: string,
  own: readonly JudgeOutcomeRecord[],
  scores: Scores,
  people: ReadonlyMap<string, number>,
): JudgePerformance {
  const answered = own.filter((record) => record.outcome === 'answered');
  const failed = own.filter((record) => record.outcome === 'failed');
  const ofRuns = [...new Set(answered.map(({ runId }) => runId))].map((runId) => ({
    runId,
    score: scores.get(runId)!.get(judgeId)!,
  }));
  const weekOfRun = new Map(answered.map(({ runId, at }) => [runId, mondayOf(at)]));
  const distances = ofRuns.flatMap(({ runId, score }) => {
    const others = [...scores.get(runId)!].flatMap(([id, other]) => (id === judgeId ? [] : [other]));
    return others.length === 0 ? [] : [Math.abs(score - mean(others))];
  });
  const errors = ofRuns.flatMap(({ runId, score }) => {
    const label = people.get(runId);
    return label === undefined ? [] : [score - label];
  });
  const times = own.map(({ durationMs }) => durationMs);
  const tooFew = notMeasured(`${errors.length} labelled runs; ${MIN_LABELLED_RUNS} are needed`, errors.length);
  return {
    judgeId,
    name: own[0]!.name,
    asked: own.length,
    abstained: own.length - answered.length - failed.length,
    failures: [...Map.groupBy(failed, (record) => record.class)].map(([kind, some]) => ({
      class: kind,
      count: some.length,
    })),
    answered: wilson(answered.length, own.length),
    score: meanOverRuns(
      ofRuns.map(({ score }) => score),
      'it answered in no run',
      { low: 0, high: 100 },
    ),
    weeks: [...Map.groupBy(ofRuns, ({ runId }) => weekOfRun.get(runId)!)]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([week, some]) => ({
        week,
        score: meanOverRuns(
          some.map(({ score }) => score),
          'no answer',
          { low: 0, high: 100 },
        ),
      })),
    distance: meanOverRuns(distances, 'no other judge answered in the same run', { low: 0, high: 100 }),
    bias: errors.length < MIN_LABELLED_RUNS ? tooFew : meanOverRuns(errors, '', { low: -100, high: 100 }),
    error: errors.length < MIN_LABELLED_RUNS ? tooFew : meanOverRuns(errors.map(Math.abs), '', { low: 0, high: 100 }),
    latency: timeAt(times, 0.5, 'median'),
    latencyHigh: timeAt(times, 0.95, '95th percentile'),
    spent: own.reduce((spent, { usage }) => addUsage(spent, usage), NOTHING_SPENT),
  };
}

/** Mean over runs with Student's t interval, cut off at the ends of the scale. */
function meanOverRuns(values: readonly number[], none: string, scale: { low: number; high: number }): Statistic {
  const n = values.length;
  if (n === 0) return notMeasured(none);
  const value = mean(values);
  const plain = measured(value, n, 'mean over runs');
  if (n < 3) return { ...plain, noInterval: 'fewer than three runs carry no interval' };
  const half = tHalfWidth(values);
  if (half === 0) return { ...plain, noInterval: 'no spread: the same in every run' };
  return {
    ...plain,
    interval: {
      low: clamp(value - half, scale.low, scale.high),
      high: clamp(value + half, scale.low, scale.high),
      level: 0.95,
      method: `t-interval over runs, ${n - 1} degrees of freedom`,
    },
  };
}

function timeAt(times: readonly number[], p: number, method: string): Statistic {
  if (times.length === 0) return notMeasured('it was never asked');
  return { ...measured(quantile(times, p), times.length, method), noInterval: 'a description of what was' };
}

/** The Monday of the week an instant lies in, in UTC. */
function mondayOf(at: string): string {
  const day = new Date(`${at.slice(0, 10)}T00:00:00.000Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
