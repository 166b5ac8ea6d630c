/**
 * How fast a run with the built-in verifier and panel is, without a database: time to the first verdict and to the end, and how long
 * the event loop was kept. The aim is 300 ms, 2 s and 20 ms for 600 words against 2,000 on two cores.
 *
 *     npx tsx test/bench/evaluation-bench.ts
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { handRuleVerifier } from '@/server/evaluation/hand-rule-verifier';
import { BUILT_IN_PANEL } from '@/server/evaluation/judges/built-in-panel';
import { runPipeline } from '@/server/evaluation/pipeline';
import { aPipelineInput, aRunLog, OUTPUT, SOURCE } from '~test/support/evaluation';

const words = (text: string, count: number) => {
  const list = text.split(' ');
  return Array.from({ length: count }, (_, i) => list[i % list.length]).join(' ');
};

async function measure(name: string, source: string, output: string, runs: number): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const firsts: number[] = [];
  await Promise.all(
    Array.from({ length: runs }, async () => {
      const log = aRunLog();
      log.onEvent((event) => {
        if (event.type === 'verdictReached' && event.payload.claimId === 'c1') firsts.push(performance.now() - started);
      });
      const texts = { source, output, question: null };
      const clock = { now: () => Date.now() };
      await runPipeline(
        aPipelineInput({ texts, verifier: handRuleVerifier, judges: BUILT_IN_PANEL, emit: log.emit, clock }),
      );
    }),
  );
  const total = performance.now() - started;
  delay.disable();
  const figures = [`first verdict ${Math.max(...firsts).toFixed(0)} ms`, `all done ${total.toFixed(0)} ms`];
  const lag = `event loop p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, max ${(delay.max / 1e6).toFixed(1)} ms`;
  const memory = `rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`;
  console.log(`${name.padEnd(40)}${[...figures, lag, memory].join(', ')}`);
}

await measure('600 words against 2,000', words(SOURCE, 2_000), words(OUTPUT, 600), 1);
await measure('the same, warm', words(SOURCE, 2_000), words(OUTPUT, 600), 1);
await measure('100 runs at once', words(SOURCE, 2_000), words(OUTPUT, 600), 100);
await measure('5,000 claims', words(SOURCE, 2_000), 'It rains. '.repeat(5_000), 1);
