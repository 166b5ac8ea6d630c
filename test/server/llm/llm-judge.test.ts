import { expect, test } from 'vitest';
import type { JudgeOutcome } from '@/core/evaluation/judge';
import { createLlmJudge } from '@/server/llm/llm-judge';
import { LlmSettings } from '@/server/llm/llm-settings';
import type { CallTools } from '@/server/llm/structured-call';
import { aJudgeInput, OUTPUT, SOURCE } from '~test/support/evaluation';
import { type Behaviour, type DoubleRequest, fails, says, startOpenAiDouble } from '~test/support/openai-double';

const GOOD = {
  score: 60,
  confidence: 0.8,
  rationale: 'The year of the second prize is wrong.',
  issues: [
    {
      type: 'temporal_inconsistency',
      severity: 'high',
      message: 'Wrong year.',
      outputQuote: 'in 1921',
      sourceQuote: 'In 1911 she received',
    },
    { type: 'hallucination', severity: 'low', message: 'Made up.', outputQuote: 'never said', sourceQuote: null },
  ],
  claims: [
    { id: 'c1', label: 'SUPPORTED', probability: 0.95, sourceQuote: 'born in Warsaw' },
    { id: 'c2', label: 'REFUTED', probability: 0.05, sourceQuote: 'In 1911   she received the nobel prize' },
    { id: 'c3', label: 'REFUTED', probability: 0.1, sourceQuote: 'this sentence is not in the source' },
    { id: 'c99', label: 'SUPPORTED', probability: 1, sourceQuote: null },
  ],
};

function scriptedTools() {
  const pauses: number[] = [];
  const tools: CallTools = {
    now: () => 0,
    random: () => 0.5,
    sleep: async (ms) => {
      pauses.push(ms);
    },
  };
  return { pauses, tools };
}

type Asked = { outcome: JudgeOutcome; requests: DoubleRequest[]; pauses: number[] };

async function ask(
  behaviours: readonly [Behaviour, ...Behaviour[]],
  settings: Partial<LlmSettings> = {},
): Promise<Asked> {
  await using double = await startOpenAiDouble(...behaviours);
  const { tools, pauses } = scriptedTools();
  const full = LlmSettings.parse({
    name: 'double',
    baseUrl: double.baseUrl,
    model: 'double-1',
    timeoutMs: 5_000,
    ...settings,
  });
  const judge = createLlmJudge(full, undefined, tools);
  const outcome = await judge.judge(await aJudgeInput(SOURCE, OUTPUT), new AbortController().signal);
  return { outcome, requests: double.requests, pauses };
}

test('a good answer becomes a judgement with places looked up in the texts', async () => {
  const { outcome, requests } = await ask([says(GOOD)], { apiKey: 'test-key' });
  if (outcome.status !== 'judged') throw new Error(outcome.status);
  expect(outcome).toMatchObject({
    score: 60,
    confidence: 0.8,
    usage: { inputTokens: 100, outputTokens: 20, requests: 1 },
  });
  const [first, second] = outcome.issues;
  expect(OUTPUT.slice(first!.outputSpan!.start, first!.outputSpan!.end)).toBe('in 1921');
  expect(SOURCE.slice(first!.evidenceSpan!.start, first!.evidenceSpan!.end)).toBe('In 1911 she received');
  expect(second).toMatchObject({ outputSpan: null, evidenceSpan: null });
  expect(requests[0]!.headers.authorization).toBe('Bearer test-key');
  expect(requests[0]!.body).toMatchObject({
    model: 'double-1',
    temperature: 0,
    response_format: { type: 'json_object' },
  });
});

test('a verdict whose quotation is not in the source is demoted, and an unknown claim is dropped', async () => {
  const { outcome } = await ask([says(GOOD)]);
  expect(outcome).toMatchObject({
    opinions: [
      { claimId: 'c1', label: 'SUPPORTED', probability: 0.95 },
      { claimId: 'c2', label: 'REFUTED', probability: 0.05 },
      { claimId: 'c3', label: 'NOT_ENOUGH_INFO', probability: null },
    ],
  });
});

test('an endpoint with structured outputs is given the schema', async () => {
  const { requests, outcome } = await ask([says(GOOD)], { structuredOutputs: true });
  expect(requests[0]!.body.response_format).toMatchObject({ type: 'json_schema' });
  expect(outcome.status).toBe('judged');
});

test.each([
  ['in a code fence', `\`\`\`json\n${JSON.stringify(GOOD)}\n\`\`\``],
  ['after a sentence', `Here is my verdict: ${JSON.stringify(GOOD)}`],
])('JSON %s is understood without asking again', async (_name, text) => {
  const { outcome, requests } = await ask([says(text)]);
  expect(outcome.status).toBe('judged');
  expect(requests).toHaveLength(1);
});

test.each([
  ['broken JSON', '{"score": 80, "confid'],
  ['the wrong shape', { verdict: 'fine' }],
  ['a score of a thousand million', { ...GOOD, score: 1e9 }],
  ['a score in words', { ...GOOD, score: 'high' }],
  ['no content', ''],
])('%s is sent back once with what is wrong, and the repaired answer counts', async (_name, bad) => {
  const { outcome, requests } = await ask([says(bad), says(GOOD)]);
  expect(outcome).toMatchObject({ status: 'judged', score: 60, usage: { requests: 2 } });
  expect(requests[1]!.messages.at(-1)!.content).toContain('Your last answer cannot be used');
});

