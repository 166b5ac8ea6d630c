import { createHash } from 'node:crypto';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, NoObjectGeneratedError, Output } from 'ai';
import { z } from 'zod';
import type { FailureClass } from '@/core/evaluation/judge';
import type { RunCalls } from '@/core/evaluation/run-calls';
import { costOf, type TokenUsage } from '@/core/evaluation/spending';
import { boundedFetch } from './bounded-fetch';
import type { Fence } from './fence';
import { classifyFailure, type LlmFailure } from './llm-failure';
import { type LlmSettings, providerOf } from './llm-settings';
import { countTokens } from './token-count';

/** Time and chance, so that tests wait for nothing. `sleep` ends early, by throwing, when the signal does. */
export type CallTools = { now(): number; random(): number; sleep(ms: number, signal: AbortSignal): Promise<void> };

export type StructuredCall<T> = {
  settings: LlmSettings;
  schema: z.ZodType<T>;
  instructions: string;
  prompt: string;
  /** Marks text that came from outside; a bad answer may quote the texts it was about, so it is shown to the model only inside. */
  fence: Fence;
  maxOutputTokens: number;
  signal: AbortSignal;
  tools: CallTools;
  /** Budget and cache of the run this call belongs to; absent for a call outside of runs. */
  calls?: RunCalls;
  /**
   * Everything that decides the answer apart from the model: prompt version, texts, repeat. Not the prompt itself, whose marks
   * differ each time. Absent: not kept.
   */
  cacheKey?: readonly (string | number | null)[];
};

export type StructuredAnswer<T> =
  | { status: 'answered'; value: T; usage: TokenUsage }
  | { status: 'failed'; class: FailureClass; message: string; usage: TokenUsage };

const TEMPERATURE = 0;
const MAX_ATTEMPTS = 3;
const BASE_DELAY_MS = 500;
/** A provider that wants a longer pause than this is not waited for: the judge ends as rate limited and can be run again. */
const MAX_PAUSE_MS = 20_000;
const MAX_ANSWER_BYTES = 2_000_000;
const MAX_REPAIR_ECHO = 4_000;

/**
 * Asks a model for JSON of a given shape. Requests that may succeed later are repeated, at most twice, with growing jittered pauses
 * or the pause the provider asks for; an answer of the wrong shape is sent back once with what is wrong. Everything that can go
 * wrong outside comes back as a value; only the abort of `signal` throws, with its reason.
 */
export async function callForJson<T>(call: StructuredCall<T>): Promise<StructuredAnswer<T>> {
  const usage: TokenUsage = { inputTokens: null, outputTokens: null, requests: 0 };
  const key = call.cacheKey && call.calls?.cache ? keyOf(call, call.calls, call.cacheKey) : null;
  const known = key === null ? null : call.schema.safeParse(await call.calls!.cache!.get(key));
  if (known?.success) {
    return { status: 'answered', value: known.data, usage: { ...FREE, cacheHits: 1 } };
  }
  const answer = await askForJson(call, usage);
  if (key !== null && answer.status === 'answered') await call.calls!.cache!.put(key, answer.value);
  return answer;
}

const FREE: TokenUsage = { inputTokens: 0, outputTokens: 0, requests: 0, cost: 0 };

function keyOf<T>({ settings, maxOutputTokens }: StructuredCall<T>, { scope }: RunCalls, parts: readonly unknown[]) {
  const model = [providerOf(settings), settings.model, TEMPERATURE, maxOutputTokens, settings.structuredOutputs];
  return createHash('sha256')
    .update(JSON.stringify([scope, ...model, ...parts]))
    .digest('hex');
}

async function askForJson<T>(call: StructuredCall<T>, usage: TokenUsage): Promise<StructuredAnswer<T>> {
  const first = await request(call, call.prompt, usage);
  if (first.status === 'failed') return { ...first, usage };
  const parsed = parse(first.text, call.schema);
  if (parsed.ok) return { status: 'answered', value: parsed.value, usage };

  const second = await request(
    call,
    `${call.prompt}\n\n${repairRequest(call.fence, first.text, parsed.problem)}`,
    usage,
  );
  if (second.status === 'failed') return { ...second, usage };
  const repaired = parse(second.text, call.schema);
  if (repaired.ok) return { status: 'answered', value: repaired.value, usage };
  return {
    status: 'failed',
    class: 'unparsable',
    message: `The answer had the wrong shape twice: ${repaired.problem}`,
    usage,
  };
}

type RawAnswer = { status: 'text'; text: string } | { status: 'failed'; class: FailureClass; message: string };

