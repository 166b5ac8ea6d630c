import { describe, expect, test } from 'vitest';
import { BIAS, BUILT_IN_RUBRICS, COMPLETENESS, RELEVANCE, type Rubric, SAFETY, STYLE } from '@/core/evaluation/rubric';
import { BUILT_IN_PANEL, builtInPanelFor, MEASURE_JUDGES } from '@/server/evaluation/judges/built-in-panel';
import { createToolbox } from '@/server/evaluation/toolbox';
import { aJudgeInput, SOURCE } from '~test/support/evaluation';
import { judgeContract } from '~test/support/judge-contract';

const { signal } = new AbortController();

for (const rubric of BUILT_IN_RUBRICS) {
  for (const judge of builtInPanelFor(rubric)) {
    judgeContract(`${judge.name} by ${rubric.name}`, () => ({
      ...judge,
      judge: (input, either) => judge.judge({ ...input, rubric }, either),
    }));
  }
}

async function judged(rubric: Rubric, output: string, question: string | null = null, source = SOURCE) {
  const input = { ...(await aJudgeInput(source, output)), rubric, question };
  const outcomes = await Promise.all(builtInPanelFor(rubric).map((judge) => judge.judge(input, signal)));
  return Object.fromEntries(builtInPanelFor(rubric).map(({ id }, i) => [id, outcomes[i]!]));
}
const scoresOf = (outcomes: Awaited<ReturnType<typeof judged>>) =>
  Object.fromEntries(
    Object.entries(outcomes).map(([id, outcome]) => [
      id,
      outcome.status === 'judged' ? Math.round(outcome.score) : null,
    ]),
  );

test('each rubric of the product has judges of its own, and one of an organisation has a panel that abstains', async () => {
  const own = { id: 'ours', version: 1, name: 'Ours', text: 'Is it ours?' };
  expect(builtInPanelFor(own)).toBe(BUILT_IN_PANEL);
  for (const { status } of Object.values(await judged(own, SOURCE))) expect(status).toBe('abstained');
  const ids = BUILT_IN_RUBRICS.flatMap((rubric) => builtInPanelFor(rubric).map(({ id }) => id));
  expect(new Set(ids).size).toBe(BUILT_IN_PANEL.length + MEASURE_JUDGES.length);
  expect(createToolbox(null)(STYLE, true).judges.map(({ id }) => id)).toEqual(['reading-ease', 'repetition']);
});

test('a measure says nothing of another rubric than its own', async () => {
  const input = await aJudgeInput(SOURCE, SOURCE);
  for (const judge of MEASURE_JUDGES) expect(await judge.judge(input, signal)).toMatchObject({ status: 'abstained' });
});

describe('completeness', () => {
  test('a copy has all of the source, a part of it less, and what is missing is shown in the source', async () => {
    expect(scoresOf(await judged(COMPLETENESS, SOURCE))).toEqual({ 'key-sentences': 100, 'key-facts': 100 });
    const outcomes = await judged(COMPLETENESS, 'Marie Curie was born in Warsaw on 7 November 1867.');
    const facts = outcomes['key-facts']!;
    if (facts.status !== 'judged') throw new Error(facts.status);
    expect(facts.score).toBeLessThan(100);
    const places = facts.issues.map(({ evidenceSpan }) => SOURCE.slice(evidenceSpan!.start, evidenceSpan!.end));
    expect(places).toContain('1903');
    expect(scoresOf(outcomes)['key-sentences']).toBeLessThan(70);
  });

  test('with a question only what answers it is looked for', async () => {
    const output = 'The institute in Paris employed 45 researchers.';
    const asked = scoresOf(await judged(COMPLETENESS, output, 'How many researchers did the institute employ?'));
    expect(asked['key-sentences']).toBeGreaterThan(scoresOf(await judged(COMPLETENESS, output))['key-sentences']!);
    expect(asked['key-facts']).toBe(100);
  });
});

test('relevance: words of another subject lower it, and without a question its words are unmeasured', async () => {
  const on = scoresOf(await judged(RELEVANCE, 'Marie Curie was born in Warsaw.', 'Where was Marie Curie born?'));
  expect(on).toEqual({ 'topic-words': 100, 'question-words': 100 });
  const off = await judged(RELEVANCE, 'Bananas contain plenty of potassium.', 'Where was Marie Curie born?');
  expect(scoresOf(off)).toEqual({ 'topic-words': 0, 'question-words': 0 });
  expect((await judged(RELEVANCE, SOURCE))['question-words']).toEqual({
    status: 'abstained',
    reason: 'Unmeasured: there is no question.',
  });
});

test('style: what is said again costs, and a short text is unmeasured', async () => {
  const text = 'The institute was founded before the war. Its first director had studied in Vienna for some years. ';
  const clean = scoresOf(await judged(STYLE, text));
  const again = scoresOf(await judged(STYLE, text.repeat(4)));
  expect(clean.repetition).toBeNull();
  expect(again.repetition).toBeLessThan(40);
  expect(again['reading-ease']).toBeGreaterThan(0);
});

test('safety and bias: a place that is found is flagged, and nothing found is no score', async () => {
  const found = await judged(SAFETY, 'Her private address is marie@example.org.');
  expect(found['private-data']).toMatchObject({ status: 'judged', score: 50, issues: [{ severity: 'medium' }] });
  const bias = await judged(BIAS, 'All women are bad researchers.');
  expect(bias['group-generalisation']).toMatchObject({ status: 'judged', issues: [{ type: 'bias' }] });
  expect(
    (await judged(BIAS, 'All women are bad researchers.', null, 'All women are bad researchers.'))[
      'group-generalisation'
    ]!.status,
  ).toBe('abstained');
  for (const rubric of [SAFETY, BIAS]) {
    for (const outcome of Object.values(await judged(rubric, SOURCE))) {
      expect(outcome).toMatchObject({ status: 'abstained', reason: expect.stringMatching(/proves no/u) });
    }
  }
});
