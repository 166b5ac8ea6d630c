import { expect, test } from 'vitest';
import { BUILT_IN_PANEL } from '@/server/evaluation/judges/built-in-panel';
import { aJudgeInput, SOURCE } from '~test/support/evaluation';
import { judgeContract } from '~test/support/judge-contract';

for (const judge of BUILT_IN_PANEL) judgeContract(judge.name, () => judge);

const never = new AbortController().signal;

async function scores(source: string, output: string): Promise<Record<string, number | null>> {
  const input = await aJudgeInput(source, output);
  const outcomes = await Promise.all(BUILT_IN_PANEL.map((judge) => judge.judge(input, never)));
  return Object.fromEntries(
    BUILT_IN_PANEL.map(({ id }, i) => {
      const outcome = outcomes[i]!;
      return [id, outcome.status === 'judged' ? outcome.score : null];
    }),
  );
}

test('a copy of the source is right in every respect', async () => {
  expect(await scores(SOURCE, SOURCE)).toEqual({ content: 100, numbers: 100, names: 100, consistency: 100 });
});

test.each([
  ['a wrong figure', 'The institute in Paris employed 60 researchers and did not accept private donations.', 'numbers'],
  ['a wrong name', 'The institute in Rome employed 45 researchers and did not accept private donations.', 'names'],
  ['a lost “not”', 'The institute in Paris employed 45 researchers and did accept private donations.', 'consistency'],
])('%s is seen by the judge that looks for it, and the others see their own', async (_name, output, id) => {
  const { content, ...rest } = await scores(SOURCE, output);
  expect(content).toBeGreaterThan(60);
  for (const [other, score] of Object.entries(rest)) {
    if (other === id) expect(score).toBe(0);
    else expect(score === null || score === 100).toBe(true);
  }
});

test('the same texts always get the same judgement', async () => {
  const input = await aJudgeInput(SOURCE, 'The institute in Rome employed 60 researchers.');
  for (const judge of BUILT_IN_PANEL) expect(await judge.judge(input, never)).toEqual(await judge.judge(input, never));
});
