import {
  FATAL_CLASSES,
  type Judge,
  type JudgeFailure,
  type JudgeInput,
  type JudgeOutcome,
  type RivalOutput,
  unmeasured,
} from '@/core/evaluation/judge';
import type { PreferenceOutcome } from '@/core/evaluation/preference';
import type { PlannedJudge, RunEvent } from '@/core/evaluation/run-event';
import { summarise } from '@/core/evaluation/run-summary';
import type { ProviderLimits } from './provider-limits';
import type { Clock, RunRecorder } from './run-recorder';
import { tellExhausted } from './verification';

type Panel = {
  judges: readonly Judge[];
  input: JudgeInput;
  rival: RivalOutput | null;
  recorder: RunRecorder;
  limits: ProviderLimits;
  clock: Clock;
  signal: AbortSignal;
};

/**
 * Asks all planned judges that have not answered, at the same time within the limits of each provider. Each answer is recorded as it
 * comes, with the consensus so far. A judge that fails, hangs or throws ends as `failed`; the others never notice. A refusal that
 * would repeat itself (key, payment, model, budget) ends the judge's other repeats unasked.
 */
export async function askPanel({ judges, input, rival, recorder, limits, clock, signal }: Panel): Promise<void> {
  const settled = new Set(['judged', 'abstained', 'failed']);
  const planned = recorder.state.judges;
  const byId = new Map(judges.map((judge) => [judge.id, judge]));
  const stopped = new Map<string, JudgeFailure>();

  const tell = async (event: RunEvent): Promise<void> => {
    await recorder.record(event);
    if (input.calls.purse.isExhausted()) await tellExhausted(recorder, input.calls);
    const done = recorder.state.judges.filter((j) => settled.has(j.status)).length;
    await recorder.record(
      { type: 'stageProgressed', payload: { stage: 'judging', progress: Math.floor((100 * done) / planned.length) } },
      { type: 'consensusUpdated', payload: summarise(recorder.state) },
    );
  };
  const timed = async <T>(work: () => Promise<T>): Promise<{ durationMs: number; outcome: T }> => {
    const startedAt = clock.now();
    const outcome = await work();
    signal.throwIfAborted();
    return { durationMs: Math.max(0, Math.round(clock.now() - startedAt)), outcome };
  };

  const judgeOnce = async ({ id, of, repeat = 1 }: PlannedJudge): Promise<void> => {
    await recorder.record({ type: 'judgeStarted', payload: { judgeId: id } });
    const judge = byId.get(of ?? id);
    const before = stopped.get(of ?? id);
    const { durationMs, outcome } = await timed(async () => {
      if (!judge) return unmeasured('not_found', 'This judge is not configured any more.');
      if (before) return { ...before, usage: null };
      return askJudge(judge, (either) => judge.judge({ ...input, repeat }, either), signal);
    });
    if (outcome.status === 'failed' && FATAL_CLASSES.has(outcome.class)) stopped.set(of ?? id, outcome);
    await tell(eventOf(id, durationMs, outcome));
  };
  const compareOnce = async (judge: Judge, other: RivalOutput): Promise<void> => {
    const { compare } = judge;
    const { durationMs, outcome } = await timed<PreferenceOutcome>(async () => {
      if (!compare) return { status: 'abstained', reason: 'It cannot compare two outputs.' };
      return stopped.get(judge.id) ?? askJudge(judge, (either) => compare.call(judge, input, other, either), signal);
    });
    await tell({ type: 'preferenceReached', payload: { judgeId: judge.id, durationMs, outcome } });
  };

  const isCompared = (id: string) => recorder.state.preferences.some(({ judgeId }) => judgeId === id);
  const tasks = [
    ...planned
      .filter(({ status }) => !settled.has(status))
      .map(({ judge }) => limits(judge.provider, signal, () => judgeOnce(judge))),
    ...(rival ? judges.filter(({ id }) => !isCompared(id)) : []).map((judge) =>
      limits(judge.provider, signal, () => compareOnce(judge, rival!)),
    ),
  ];
  for (const result of await Promise.allSettled(tasks)) if (result.status === 'rejected') throw result.reason;
}

/** A deadline of its own for each judge; past it the answer is not waited for, also when the judge does not listen to its signal. */
export async function askJudge<T>(
  judge: Judge,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T | JudgeFailure> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error('deadline')), judge.deadlineMs);
  const either = AbortSignal.any([signal, deadline.signal]);
  const stopped = new Promise<never>((_, reject) => {
    either.addEventListener('abort', () => reject(either.reason), { once: true });
  });
  try {
    return await Promise.race([work(either), stopped]);
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.signal.aborted) return unmeasured('timeout', `No answer within ${judge.deadlineMs / 1000} seconds.`);
    return unmeasured('internal', `The judge stopped: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function eventOf(judgeId: string, durationMs: number, outcome: JudgeOutcome): RunEvent {
  switch (outcome.status) {
    case 'judged':
      return { type: 'judgementReached', payload: { judgeId, durationMs, judgement: outcome } };
    case 'abstained':
      return { type: 'judgeAbstained', payload: { judgeId, durationMs, reason: outcome.reason } };
    case 'failed':
      return { type: 'judgeFailed', payload: { judgeId, durationMs, failure: outcome } };
  }
}
