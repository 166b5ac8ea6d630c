import { expect, test, vi } from 'vitest';
import { handRuleVerifier } from '@/server/evaluation/hand-rule-verifier';
import { BUILT_IN_PANEL } from '@/server/evaluation/judges/built-in-panel';
import { runPipeline } from '@/server/evaluation/pipeline';
import { aPipelineInput, aRunLog, OUTPUT, SOURCE } from '~test/support/evaluation';

vi.setConfig({ testTimeout: 30_000 }); // computes for seconds; a busy machine is not a failure

const builtIn = { verifier: handRuleVerifier, judges: BUILT_IN_PANEL };

test.each([
  ['one token of 50,000 letters', 'a'.repeat(50_000)],
  ['10,000 sentences', 'It rains. '.repeat(5_000)],
  ['50,000 emoji', '😀'.repeat(50_000)],
  ['no letters', '#*! '.repeat(10_000)],
  ['a long text', `${OUTPUT} `.repeat(200)],
])(
  '%s as output against a long source ends with a verdict on every claim',
  async (_name, output) => {
    const log = aRunLog();
    const texts = { source: `${SOURCE}\n\n`.repeat(130), output, question: null };
    expect(await runPipeline(aPipelineInput({ ...builtIn, texts, emit: log.emit }))).toBe('completed');
    const { claims, verdicts, summary } = log.state();
    expect(verdicts.every((verdict) => verdict !== null)).toBe(true);
    expect(summary!.claims.checked).toBe(claims.length);
  },
  60_000,
);
