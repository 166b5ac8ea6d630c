import { expect, test } from 'vitest';
import { timedParts } from '@/app/(auditor)/runs/[runId]/_components/timed-parts';
import type { RunEvent } from '@/core/evaluation/run-event';
import { aJudgement } from '~test/support/evaluation';
import { aRunState } from '~test/support/run-state';

const partOf = (id: string, events: readonly RunEvent[]) =>
  timedParts(aRunState({ judges: ['one', 'two'], events })).parts.find((part) => part.id === id)!;

test('a judge lies where it was at work, ended by its answer and as long as it took', () => {
  const part = partOf('judge one', [
    { type: 'stageStarted', payload: { stage: 'judging' } },
    { type: 'judgeStarted', payload: { judgeId: 'one' } },
    { type: 'judgementReached', payload: { judgeId: 'one', durationMs: 700, judgement: aJudgement() } },
  ]);
  expect(part).toMatchObject({ start: 3_300, end: 4_000, tookMs: 700, word: 'Judged' });
});

test('a stage on its way has no end, and one that a cancelled run never finished ends with the run', () => {
  const running: RunEvent[] = [{ type: 'stageStarted', payload: { stage: 'retrieval' } }];
  expect(partOf('retrieval', running)).toMatchObject({ start: 2_000, end: null, word: 'Running' });
  const cancelled: RunEvent[] = [...running, { type: 'runCancelled', payload: { reason: 'enough' } }];
  expect(partOf('retrieval', cancelled)).toMatchObject({ start: 2_000, end: 3_000, word: 'Stopped' });
  expect(partOf('judge two', cancelled)).toMatchObject({ start: null, end: null, word: 'Stopped' });
  expect(partOf('aggregation', cancelled)).toMatchObject({ start: null, word: 'Not reached' });
});

test('judges stand below judging', () => {
  const { parts, totalMs } = timedParts(aRunState({ judges: ['one', 'two'] }));
  expect(parts.map(({ id }) => id)).toEqual([
    'retrieval',
    'verification',
    'judging',
    'judge one',
    'judge two',
    'aggregation',
  ]);
  expect(totalMs).toBe(0);
});
