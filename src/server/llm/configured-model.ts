import type { Env } from '@/server/env';
import type { LlmSettings } from './llm-settings';

/** The model the settings name, or null when none is configured. */
export function configuredModel(env: Env): LlmSettings | null {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = env;
  if (!baseUrl || !model) return null;
  const timeoutMs = env.LLM_TIMEOUT_SECONDS * 1000;
  return {
    name: model,
    baseUrl,
    model,
    timeoutMs,
    structuredOutputs: env.LLM_STRUCTURED_OUTPUTS,
    ...(apiKey && { apiKey }),
  };
}
