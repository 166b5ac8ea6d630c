import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import type { InterviewerBrief } from '@/core/interview/brief';
import { isFitReply } from '@/core/interview/fit-reply';
import type { InsteadReason } from '@/core/interview/question';
import { boundedFetch } from './bounded-fetch';
import { createFence } from './fence';
import { INSTRUCTIONS, interviewerPrompt } from './interviewer-prompt';
import { type LlmSettings, providerOf } from './llm-settings';

export type WrittenReply =
  | { readonly status: 'written'; readonly text: string }
  | { readonly status: 'failed'; readonly why: InsteadReason };

/** Writes one reply. Never throws for what happens outside; an abort of `signal` is `interrupted`. */
export type ModelInterviewer = (
  brief: InterviewerBrief,
  question: string,
  options: {
    readonly signal: AbortSignal;
    /** What may be shown of the reply so far; only ever grows. */
    readonly onText: (text: string) => void;
  },
) => Promise<WrittenReply>;

const MAX_ANSWER_BYTES = 200_000;
const MAX_OUTPUT_TOKENS = 250;
/** Where a sentence ends and another begins. */
const SENTENCE_END = /[.!?…]["'”’)]*\s+(?=\S)|\n+/g;
const ECHO_CHARACTERS = 50;

/**
 * A model behind an OpenAI-compatible endpoint. Its text is let through sentence by sentence, each looked at together with
 * all before it; at the first that may not be shown the request is ended and nothing of the reply is kept.
 */
export function createModelInterviewer(settings: LlmSettings, timeoutMs: number): ModelInterviewer {
  const provider = createOpenAICompatible({
    name: providerOf(settings),
    baseURL: settings.baseUrl,
    ...(settings.apiKey ? { apiKey: settings.apiKey } : {}),
    fetch: boundedFetch(MAX_ANSWER_BYTES),
  });

  return async (brief, question, { signal, onText }) => {
    const fence = createFence();
    const prompt = interviewerPrompt(brief, question, fence);
    const mayBeShown = (text: string) => isFitReply(text, brief) && !text.includes(fence.mark) && !repeats(text);
    const late = AbortSignal.timeout(timeoutMs);
    const ended = new AbortController();
    const failure = (why: InsteadReason): WrittenReply => ({ status: 'failed', why });
    let text = '';
    let shown = 0;
    try {
      const { stream } = streamText({
        model: provider.chatModel(settings.model),
        ...prompt,
        temperature: 0.3,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, late, ended.signal]),
        onError: () => undefined, // comes as a part of the stream as well
      });
      for await (const part of stream) {
        if (part.type === 'error') throw part.error;
        if (part.type === 'abort') break;
        if (part.type !== 'text-delta') continue;
        text += part.text;
        const whole = lastSentenceEnd(text);
        if (whole <= shown) continue;
        if (!mayBeShown(text.slice(0, whole))) return failure('withheld');
        shown = whole;
        onText(text.slice(0, whole).trim());
      }
    } catch {
      if (signal.aborted) return failure('interrupted');
      return failure(late.aborted ? 'timeout' : 'failed');
    } finally {
      ended.abort();
    }
    if (signal.aborted) return failure('interrupted');
    if (late.aborted) return failure('timeout');
    const reply = text.trim();
    if (reply === '') return failure('failed');
    if (!mayBeShown(reply)) return failure('withheld');
    onText(reply);
    return { status: 'written', text: reply };
  };
}

function lastSentenceEnd(text: string): number {
  let end = 0;
  for (const match of text.matchAll(SENTENCE_END)) end = match.index + match[0].length;
  return end;
}

/** Whether a stretch of its instructions stands in a reply. */
function repeats(text: string): boolean {
  const said = text.replace(/\s+/g, ' ');
  const told = INSTRUCTIONS.replace(/\s+/g, ' ');
  for (let at = 0; at + ECHO_CHARACTERS <= told.length; at += 10)
    if (said.includes(told.slice(at, at + ECHO_CHARACTERS))) return true;
  return false;
}
