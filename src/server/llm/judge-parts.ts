import type { Claim } from '@/core/evaluation/claim';
import type { Reading } from '@/core/evaluation/reading';
import type { Chunking } from '@/core/evaluation/run-calls';
import type { TextSpan } from '@/core/evaluation/text';
import { DEFAULT_CONTEXT_TOKENS, type LlmSettings } from './llm-settings';
import { chunkText, OVERLAP_TOKENS } from './text-chunks';
import { countTokens } from './token-count';

export type JudgeParts = {
  sources: readonly TextSpan[];
  outputs: readonly { span: TextSpan; claims: readonly Claim[] }[];
  /** Null when everything fits into one request. */
  chunks: Chunking | null;
};

const BASE_OUTPUT_TOKENS = 1_500;
const OUTPUT_TOKENS_A_CLAIM = 80;
/** Instructions, marks and rubric. */
const FRAME_TOKENS = 1_800;
const MIN_PART_TOKENS = 500;

/** What an answer about so many claims may take. */
export const answerTokens = (claims: number): number => BASE_OUTPUT_TOKENS + OUTPUT_TOKENS_A_CLAIM * claims;

/**
 * How two texts are cut so that each request fits into the model with its answer. A part of the output takes its text, its claims
 * again, and room for the answer on each; the source gets what is left. Nothing is left out: all parts are held against all.
 */
export function judgeParts(
  source: Reading,
  output: Reading,
  claims: readonly Claim[],
  { contextTokens = DEFAULT_CONTEXT_TOKENS }: Pick<LlmSettings, 'contextTokens'>,
): JudgeParts {
  const room = contextTokens - FRAME_TOKENS;
  const sourceTokens = countTokens(source.text);
  const listed = claims.reduce((sum, { text, statement }) => sum + countTokens(statement ?? text) + 12, 0);
  const outputTokens = countTokens(output.text) + listed + answerTokens(claims.length);
  const whole = { start: 0, end: output.text.length };
  if (sourceTokens + outputTokens <= room) {
    const all = [{ span: whole, claims }];
    return { sources: [{ start: 0, end: source.text.length }], outputs: all, chunks: null };
  }
  const share = Math.min(outputTokens, Math.max(room - sourceTokens, Math.floor(room / 2)));
  const plain = countTokens(output.text) / Math.max(1, outputTokens);
  const spans = chunkText(
    output.text,
    output.sentences,
    Math.max(MIN_PART_TOKENS / 2, Math.floor((share - BASE_OUTPUT_TOKENS) * plain)),
  );
  const sources = chunkText(source.text, source.sentences, Math.max(MIN_PART_TOKENS, room - share));
  const outputs = spans.map((span, i) => ({ span, claims: claims.filter((claim) => isOf(claim, spans, i)) }));
  return {
    sources,
    outputs,
    chunks: { source: sources.length, output: outputs.length, overlapTokens: OVERLAP_TOKENS },
  };
}

/** A claim belongs to the first part that holds all of it; one that no part holds to the first that holds its beginning. */
function isOf({ start, end }: TextSpan, spans: readonly TextSpan[], at: number): boolean {
  const whole = spans.findIndex((span) => span.start <= start && end <= span.end);
  return at === (whole === -1 ? spans.findIndex((span) => span.start <= start && start < span.end) : whole);
}
