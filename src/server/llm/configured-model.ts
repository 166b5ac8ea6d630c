import type { Env } from '@/server/env';
import type { LlmSettings } from './llm-settings';

/** The model the settings name, or null when none is configured. */
export function configuredModel(env: Env): LlmSettings | null {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = env;
  if (!baseUrl || !model) return null;
  const { LLM_PRICE_INPUT: input, LLM_PRICE_OUTPUT: output, LLM_CONTEXT_TOKENS: contextTokens } = env;
  const timeoutMs = env.LLM_TIMEOUT_SECONDS * 1000;
  return {
    name: model,
    baseUrl,
    model,
    timeoutMs,
    structuredOutputs: env.LLM_STRUCTURED_OUTPUTS,
    ...(apiKey && { apiKey }),
    ...(input !== undefined && output !== undefined && { prices: { input, output } }),
    ...(contextTokens !== undefined && { contextTokens }),
  };
}