test.each([
  ['nonsense', says('As a language model I like cheese.')],
  ['the wrong shape', says({ score: 'ten' })],
  ['nothing', says('')],
])('%s twice is unparsable: no score is made up', async (_name, behaviour) => {
  const { outcome, requests } = await ask([behaviour]);
  expect(outcome).toMatchObject({ status: 'failed', class: 'unparsable' });
  expect(outcome).not.toHaveProperty('score');
  expect(requests).toHaveLength(2);
});

test.each([
  [401, 'authentication', 1],
  [403, 'authentication', 1],
  [402, 'billing', 1],
  [404, 'not_found', 1],
  [400, 'refused', 1],
  [413, 'too_long', 1],
  [500, 'unavailable', 3],
  [503, 'unavailable', 3],
  [429, 'rate_limited', 3],
] as const)('status %i is %s after %i attempts', async (status, kind, attempts) => {
  const { outcome, requests } = await ask([fails(status)]);
  expect(outcome).toMatchObject({ status: 'failed', class: kind, recovery: expect.any(String) });
  expect(requests).toHaveLength(attempts);
});

test('a used-up quota behind 429 is a matter of billing and is not tried again', async () => {
  const { outcome, requests } = await ask([fails(429, 'You exceeded your current quota', {}, 'insufficient_quota')]);
  expect(outcome).toMatchObject({ class: 'billing' });
  expect(requests).toHaveLength(1);
});

test('texts that do not fit are named as such', async () => {
  const { outcome } = await ask([
    fails(400, "This model's maximum context length is 8192 tokens", {}, 'context_length_exceeded'),
  ]);
  expect(outcome).toMatchObject({ class: 'too_long' });
});

test('the pause a provider asks for is kept, other pauses grow', async () => {
  const asked = await ask([fails(429, 'slow down', { 'retry-after': '7' }), fails(500), says(GOOD)]);
  expect(asked.outcome.status).toBe('judged');
  expect(asked.pauses).toEqual([7_000, 1_000]);
});

test('a pause longer than anyone waits ends the judge at once and says how long', async () => {
  const { outcome, requests, pauses } = await ask([fails(429, 'slow down', { 'retry-after': '3600' })]);
  expect(outcome).toMatchObject({ class: 'rate_limited', message: expect.stringContaining('wait 3600 seconds') });
  expect(requests).toHaveLength(1);
  expect(pauses).toEqual([]);
});

test('a key in an error message is not passed on', async () => {
  const { outcome } = await ask([fails(401, 'Incorrect API key provided: sk-proj-abcdefghijkl')]);
  expect(JSON.stringify(outcome)).not.toContain('abcdefghijkl');
});

test('an answer that is a web page is unparsable', async () => {
  const { outcome } = await ask([{ kind: 'raw', body: '<html><body>Login</body></html>', contentType: 'text/html' }]);
  expect(outcome).toMatchObject({ status: 'failed', class: 'unparsable' });
});

test('an endless answer is cut off', async () => {
  const { outcome } = await ask([{ kind: 'endless', chunk: ' '.repeat(65_536) }]);
  expect(outcome).toMatchObject({
    status: 'failed',
    class: 'unparsable',
    message: 'The answer did not end; the connection was cut.',
  });
});

test('silence ends as a timeout', async () => {
  const { outcome } = await ask([{ kind: 'silent' }], { timeoutMs: 80 });
  expect(outcome).toMatchObject({ status: 'failed', class: 'timeout' });
});

test('a connection that breaks is tried again, then unavailable', async () => {
  const { outcome, requests } = await ask([{ kind: 'hangUp' }]);
  expect(outcome).toMatchObject({ status: 'failed', class: 'unavailable' });
  expect(requests).toHaveLength(3);
});

test('an address where nobody listens is unavailable', async () => {
  const { tools } = scriptedTools();
  const settings = LlmSettings.parse({ name: 'none', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' });
  const outcome = await createLlmJudge(settings, undefined, tools).judge(
    await aJudgeInput(SOURCE, OUTPUT),
    new AbortController().signal,
  );
  expect(outcome).toMatchObject({ status: 'failed', class: 'unavailable' });
});

test('a cancelled run stops the request and throws its reason', async () => {
  await using double = await startOpenAiDouble({ kind: 'silent' });
  const cancel = new AbortController();
  const settings = LlmSettings.parse({ name: 'd', baseUrl: double.baseUrl, model: 'm' });
  const judging = createLlmJudge(settings).judge(await aJudgeInput(SOURCE, OUTPUT), cancel.signal);
  setImmediate(() => cancel.abort(new Error('cancelled by the auditor')));
  await expect(judging).rejects.toThrow('cancelled by the auditor');
});

test('the wording is part of the version: another rubric, another hash', () => {
  const settings = LlmSettings.parse({ name: 'd', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' });
  const plain = createLlmJudge(settings);
  const strict = createLlmJudge(settings, { id: 'factuality', version: 1, name: 'Factuality', text: 'Be strict.' });
  expect(plain.version).toMatch(/^m\/factuality-1\/prompt-1\/[0-9a-f]{12}$/u);
  expect(strict.version).not.toBe(plain.version);
});
