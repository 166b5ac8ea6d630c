import { useMemo } from 'react';
import type { RunState } from '@/core/evaluation/run';
import { costsOf } from '@/core/evaluation/run-costs';
import { memoByState } from './memo-by-state';
import { RunTimeline } from './run-timeline';
import { timedParts } from './timed-parts';

/** The timeline of a run, drawn anew only when something in it has changed. */
export const TimeAndCost = memoByState(TimeAndCostPart, [
  'status',
  'startedAt',
  'endedAt',
  'stages',
  'judges',
  'spent',
]);

function TimeAndCostPart({ runId, state }: { runId: string; state: RunState }) {
  const { status, startedAt, endedAt, stages, judges, spent, splitting, verdicts, unverified, preferences } = state;
  const { parts, totalMs } = useMemo(
    () => timedParts({ status, startedAt, endedAt, stages, judges }),
    [status, startedAt, endedAt, stages, judges],
  );
  // `spent` changes with every part of it, and only then
  // biome-ignore lint/correctness/useExhaustiveDependencies: verdicts without use change nothing here
  const costs = useMemo(
    () => costsOf({ spent, splitting, verdicts, unverified, judges, preferences }),
    [spent, judges, preferences],
  );
  if (startedAt === null) return null;
  return <RunTimeline runId={runId} parts={parts} totalMs={totalMs} costs={costs} spent={spent} />;
}
