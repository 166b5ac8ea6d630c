import { z } from 'zod';
import { VERDICT_LABELS } from '@/core/evaluation/claim';
import {
  type ClaimOpinion,
  type FlaggedIssue,
  ISSUE_TYPES,
  type Judge,
  type JudgeInput,
  type Judgement,
  SEVERITIES,
  unmeasured,
} from '@/core/evaluation/judge';
import { locateQuote } from '@/core/evaluation/quote';
import { FACTUALITY, type Rubric } from '@/core/evaluation/rubric';
import { SYSTEM_TOOLS } from './call-tools';
import { createFence } from './fence';
import { judgePrompt, promptVersion } from './judge-prompt';
import { type LlmSettings, providerOf } from './llm-settings';
import { type CallTools, callForJson } from './structured-call';

const JudgeAnswer = z.object({
  score: z.number().min(0).max(100),
  confidence: z.number().min(0).max(1),
  rationale: z.string().trim().min(1).max(8_000),
  issues: z
    .array(
      z.object({
        type: z.enum(ISSUE_TYPES),
        severity: z.enum(SEVERITIES),
        message: z.string().max(2_000),
        outputQuote: z.string().nullable(),
        sourceQuote: z.string().nullable(),
      }),
    )
    .max(200),
  claims: z
    .array(
      z.object({
        id: z.string(),
        label: z.enum(VERDICT_LABELS),
        probability: z.number().min(0).max(1),
        sourceQuote: z.string().nullable(),
      }),
    )
    .max(20_000),
});
type JudgeAnswer = z.infer<typeof JudgeAnswer>;

const BASE_OUTPUT_TOKENS = 1_500;
const OUTPUT_TOKENS_A_CLAIM = 80;
/** All attempts and the repair together must end within this many request times. */
const DEADLINE_REQUESTS = 3;

/** A judge behind an OpenAI-compatible endpoint. Failures come back by value with their class. */
export function createLlmJudge(
  settings: LlmSettings,
  rubric: Rubric = FACTUALITY,
  tools: CallTools = SYSTEM_TOOLS,
): Judge {
  return {
    id: `model:${settings.name}`,
    name: settings.name,
    kind: 'model',
    provider: providerOf(settings),
    version: `${settings.model}/${promptVersion(rubric)}`,
    deadlineMs: settings.timeoutMs * DEADLINE_REQUESTS,
    async judge(input, signal) {
      const fence = createFence();
      const answer = await callForJson({
        settings,
        schema: JudgeAnswer,
        ...judgePrompt({ ...input, rubric }, fence),
        fence,
        maxOutputTokens: BASE_OUTPUT_TOKENS + OUTPUT_TOKENS_A_CLAIM * input.claims.length,
        signal,
        tools,
      });
      if (answer.status === 'failed') return unmeasured(answer.class, answer.message, answer.usage);
      const { score, confidence, rationale } = answer.value;
      return {
        status: 'judged',
        score,
        confidence,
        rationale,
        issues: issuesOf(answer.value, input),
        opinions: opinionsOf(answer.value, input),
        usage: answer.usage,
      } satisfies Judgement;
    },
  };
}

/** Quotes are looked up in the texts; one that is not there loses its place, because the model made it up. */
function issuesOf({ issues }: JudgeAnswer, { output, source }: JudgeInput): FlaggedIssue[] {
  return issues.map(({ type, severity, message, outputQuote, sourceQuote }) => ({
    type,
    severity,
    message,
    outputSpan: outputQuote === null ? null : locateQuote(output.text, outputQuote),
    evidenceSpan: sourceQuote === null ? null : locateQuote(source.text, sourceQuote),
  }));
}

/** An opinion needs a quotation that is really in the source. Without one it is demoted to "not enough" and not pooled. */
function opinionsOf({ claims }: JudgeAnswer, { claims: asked, source }: JudgeInput): ClaimOpinion[] {
  const known = new Set(asked.map((claim) => claim.id));
  const seen = new Set<string>();
  return claims.flatMap(({ id, label, probability, sourceQuote }): ClaimOpinion[] => {
    if (!known.has(id) || seen.has(id)) return [];
    seen.add(id);
    if (label === 'NOT_ENOUGH_INFO') return [{ claimId: id, label, probability }];
    const isQuoted = sourceQuote !== null && locateQuote(source.text, sourceQuote) !== null;
    return [
      isQuoted ? { claimId: id, label, probability } : { claimId: id, label: 'NOT_ENOUGH_INFO', probability: null },
    ];
  });
}
