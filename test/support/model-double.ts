import type { AnswerCache, RunCalls } from '@/core/evaluation/run-calls';
import type { Budget } from '@/core/evaluation/spending';
import { createPurse } from '@/server/evaluation/purse';
import { LlmSettings } from '@/server/llm/llm-settings';
import type { CallTools } from '@/server/llm/structured-call';
import type { DoubleRequest } from './openai-double';

export const quickTools: CallTools = { now: () => 0, random: () => 0.5, sleep: async () => undefined };

export const settingsFor = (baseUrl: string, parts: Partial<LlmSettings> = {}): LlmSettings =>
  LlmSettings.parse({ name: 'double', baseUrl, model: 'double-1', timeoutMs: 5_000, ...parts });

export function aCache(): AnswerCache & { kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return { kept, get: async (key) => kept.get(key) ?? null, put: async (key, answer) => void kept.set(key, answer) };
}

export const callsWith = (parts: { budget?: Budget; cache?: AnswerCache; scope?: string } = {}): RunCalls => ({
  scope: parts.scope ?? 'an organisation',
  cache: parts.cache ?? null,
  purse: createPurse(parts.budget ?? null),
});

/** The block of that name in the user message. */
export function blockOf({ messages }: DoubleRequest, name: string): string {
  const text = messages.at(-1)!.content;
  return new RegExp(`<<<${name} \\w+>>>\\n([\\s\\S]*?)\\n<<<END ${name}`, 'u').exec(text)?.[1] ?? '';
}

/** What kind of question a request is, by the words of its instructions. */
export function askedFor({ messages }: DoubleRequest): 'judge' | 'verify' | 'claims' | 'compare' {
  const [instructions] = messages;
  if (instructions!.content.startsWith('You check one claim')) return 'verify';
  if (instructions!.content.startsWith('You take an output')) return 'claims';
  return instructions!.content.includes('compares two outputs') ? 'compare' : 'judge';
}

/** A model that answers every kind of question in the shape asked for. */
export function helpful(request: DoubleRequest): string {
  const sentences = (text: string) => text.split(/(?<=\.)\s+/u).filter((sentence) => sentence.trim() !== '');
  switch (askedFor(request)) {
    case 'claims':
      return JSON.stringify({
        claims: sentences(blockOf(request, 'OUTPUT')).map((quote) => ({ quote, statement: quote })),
        skipped: [],
      });
    case 'verify': {
      const quote = sentences(blockOf(request, 'SOURCE'))[0];
      return JSON.stringify({ label: 'SUPPORTED', probability: 0.9, quotes: [quote], rationale: 'It says so.' });
    }
    case 'compare':
      return JSON.stringify({ better: 'tie', rationale: 'Alike.' });
    case 'judge': {
      const claims = blockOf(request, 'CLAIMS')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).id);
      const quote = sentences(blockOf(request, 'SOURCE'))[0];
      return JSON.stringify({
        score: 70,
        confidence: 0.8,
        rationale: 'As scripted.',
        issues: [],
        claims: claims.map((id: string) => ({ id, label: 'SUPPORTED', probability: 0.8, sourceQuote: quote })),
      });
    }
  }
}
