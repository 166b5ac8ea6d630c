import { expect, test } from 'vitest';
import { unmeasured } from '@/core/evaluation/judge';
import { foldRun, NEW_RUN, replayRun } from '@/core/evaluation/run';
import { runStatistics } from '@/core/evaluation/run-statistics';
import { summarise } from '@/core/evaluation/run-summary';
import { handRuleVerifier } from '@/server/evaluation/hand-rule-verifier';
import { BUILT_IN_PANEL } from '@/server/evaluation/judges/built-in-panel';
import { RESAMPLES, RunCancelled, runPipeline } from '@/server/evaluation/pipeline';
import { aJudge, aJudgement, aPipelineInput, aRunLog, aVerdict, OUTPUT } from '~test/support/evaluation';

const never = () => new Promise<never>(() => {});

test('a run with the built-in verifier and panel finds what is wrong and completes', async () => {
  const log = aRunLog();
  expect(
    await runPipeline(aPipelineInput({ verifier: handRuleVerifier, judges: BUILT_IN_PANEL, emit: log.emit })),
  ).toBe('completed');
  const state = log.state();
  expect(state).toMatchObject({ status: 'completed', progress: 100 });
  expect(state.verdicts.map((verdict) => verdict?.label)).toEqual(['SUPPORTED', 'REFUTED', 'REFUTED']);
  expect(state.judges.map(({ judge, status }) => [judge.id, status])).toEqual([
    ['content', 'judged'],
    ['numbers', 'judged'],
    ['names', 'judged'],
    ['consistency', 'judged'],
  ]);
  expect(state.summary!.claims).toMatchObject({ supported: 1, refuted: 2 });
  const numbers = state.judges[1]!;
  if (numbers.status !== 'judged') throw new Error('not judged');
  expect(
    numbers.judgement.issues.map(({ type, outputSpan }) => [type, OUTPUT.slice(outputSpan!.start, outputSpan!.end)]),
  ).toEqual([
    ['temporal_inconsistency', '1921'],
    ['numerical_error', '60'],
  ]);
});

test('a judge without a subject abstains instead of giving full marks', async () => {
  const log = aRunLog();
  const texts = {
    source: 'Cats sleep a lot during the day.',
    output: 'Cats sleep a lot during the day.',
    question: null,
  };
  await runPipeline(aPipelineInput({ texts, judges: BUILT_IN_PANEL, emit: log.emit }));
  const byId = Object.fromEntries(log.state().judges.map((j) => [j.judge.id, j]));
  expect(byId.numbers).toMatchObject({ status: 'abstained', reason: 'The output has no figure and no date.' });
  expect(byId.names).toMatchObject({ status: 'abstained' });
  expect(byId.content).toMatchObject({ status: 'judged' });
});

test('a judge that fails, one that throws and one that hangs do not fail the run', async () => {
  const log = aRunLog();
  const judges = [
    aJudge('good'),
    aJudge('fair', aJudgement({ score: 60 })),
    aJudge('broke', unmeasured('billing', 'Quota used up.')),
    aJudge('buggy', () => Promise.reject(new Error('null is not an object'))),
    aJudge('stuck', never, { deadlineMs: 20 }),
  ];
  expect(await runPipeline(aPipelineInput({ judges, emit: log.emit, clock: { now: Date.now } }))).toBe('completed');
  const { judges: states, summary } = log.state();
  expect(states.map((j) => (j.status === 'failed' ? j.failure.class : j.status))).toEqual([
    'judged',
    'judged',
    'billing',
    'internal',
    'timeout',
  ]);
  expect(summary!.consensus).toMatchObject({ value: 70, n: 2 });
  expect(summary!.turnout).toMatchObject({ asked: 5, answered: 2, failed: 3 });
});

test('a verifier that fails on one claim leaves the others their verdicts', async () => {
  const log = aRunLog();
  const verifier = {
    id: 'v',
    name: 'v',
    verify: async (claim: { id: string }) => {
      if (claim.id === 'c2') throw new Error('no');
      return aVerdict(claim);
    },
  };
  expect(await runPipeline(aPipelineInput({ verifier, emit: log.emit }))).toBe('completed');
  expect(log.state().verdicts.map((verdict) => verdict?.label ?? null)).toEqual(['SUPPORTED', null, 'SUPPORTED']);
  expect(log.state().summary!.claims).toMatchObject({ checked: 2, unverified: 1 });
});

test('below the quorum the run completes and says that it measured nothing', async () => {
  const log = aRunLog();
  const judges = [aJudge('a'), aJudge('b', unmeasured('timeout', 'late')), aJudge('c', unmeasured('timeout', 'late'))];
  await runPipeline(aPipelineInput({ judges, emit: log.emit }));
  expect(log.state()).toMatchObject({
    status: 'completed',
    summary: { consensus: { value: null }, composite: { score: { value: null } } },
  });
});

test('every event is stored before the next batch, numbered without gaps, and progress never falls', async () => {
  const log = aRunLog();
  await runPipeline(aPipelineInput({ emit: log.emit }));
  expect(log.events.map((event) => event.seq)).toEqual(log.events.map((_, i) => i + 1));
  let state = NEW_RUN;
  for (const event of log.events) {
    const next = foldRun(state, event);
    expect(next.progress).toBeGreaterThanOrEqual(state.progress);
    state = next;
  }
  expect(state.progress).toBe(100);
  expect(log.types().at(0)).toBe('runStarted');
  expect(log.types().at(-1)).toBe('runCompleted');
});

