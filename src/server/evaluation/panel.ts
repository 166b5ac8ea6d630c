import { type Judge, type JudgeInput, type JudgeOutcome, unmeasured } from '@/core/evaluation/judge';
import type { RunEvent } from '@/core/evaluation/run-event';
import { summarise } from '@/core/evaluation/run-summary';
import type { ProviderLimits } from './provider-limits';
import type { Clock, RunRecorder } from './run-recorder';

type Panel = {
  judges: readonly Judge[];
  input: JudgeInput;
  recorder: RunRecorder;
  limits: ProviderLimits;
  clock: Clock;
  signal: AbortSignal;
};

/**
 * Asks all judges that have not been asked, at the same time within the limits of each provider. Each answer is recorded as it
 * comes, with the consensus so far. A judge that fails, hangs or throws ends as `failed`; the others never notice.
 */
export async function askPanel({ judges, input, recorder, limits, clock, signal }: Panel): Promise<void> {
  const settled = new Set(['judged', 'abstained', 'failed']);
  const isSettled = (id: string) => recorder.state.judges.some((j) => j.judge.id === id && settled.has(j.status));
  const asked = await Promise.allSettled(
    judges
      .filter((judge) => !isSettled(judge.id))
      .map((judge) =>
        limits(judge.provider, signal, async () => {
          await recorder.record({ type: 'judgeStarted', payload: { judgeId: judge.id } });
          const startedAt = clock.now();
          const outcome = await ask(judge, input, signal);
          signal.throwIfAborted();
          const durationMs = Math.max(0, Math.round(clock.now() - startedAt));
          await recorder.record(eventOf(judge.id, durationMs, outcome));
          const done = recorder.state.judges.filter((j) => settled.has(j.status)).length;
          await recorder.record(
            {
              type: 'stageProgressed',
              payload: { stage: 'judging', progress: Math.floor((100 * done) / judges.length) },
            },
            { type: 'consensusUpdated', payload: summarise(recorder.state) },
          );
        }),
      ),
  );
  for (const result of asked) if (result.status === 'rejected') throw result.reason;
}

/** A deadline of its own for each judge; past it the answer is not waited for, also when the judge does not listen to its signal. */
async function ask(judge: Judge, input: JudgeInput, signal: AbortSignal): Promise<JudgeOutcome> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error('deadline')), judge.deadlineMs);
  const either = AbortSignal.any([signal, deadline.signal]);
  const stopped = new Promise<never>((_, reject) => {
    either.addEventListener('abort', () => reject(either.reason), { once: true });
  });
  try {
    return await Promise.race([judge.judge(input, either), stopped]);
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
