import { z } from 'zod';

/** One configured model behind any OpenAI-compatible endpoint (OpenAI, Ollama, vLLM, Groq, Gemini's compatible address...). */
export const LlmSettings = z.object({
  /** Shown to people, and part of the judge's id. */
  name: z.string().min(1).max(80),
  /** Without `/chat/completions`, for example http://127.0.0.1:11434/v1. */
  baseUrl: z.url({ protocol: /^https?$/u }),
  model: z.string().min(1),
  apiKey: z.string().min(1).optional(),
  /** For one request, answer included. */
  timeoutMs: z.number().int().positive().default(60_000),
  /** True when the endpoint takes a JSON schema as response format; otherwise it is asked for JSON and told the shape in words. */
  structuredOutputs: z.boolean().default(false),
  /** For a million tokens, in whatever currency budgets are meant; without it costs are not known. */
  prices: z.object({ input: z.number().nonnegative(), output: z.number().nonnegative() }).optional(),
  /** What fits into one request, answer included. Longer texts are read in parts. */
  contextTokens: z.number().int().min(4_000).optional(),
});
export type LlmSettings = z.infer<typeof LlmSettings>;

/** Small enough for most models that run on one machine. */
export const DEFAULT_CONTEXT_TOKENS = 32_000;

/** What shares rate limits: the host. */
export function providerOf({ baseUrl }: LlmSettings): string {
  return new URL(baseUrl).host;
}