test('the same events give the same state to the byte, and a repeated one changes nothing', async () => {
  const log = aRunLog();
  await runPipeline(aPipelineInput({ verifier: handRuleVerifier, judges: BUILT_IN_PANEL, emit: log.emit }));
  const stored = JSON.parse(JSON.stringify(log.events));
  const doubled = stored.flatMap((event: unknown) => [event, event]);
  expect(JSON.stringify(replayRun(doubled))).toBe(JSON.stringify(log.state()));
});

test('each stored consensus is what the events before it say', async () => {
  const log = aRunLog();
  await runPipeline(aPipelineInput({ verifier: handRuleVerifier, judges: BUILT_IN_PANEL, emit: log.emit }));
  let state = NEW_RUN;
  let seen = 0;
  for (const event of log.events) {
    if (event.type === 'consensusUpdated' || event.type === 'runCompleted') {
      const figures =
        event.type === 'runCompleted' ? runStatistics(state, { seed: 'a run', resamples: RESAMPLES }) : [];
      expect(JSON.stringify({ ...summarise(state), figures })).toBe(JSON.stringify(event.payload));
      seen += 1;
    }
    state = foldRun(state, event);
  }
  expect(seen).toBeGreaterThanOrEqual(BUILT_IN_PANEL.length + 1);
});

test('a cancelled run ends as cancelled, with what it had, and nothing is recorded after it', async () => {
  const log = aRunLog();
  const cancel = new AbortController();
  log.onEvent((event) => {
    if (event.type === 'judgementReached') cancel.abort(new RunCancelled('The auditor stopped it.'));
  });
  const judges = [aJudge('quick'), aJudge('stuck', never)];
  expect(await runPipeline(aPipelineInput({ judges, emit: log.emit, signal: cancel.signal }))).toBe('cancelled');
  expect(log.state()).toMatchObject({ status: 'cancelled', cancelReason: 'The auditor stopped it.' });
  expect(log.types().at(-1)).toBe('runCancelled');
  expect(log.state().judges[0]!.status).toBe('judged');
});

test('an interrupted run resumes with only what is missing and comes to the same result', async () => {
  const whole = aRunLog();
  await runPipeline(aPipelineInput({ verifier: handRuleVerifier, judges: BUILT_IN_PANEL, emit: whole.emit }));

  for (const stopAfter of [1, 3, 6, 9, 12, 15, 18, 20]) {
    const log = aRunLog();
    const shutdown = new AbortController();
    log.onEvent((event) => {
      if (event.seq === stopAfter) shutdown.abort(new Error('shutdown'));
    });
    const input = { verifier: handRuleVerifier, judges: BUILT_IN_PANEL, emit: log.emit };
    expect(await runPipeline(aPipelineInput({ ...input, signal: shutdown.signal }))).toBe('interrupted');
    expect(log.types()).not.toContain('runCancelled');
    expect(await runPipeline(aPipelineInput({ ...input, already: log.state() }))).toBe('completed');
    expect(log.state().summary).toEqual(whole.state().summary);
    expect(log.types().filter((type) => type === 'runStarted' || type === 'claimsExtracted')).toHaveLength(2);
    const reached = log.events.filter((event) => event.type === 'verdictReached');
    expect(reached).toHaveLength(new Set(reached.map((event) => event.payload.claimId)).size);
  }
});

test('a run that has ended is left alone', async () => {
  const log = aRunLog();
  await runPipeline(aPipelineInput({ emit: log.emit }));
  const before = log.events.length;
  expect(await runPipeline(aPipelineInput({ emit: log.emit, already: log.state() }))).toBe('completed');
  expect(log.events).toHaveLength(before);
});

test('a store that fails stops the run with its own error, so that it is resumed and not failed', async () => {
  const log = aRunLog();
  let calls = 0;
  const emit: typeof log.emit = async (batch) => {
    calls += 1;
    if (calls === 3) throw new Error('connection lost');
    await log.emit(batch);
  };
  await expect(runPipeline(aPipelineInput({ emit }))).rejects.toThrow('connection lost');
  expect(log.types()).not.toContain('runFailed');
  expect(await runPipeline(aPipelineInput({ emit: log.emit, already: log.state() }))).toBe('completed');
});

test('a splitter that breaks fails the run with what was kept and what to do', async () => {
  const log = aRunLog();
  const splitter = { id: 'broken', split: () => Promise.reject(new Error('no model')) };
  expect(await runPipeline(aPipelineInput({ splitter, emit: log.emit }))).toBe('failed');
  expect(log.state()).toMatchObject({
    status: 'failed',
    failure: { class: 'internal', message: 'no model', kept: expect.any(String), recovery: expect.any(String) },
  });
});

test('no more judges of one provider are asked at a time than its limit', async () => {
  const log = aRunLog();
  let running = 0;
  let most = 0;
  const slow = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return aJudgement();
  };
  const judges = Array.from({ length: 12 }, (_, i) => aJudge(`j${i}`, slow));
  await runPipeline(aPipelineInput({ judges, emit: log.emit }));
  expect(most).toBe(4);
});

test('text in which nothing can be checked ends without a verdict and says so', async () => {
  const log = aRunLog();
  const texts = { source: 'Anything.', output: 'What do you think? Hello!', question: null };
  await runPipeline(aPipelineInput({ texts, verifier: handRuleVerifier, judges: BUILT_IN_PANEL, emit: log.emit }));
  const { summary, leftOut, judges } = log.state();
  expect(leftOut.map(({ reason }) => reason)).toEqual(['question', 'greeting']);
  expect(summary).toMatchObject({ consensus: { value: null }, hallucinationProbability: { value: null } });
  expect(judges.every((judge) => judge.status === 'abstained')).toBe(true);
});
