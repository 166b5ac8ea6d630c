import type { Tone } from '@/components/tone';
import { hasEnded, type JudgeState, type RunState } from '@/core/evaluation/run';
import { STAGES, type Stage } from '@/core/evaluation/run-event';
import { addUsage, NOTHING_SPENT, type Spending } from '@/core/evaluation/spending';
import { chartStrings } from '../../_chart-strings';
import { strings } from '../../_strings';

const words = chartStrings.timeline;

/** A stage or a judge on the run's own time. `start` and `end` in ms since the run began. */
export type TimedPart = {
  id: string;
  label: string;
  /** Null for a judge, who is part of judging. */
  stage: Stage | null;
  judgeId: string;
  /** A judge asked once: what was spent on comparing two outputs is its as well. */
  isOnly: boolean;
  /** What this answer of a judge used. */
  spending: Spending;
  start: number | null;
  end: number | null;
  /** What the judge says it took; storing its answer may have taken longer. */
  tookMs: number | null;
  tone: Exclude<Tone, 'neutral'>;
  word: string;
};

type Timed = Pick<RunState, 'status' | 'startedAt' | 'endedAt' | 'stages' | 'judges'>;

/** Stages in their order, the judges below judging. Instants before the run's beginning (another machine's clock) count as 0. */
export function timedParts(state: Timed): { parts: TimedPart[]; totalMs: number } {
  const { startedAt, endedAt, stages, judges } = state;
  const ended = hasEnded(state);
  const firstStage = STAGES.flatMap((stage) => stages[stage].startedAt ?? []).sort()[0];
  const zero = Date.parse(startedAt ?? firstStage ?? '');
  const since = (at: string | null | undefined): number | null =>
    at && Number.isFinite(zero) ? Math.max(0, Date.parse(at) - zero) : null;
  const parts = STAGES.flatMap((stage): TimedPart[] => {
    const { status, startedAt: from, finishedAt } = stages[stage];
    const start = since(from);
    const own: TimedPart = {
      id: stage,
      label: strings.stages[stage].name,
      stage,
      judgeId: '',
      isOnly: false,
      spending: NOTHING_SPENT,
      start,
      end: since(finishedAt) ?? (ended && start !== null ? since(endedAt) : null),
      tookMs: null,
      ...stageLook(status, ended),
    };
    return stage === 'judging'
      ? [own, ...judges.map((entry) => judgePart(entry, judges, since, endedAt, ended))]
      : [own];
  });
  const known = parts.flatMap(({ start, end }) => [start ?? 0, end ?? 0]);
  return { parts, totalMs: since(endedAt) ?? Math.max(0, ...known) };
}

function stageLook(status: RunState['stages'][Stage]['status'], ended: boolean): Pick<TimedPart, 'tone' | 'word'> {
  if (status === 'finished') return { tone: 'accent', word: strings.stages.finished };
  if (status === 'running')
    return ended ? { tone: 'unknown', word: words.stopped } : { tone: 'accent', word: words.running };
  return { tone: 'unknown', word: ended ? words.notReached : words.waiting };
}

function judgePart(
  entry: JudgeState,
  judges: readonly JudgeState[],
  since: (at: string | null | undefined) => number | null,
  endedAt: string | null,
  ended: boolean,
): TimedPart {
  const { judge } = entry;
  const judgeId = judge.of ?? judge.id;
  const isOnly = judges.filter((other) => (other.judge.of ?? other.judge.id) === judgeId).length === 1;
  const usage =
    entry.status === 'judged' ? entry.judgement.usage : entry.status === 'failed' ? entry.failure.usage : null;
  const shared = {
    id: `judge ${judge.id}`,
    label: isOnly || judge.repeat === undefined ? judge.name : words.repeat(judge.name, judge.repeat),
    stage: null,
    judgeId,
    isOnly,
    spending: addUsage(NOTHING_SPENT, usage),
  };
  const isStopped = ended && (entry.status === 'waiting' || entry.status === 'running');
  const word = isStopped ? strings.judges.stopped : strings.judges[entry.status];
  if (entry.status === 'waiting') return { ...shared, start: null, end: null, tookMs: null, tone: 'unknown', word };
  if (entry.status === 'running') {
    const end = ended ? since(endedAt) : null;
    return { ...shared, start: since(entry.startedAt), end, tookMs: null, tone: ended ? 'unknown' : 'accent', word };
  }
  const end = since(entry.endedAt);
  const start = end === null ? null : Math.max(0, end - entry.durationMs);
  const tone = entry.status === 'judged' ? 'positive' : entry.status === 'failed' ? 'caution' : 'unknown';
  return { ...shared, start, end, tookMs: entry.durationMs, tone, word };
}
