/**
 * How fast runs with the built-in verifier and panel are, in worker threads as the server does them, without a database: time to
 * the first verdict and to the end, and how long the thread with the sockets was kept. The aim is 300 ms, 2 s and 20 ms for 600
 * words against 2,000 on two cores, 50 ms at the 99th percentile with a hundred runs at once, and 10 ms a claim.
 *
 *     npx tsx test/bench/evaluation-bench.ts
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { FACTUALITY } from '@/core/evaluation/rubric';
import { NEW_RUN } from '@/core/evaluation/run';
import { createPooledRunner } from '@/server/evaluation/pooled-runner';
import { createProviderLimits } from '@/server/evaluation/provider-limits';
import { createProviderPauses } from '@/server/evaluation/provider-pauses';
import { noCalls } from '@/server/evaluation/purse';
import { trainedVerifier } from '@/server/evaluation/trained-verifier';
import { aRunLog, claimsOf, indexOf, OUTPUT, SOURCE } from '~test/support/evaluation';
import { percentile } from './load/percentile';

/** Words of a text that says something else in every sentence, so that nothing is looked up twice. */
const words = (text: string, count: number) => {
  const list = text.split(' ');
  return Array.from({ length: count }, (_, i) => {
    const word = list[i % list.length]!;
    return /^\d{4}/u.test(word) ? String(1500 + ((i * 7) % 500)) : word;
  }).join(' ');
};

const runner = createPooledRunner(null);
const limits = createProviderLimits(() => 4);

async function measure(name: string, source: string, output: string, runs: number): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const firsts: number[] = [];
  let failed = 0;
  await Promise.all(
    Array.from({ length: runs }, async (_, i) => {
      const log = aRunLog();
      log.onEvent((event) => {
        if (event.type === 'verdictReached' && event.payload.claimId === 'c1') firsts.push(performance.now() - started);
      });
      const end = await runner.run(
        {
          runId: `run ${i}`,
          organisationId: 'bench',
          texts: { source, output, question: null, rival: null },
          rubric: FACTUALITY,
          rubricHash: '',
          judgeIds: null,
          useModel: false,
          repeats: 1,
          rule: 'mean',
          quorum: 2,
          budget: null,
          calibration: null,
          reuse: null,
          collections: [],
          already: NEW_RUN,
        },
        {
          emit: log.emit,
          cache: { get: async () => null, put: async () => undefined },
          pauses: createProviderPauses({ now: () => performance.now(), redis: null }),
          limits,
          searchDocuments: async () => [],
          signal: new AbortController().signal,
        },
      );
      if (end !== 'completed') failed += 1;
    }),
  );
  const total = performance.now() - started;
  delay.disable();
  const figures = [
    `first verdict ${Math.min(...firsts).toFixed(0)} ms`,
    `all done ${total.toFixed(0)} ms`,
    `${failed} failed`,
  ];
  const lag = `event loop p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, max ${(delay.max / 1e6).toFixed(1)} ms`;
  const memory = `rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`;
  console.log(`${name.padEnd(28)}${[...figures, lag, memory].join(', ')}`);
}

/** Time of the processor for one claim after the other against the same source, comparison included. */
async function perClaim(): Promise<void> {
  const source = await indexOf(words(SOURCE, 2_000));
  const { claims } = await claimsOf(words(OUTPUT, 2_000));
  const context = { source, passages: [], question: null, calls: noCalls() };
  const never = new AbortController().signal;
  const times: number[] = [];
  for (const claim of [...claims, ...claims]) {
    const started = process.threadCpuUsage();
    await trainedVerifier.verify(claim, context, never);
    const { user, system } = process.threadCpuUsage(started);
    times.push((user + system) / 1000);
  }
  const warm = times.slice(claims.length);
  console.log(
    `a claim against 2,000 words  p50 ${percentile(warm, 0.5).toFixed(2)} ms, p95 ${percentile(warm, 0.95).toFixed(2)} ms, n ${warm.length}`,
  );
}

await measure('the threads start', SOURCE, OUTPUT, 1);
await measure('600 words against 2,000', words(SOURCE, 2_000), words(OUTPUT, 600), 1);
await measure('the same, warm', words(SOURCE, 2_000), words(OUTPUT, 600), 1);
await measure('100 runs at once', words(SOURCE, 2_000), words(OUTPUT, 600), 100);
await measure('5,000 claims', words(SOURCE, 2_000), 'It rains. '.repeat(5_000), 1);
await perClaim();
await runner.close();
