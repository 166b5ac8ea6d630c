import { expect, test } from 'vitest';
import { unmeasured } from '@/core/evaluation/judge';
import { RunEventEnvelopeSchema, RunStateSchema } from '@/protocol/evaluation';
import { handRuleVerifier } from '@/server/evaluation/hand-rule-verifier';
import { BUILT_IN_PANEL } from '@/server/evaluation/judges/built-in-panel';
import { runPipeline } from '@/server/evaluation/pipeline';
import { aJudge, aPipelineInput, aRunLog } from '~test/support/evaluation';

async function aStoredRun() {
  const log = aRunLog();
  const judges = [...BUILT_IN_PANEL, aJudge('down', unmeasured('unavailable', 'No answer.'))];
  await runPipeline(aPipelineInput({ verifier: handRuleVerifier, judges, emit: log.emit }));
  return log;
}

test('everything a run stores passes its schema unchanged', async () => {
  const { events, state } = await aStoredRun();
  const stored: unknown[] = JSON.parse(JSON.stringify(events));
  expect(stored.map((event) => RunEventEnvelopeSchema.parse(event))).toEqual(stored);
  expect(RunStateSchema.parse(state())).toEqual(state());
});

test('an unknown event, a wrong payload and a missing number are refused', async () => {
  const at = '2026-01-01T00:00:00.000Z';
  expect(RunEventEnvelopeSchema.safeParse({ seq: 1, at, type: 'scoreInvented', payload: {} }).success).toBe(false);
  expect(
    RunEventEnvelopeSchema.safeParse({ seq: 1, at, type: 'stageStarted', payload: { stage: 'guessing' } }).success,
  ).toBe(false);
  expect(RunEventEnvelopeSchema.safeParse({ at, type: 'stageStarted', payload: { stage: 'judging' } }).success).toBe(
    false,
  );
});
