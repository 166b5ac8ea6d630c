import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FACTUALITY } from '@/core/evaluation/rubric';
import { NEW_RUN } from '@/core/evaluation/run';
import { RunCancelled } from '@/server/evaluation/pipeline';
import { createPooledRunner } from '@/server/evaluation/pooled-runner';
import { createProviderLimits } from '@/server/evaluation/provider-limits';
import { createProviderPauses } from '@/server/evaluation/provider-pauses';
import type { RunAssignment, RunHooks, RunRunner } from '@/server/evaluation/run-assignment';
import { LlmSettings } from '@/server/llm/llm-settings';
import { aRunLog, OUTPUT, SOURCE } from '~test/support/evaluation';
import { fails, startOpenAiDouble } from '~test/support/openai-double';

vi.setConfig({ testTimeout: 30_000 }); // computes for seconds; a busy machine is not a failure

let runner: RunRunner;
beforeAll(async () => {
  runner = createPooledRunner(null, 1);
  await runner.run(anAssignment(), hooksOf(aRunLog())); // the thread has read its models
}, 60_000);
afterAll(() => runner.close());

function anAssignment(parts: Partial<RunAssignment> = {}): RunAssignment {
  return {
    runId: 'a run',
    organisationId: 'an organisation',
    texts: { source: SOURCE, output: OUTPUT, question: null, rival: null },
    rubric: FACTUALITY,
    rubricHash: 'hash',
    judgeIds: null,
    useModel: true,
    repeats: 1,
    rule: 'mean',
    quorum: 2,
    budget: null,
    calibration: null,
    reuse: null,
    collections: [],
    already: NEW_RUN,
    ...parts,
  };
}

function hooksOf(log: ReturnType<typeof aRunLog>, signal = new AbortController().signal): RunHooks {
  return {
    emit: log.emit,
    cache: { get: async () => null, put: async () => undefined },
    limits: createProviderLimits(() => 4),
    pauses: createProviderPauses({ now: () => performance.now(), redis: null }),
    searchDocuments: async () => [],
    signal,
  };
}

test('a run in a thread of its own tells the same story, in order', async () => {
  const log = aRunLog();
  expect(await runner.run(anAssignment(), hooksOf(log))).toBe('completed');
  expect(log.types().at(0)).toBe('runStarted');
  expect(log.types().at(-1)).toBe('runCompleted');
  expect(log.state().verdicts.map((verdict) => verdict?.label)).toEqual(['SUPPORTED', 'REFUTED', 'REFUTED']);
  expect(log.state().summary!.figures.length).toBeGreaterThan(10);
});

test('the thread with the sockets is never kept for 20 ms, whatever the texts', async () => {
  const texts = { source: `${SOURCE}\n`.repeat(100), output: `${OUTPUT} `.repeat(60), question: null };
  // What this thread computed between two turns of its loop: a neighbour that takes the processor is not our doing.
  const turns: number[] = [];
  let last = process.threadCpuUsage();
  let isOver = false;
  const turn = () => {
    const { user, system } = process.threadCpuUsage(last);
    last = process.threadCpuUsage();
    turns.push((user + system) / 1000);
    if (!isOver) setTimeout(turn, 2);
  };
  turn();
  const log = aRunLog();
  await runner.run(anAssignment({ texts }), hooksOf(log));
  isOver = true;
  expect(log.state().summary!.claims.checked).toBe(180);
  expect(turns.length).toBeGreaterThan(50);
  expect(Math.max(...turns.slice(1))).toBeLessThan(20);
}, 60_000);

test('a run that is cancelled ends as cancelled; one that is interrupted tells nothing', async () => {
  for (const [reason, end] of [
    [new RunCancelled('Enough.'), 'cancelled'],
    [new Error('shutdown'), 'interrupted'],
  ] as const) {
    const log = aRunLog();
    const stop = new AbortController();
    log.onEvent((event) => {
      if (event.seq === 5) stop.abort(reason);
    });
    const texts = { source: SOURCE, output: `${OUTPUT} `.repeat(100), question: null };
    expect(await runner.run(anAssignment({ texts }), hooksOf(log, stop.signal))).toBe(end);
    expect(log.types().includes('runCancelled')).toBe(end === 'cancelled');
  }
}, 60_000);

test('a store that fails here ends the run with its own error', async () => {
  const broken = new Error('connection lost');
  const hooks = { ...hooksOf(aRunLog()), emit: () => Promise.reject(broken) };
  await expect(runner.run(anAssignment(), hooks)).rejects.toBe(broken);
});

test('places at a provider are kept here, over all runs of all threads, and given back', async () => {
  await using double = await startOpenAiDouble(fails(400));
  const model = LlmSettings.parse({ name: 'double', baseUrl: double.baseUrl, model: 'm' });
  const own = createPooledRunner(model, 1);
  let held = 0;
  let most = 0;
  const limits = createProviderLimits(() => 2);
  const counted: RunHooks['limits'] = (provider, signal, work) =>
    limits(provider, signal, async () => {
      held += 1;
      most = Math.max(most, held);
      try {
        return await work();
      } finally {
        held -= 1;
      }
    });
  const runs = Array.from({ length: 3 }, () => own.run(anAssignment(), { ...hooksOf(aRunLog()), limits: counted }));
  expect(await Promise.all(runs)).toEqual(['completed', 'completed', 'completed']);
  await own.close();
  expect(most).toBe(2);
  expect(held).toBe(0);
}, 60_000);

test('a pause a provider asks one run for keeps the next from asking it at all', async () => {
  await using double = await startOpenAiDouble(fails(429, 'slow down', { 'retry-after': '3600' }));
  const model = LlmSettings.parse({ name: 'double', baseUrl: double.baseUrl, model: 'm' });
  const own = createPooledRunner(model, 1);
  const pauses = createProviderPauses({ now: () => performance.now(), redis: null });
  const first = aRunLog();
  expect(await own.run(anAssignment(), { ...hooksOf(first), pauses })).toBe('completed');
  const asked = double.requests.length;
  expect(asked).toBeGreaterThan(0);
  const second = aRunLog();
  expect(await own.run(anAssignment(), { ...hooksOf(second), pauses })).toBe('completed');
  await own.close();
  expect(double.requests).toHaveLength(asked);
  const failed = second.state().judges.find(({ status }) => status === 'failed');
  expect(failed).toMatchObject({
    failure: { class: 'rate_limited', message: expect.stringMatching(/asked for a pause/) },
  });
}, 60_000);
