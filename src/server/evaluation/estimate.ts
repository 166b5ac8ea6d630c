import { costOf, type EstimatedReader } from '@/core/evaluation/spending';
import { codePoints } from '@/core/evaluation/text';
import { answerTokens } from '@/server/llm/judge-parts';
import { DEFAULT_CONTEXT_TOKENS, type LlmSettings } from '@/server/llm/llm-settings';
import { countTokens } from '@/server/llm/token-count';

export type Estimated = {
  source: string;
  output: string;
  question: string | null;
  rival: string | null;
  repeats: number;
  useModel: boolean;
};

const INSTRUCTIONS = 900;
/** An answer of the wrong shape is asked for once more; requests that fail are not charged. */
const WITH_REPAIR = 2;

/**
 * What a run is expected to use before it is started, by who uses it. Low: short answers, nothing to repair. High: the longest
 * answers allowed, each repaired once, twice as many claims as sentences. Empty without a model.
 */
export function estimateRun(texts: Estimated, model: LlmSettings | null): EstimatedReader[] {
  if (!model || !texts.useModel) return [];
  const source = countTokens(texts.source) + countTokens(texts.question ?? '');
  const output = countTokens(texts.output);
  const rival = texts.rival === null ? 0 : countTokens(texts.rival);
  const sentences = Math.max(
    1,
    texts.output.split(/[.!?。！？]+(?:\s|$)|\n+/u).filter((part) => codePoints(part.trim()) > 2).length,
  );
  const claims = { low: Math.ceil(sentences * 0.7), high: sentences * 2 };
  const parts = Math.max(1, Math.ceil((source + 2 * output) / ((model.contextTokens ?? DEFAULT_CONTEXT_TOKENS) * 0.8)));

  const reader = (
    id: string,
    name: string,
    requests: { low: number; high: number },
    input: { low: number; high: number },
    written: { low: number; high: number },
  ): EstimatedReader => {
    const total = (end: 'low' | 'high') => ({
      inputTokens: Math.round(requests[end] * input[end]),
      outputTokens: Math.round(requests[end] * written[end]),
    });
    const [low, high] = [total('low'), total('high')];
    const { prices } = model;
    return {
      id,
      name,
      requests,
      inputTokens: { low: low.inputTokens, high: high.inputTokens },
      outputTokens: { low: low.outputTokens, high: high.outputTokens },
      cost: prices ? { low: costOf(low, prices), high: costOf(high, prices) } : null,
    };
  };
  const judged = source + 2 * output + INSTRUCTIONS;
  return [
    reader(
      'splitter',
      'Taking out the claims',
      { low: 1, high: WITH_REPAIR },
      { low: output + INSTRUCTIONS, high: output * 4 + INSTRUCTIONS },
      { low: output * 1.5, high: output * 3 + 500 },
    ),
    reader(
      'verifier',
      'Checking the claims',
      {
        low: claims.low,
        high:
          claims.high * WITH_REPAIR * Math.max(1, Math.ceil(source / (model.contextTokens ?? DEFAULT_CONTEXT_TOKENS))),
      },
      { low: source + INSTRUCTIONS, high: source + INSTRUCTIONS + 700 },
      { low: 80, high: 700 },
    ),
    reader(
      `model:${model.name}`,
      `Judge ${model.name}`,
      { low: texts.repeats * parts, high: texts.repeats * parts * WITH_REPAIR },
      { low: judged / parts, high: judged / parts + answerTokens(claims.high) },
      { low: 300 + 45 * claims.low, high: answerTokens(claims.high) },
    ),
    ...(rival > 0
      ? [
          reader(
            'comparison',
            'Comparing the outputs',
            { low: 2, high: 2 * WITH_REPAIR },
            { low: source + output + rival + INSTRUCTIONS, high: source + output + rival + INSTRUCTIONS + 800 },
            { low: 80, high: 800 },
          ),
        ]
      : []),
  ];
}