async function request<T>(call: StructuredCall<T>, prompt: string, usage: TokenUsage): Promise<RawAnswer> {
  const { settings, signal, tools } = call;
  const provider = createOpenAICompatible({
    name: providerOf(settings),
    baseURL: settings.baseUrl,
    ...(settings.apiKey ? { apiKey: settings.apiKey } : {}),
    fetch: boundedFetch(MAX_ANSWER_BYTES),
    supportsStructuredOutputs: settings.structuredOutputs,
  });
  const counted = countTokens(call.instructions) + countTokens(prompt);
  const reserved = withCost({ inputTokens: counted, outputTokens: call.maxOutputTokens });
  for (let attempt = 1; ; attempt += 1) {
    const refusal = await untilUnpaused();
    if (refusal) return refusal;
    if (call.calls && !call.calls.purse.admit(reserved)) {
      const message = 'The next request could pass the budget of the run, so it was not made.';
      return { status: 'failed', class: 'budget', message };
    }
    const failure = await attemptOnce();
    if ('text' in failure) return { status: 'text', text: failure.text };
    if (failure.retryAfterMs) await call.calls?.pauses?.pause(providerOf(settings), failure.retryAfterMs);
    const pause = failure.retryAfterMs ?? BASE_DELAY_MS * 2 ** (attempt - 1) * (0.5 + tools.random());
    if (!failure.isRetryable || attempt === MAX_ATTEMPTS || pause > MAX_PAUSE_MS) {
      const tried = attempt > 1 ? ` (${attempt} attempts)` : '';
      const wait = pause > MAX_PAUSE_MS ? ` It asks to wait ${Math.ceil(pause / 1000)} seconds.` : '';
      return { status: 'failed', class: failure.class, message: `${failure.message}${tried}${wait}` };
    }
    await tools.sleep(pause, signal);
  }

  /** Waits as long as the provider asked anybody to; an answer when that is longer than anyone waits. */
  async function untilUnpaused(): Promise<RawAnswer | null> {
    const pauses = call.calls?.pauses;
    if (!pauses) return null;
    for (;;) {
      const left = await pauses.remainingMs(providerOf(settings));
      signal.throwIfAborted();
      if (left === 0) return null;
      if (left > MAX_PAUSE_MS) {
        const message = `The provider asked for a pause that lasts ${Math.ceil(left / 1000)} more seconds, so it was not asked.`;
        return { status: 'failed', class: 'rate_limited', message };
      }
      await tools.sleep(left + BASE_DELAY_MS * tools.random(), signal);
    }
  }

  function withCost(tokens: { inputTokens: number; outputTokens: number }) {
    return { ...tokens, cost: settings.prices ? costOf(tokens, settings.prices) : null };
  }

  /** What the provider reports, else our own count: a budget that nobody reports to would never end. */
  function meter(
    reported: { inputTokens?: number | undefined; outputTokens?: number | undefined },
    written: string,
  ): void {
    const used = withCost({
      inputTokens: reported.inputTokens ?? counted,
      outputTokens: reported.outputTokens ?? countTokens(written),
    });
    usage.inputTokens = (usage.inputTokens ?? 0) + used.inputTokens;
    usage.outputTokens = (usage.outputTokens ?? 0) + used.outputTokens;
    usage.cost = used.cost === null ? null : (usage.cost ?? 0) + used.cost;
    call.calls?.purse.settle(reserved, { ...used, requests: 1 });
  }

  /** A request without an answer: what was sent may be charged after a timeout, a refusal is free. */
  function meterFailure(kind: FailureClass): void {
    if (kind === 'timeout' || kind === 'unparsable') meter({}, '');
    else {
      if (usage.cost === undefined && settings.prices) usage.cost = 0;
      call.calls?.purse.settle(reserved, { ...FREE, inputTokens: 0, outputTokens: 0, cost: 0, requests: 1 });
    }
  }

  async function attemptOnce(): Promise<{ text: string } | LlmFailure> {
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), settings.timeoutMs);
    usage.requests += 1;
    try {
      const { text, usage: spent } = await generateText({
        model: provider.chatModel(settings.model),
        instructions: call.instructions,
        prompt,
        output: settings.structuredOutputs ? Output.object({ schema: call.schema }) : Output.json(),
        temperature: TEMPERATURE,
        maxOutputTokens: call.maxOutputTokens,
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, timer.signal]),
      });
      meter(spent, text);
      return { text };
    } catch (error) {
      if (signal.aborted) meterFailure('timeout');
      signal.throwIfAborted();
      if (NoObjectGeneratedError.isInstance(error)) {
        meter(error.usage ?? {}, error.text ?? '');
        return { text: error.text ?? '' };
      }
      const failure = classifyFailure(error, { isDeadline: timer.signal.aborted, now: tools.now() });
      meterFailure(failure.class);
      return failure;
    } finally {
      clearTimeout(timeout);
    }
  }
}

type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string };

/** JSON, also inside a code fence or after a sentence, and of the right shape. No number is clamped and no field made up. */
function parse<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  if (from === -1 || to < from) return { ok: false, problem: 'there is no JSON object in it' };
  let json: unknown;
  try {
    json = JSON.parse(text.slice(from, to + 1));
  } catch {
    return { ok: false, problem: 'it is not valid JSON' };
  }
  const result = schema.safeParse(json);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problem: z.prettifyError(result.error).replaceAll('\n', '; ').slice(0, 500) };
}

function repairRequest(fence: Fence, text: string, problem: string): string {
  const echo = text.length > MAX_REPAIR_ECHO ? `${text.slice(0, MAX_REPAIR_ECHO)} [...]` : text;
  return `Your last answer cannot be used: ${problem}.\n${fence.enclose('ANSWER', echo)}\nAnswer again with one JSON object of the shape asked for, and nothing else.`;
}
