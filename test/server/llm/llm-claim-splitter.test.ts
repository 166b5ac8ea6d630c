import { expect, test } from 'vitest';
import { createLlmClaimSplitter } from '@/server/llm/llm-claim-splitter';
import { read } from '~test/support/evaluation';
import { callsWith, helpful, quickTools, settingsFor } from '~test/support/model-double';
import { type Behaviour, fails, says, startOpenAiDouble } from '~test/support/openai-double';

async function split(output: string, behaviour: Behaviour, contextTokens?: number) {
  await using double = await startOpenAiDouble(behaviour);
  const splitter = createLlmClaimSplitter(
    settingsFor(double.baseUrl, contextTokens ? { contextTokens } : {}),
    quickTools,
  );
  const outcome = await splitter.split(await read(output), callsWith(), new AbortController().signal);
  return { outcome, requests: double.requests };
}

const OUTPUT =
  'Hello! Marie Curie won two prizes, one in Physics and one in Chemistry. She was born in Warsaw. I like her.';

test('claims are the stretches the model quotes, in order of the text, with wordings that stand alone', async () => {
  const { outcome } = await split(
    OUTPUT,
    says({
      claims: [
        { quote: 'She was born in Warsaw', statement: 'Marie Curie was born in Warsaw.' },
        { quote: 'Marie Curie won two prizes', statement: 'Marie Curie won two prizes' },
      ],
      skipped: [{ quote: 'I like her.' }, { quote: 'Hello!' }],
    }),
  );
  if (outcome.status !== 'split') throw new Error(outcome.message);
  const { claims, leftOut } = outcome.extracted;
  expect(claims.map(({ id, text, statement }) => [id, text, statement])).toEqual([
    ['c1', 'Marie Curie won two prizes', undefined],
    ['c2', 'She was born in Warsaw', 'Marie Curie was born in Warsaw.'],
  ]);
  for (const { start, end, text, tokens } of claims) {
    expect(OUTPUT.slice(start, end)).toBe(text);
    expect(tokens.length).toBeGreaterThan(2);
  }
  expect(leftOut.map(({ reason }) => reason)).toEqual(['greeting', 'opinion']);
  expect(outcome.note).toBeNull();
});

test('a quotation that is not in the output is dropped and counted, and a sentence passed over is split by grammar', async () => {
  const { outcome } = await split(
    OUTPUT,
    says({
      claims: [{ quote: 'Marie Curie won three prizes', statement: 'Marie Curie won three prizes.' }],
      skipped: [],
    }),
  );
  if (outcome.status !== 'split') throw new Error(outcome.message);
  expect(outcome.extracted.claims.map(({ text }) => text).join(' ')).toContain('born in Warsaw');
  expect(outcome.extracted.claims.every(({ text }) => !text.includes('three'))).toBe(true);
  expect(outcome.note).toBe(
    '1 claims of the model were not in the output and were dropped; 2 claims the model passed over were taken out by grammar.',
  );
});

test('a statement that occurs twice is found at both places', async () => {
  const text = 'It rained. The sun shone on Monday. It rained.';
  const claims = ['It rained', 'The sun shone on Monday', 'It rained'].map((quote) => ({ quote, statement: quote }));
  const { outcome } = await split(text, says({ claims, skipped: [] }));
  if (outcome.status !== 'split') throw new Error(outcome.message);
  expect(outcome.extracted.claims.map(({ start }) => start)).toEqual([0, 11, 36]);
});

test('offsets are right beside emoji, combining marks and CRLF', async () => {
  const text = '😀 Zu\u0308rich has 3 cafe\u0301s.\r\nBasel has none. 👩‍👩‍👧';
  const { outcome } = await split(
    text,
    says({ claims: [{ quote: 'Basel has none.', statement: 'Basel has no cafés.' }], skipped: [] }),
  );
  if (outcome.status !== 'split') throw new Error(outcome.message);
  expect(outcome.extracted.claims.every(({ start, end, text: own }) => text.slice(start, end) === own)).toBe(true);
  expect(outcome.extracted.claims.map(({ text: own }) => own)).toContain('Basel has none.');
});

test('a long output is read in overlapping parts and no claim is counted twice', async () => {
  const sentences = Array.from(
    { length: 400 },
    (_, i) => `The town number ${i} has ${i + 3} inhabitants and one old church.`,
  );
  const text = sentences.join(' ');
  const { outcome, requests } = await split(text, { kind: 'content', content: helpful }, 6_000);
  if (outcome.status !== 'split') throw new Error(outcome.message);
  expect(requests.length).toBeGreaterThan(3);
  expect(outcome.chunks).toMatchObject({ output: requests.length });
  expect(outcome.extracted.claims.map(({ text: own }) => own)).toEqual(sentences);
});

test('a model that fails gives its reason', async () => {
  const { outcome } = await split(OUTPUT, fails(401));
  expect(outcome).toMatchObject({ status: 'failed', class: 'authentication' });
});
