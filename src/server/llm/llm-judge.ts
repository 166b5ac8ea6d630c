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
import { combineParts, type PartAnswer, type PartAnswers } from '@/core/evaluation/part-answers';
import { locateQuote } from '@/core/evaluation/quote';
import { FACTUALITY, type Rubric } from '@/core/evaluation/rubric';
import { addUsage, NOTHING_SPENT, type Spending, type TokenUsage } from '@/core/evaluation/spending';
import type { TextSpan } from '@/core/evaluation/text';
import { SYSTEM_TOOLS } from './call-tools';
import { createFence } from './fence';
import { DOCUMENT_TOKENS, DOCUMENTS_VERSION, documentLines, documentsFor } from './judge-documents';
import { answerTokens, judgeParts } from './judge-parts';
import { type JudgedPart, judgePrompt, promptVersion } from './judge-prompt';
import { comparePair } from './llm-comparison';
import { DEFAULT_CONTEXT_TOKENS, type LlmSettings, providerOf } from './llm-settings';
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

/** All attempts and the repair together must end within this many request times, a part. */
const DEADLINE_REQUESTS = 3;
/** How many parts of a very long pair of texts one deadline allows for. */
const DEADLINE_PARTS = 4;

/**
 * A judge behind an OpenAI-compatible endpoint. Failures come back by value with their class. Texts that do not fit into the model
 * are read in overlapping parts, and the judgement says so.
 */
export function createLlmJudge(
  settings: LlmSettings,
  rubric: Rubric = FACTUALITY,
  tools: CallTools = SYSTEM_TOOLS,
): Judge {
  const version = promptVersion(rubric);
  return {
    id: `model:${settings.name}`,
    name: settings.name,
    kind: 'model',
    provider: providerOf(settings),
    version: `${settings.model}/${version}`,
    deadlineMs: settings.timeoutMs * DEADLINE_REQUESTS * DEADLINE_PARTS,
    async judge(input, signal) {
      const { source, output, claims } = input;
      const isSearched = documentsFor(claims, input.documents).length > 0;
      const contextTokens = (settings.contextTokens ?? DEFAULT_CONTEXT_TOKENS) - (isSearched ? DOCUMENT_TOKENS : 0);
      const { sources, outputs, chunks } = judgeParts(source, output, claims, { contextTokens });
      const parts: PartAnswers[] = [];
      let spent: Spending = NOTHING_SPENT;
      for (const { span, claims: own } of outputs) {
        const answers: PartAnswer[] = [];
        const documents = documentsFor(own, input.documents);
        for (const place of sources) {
          const part = { source: cut(source.text, place), output: cut(output.text, span), claims: own, documents };
          const answer = await ask(part, input, signal);
          spent = addUsage(spent, answer.usage);
          if (answer.status === 'failed') return unmeasured(answer.class, answer.message, usageOf(spent, answer.usage));
          answers.push(partAnswer(answer.value, part, { source: place.start, output: span.start }));
        }
        parts.push({ output: span, claims: own, answers });
      }
      return {
        status: 'judged',
        ...combineParts(parts),
        usage: usageOf(spent),
        ...(chunks && { chunks }),
      } satisfies Judgement;
    },
    compare: (input, rival, signal) => comparePair({ settings, rubric, tools, input, rival, signal }),
  };

  function ask(part: JudgedPart, { question, repeat, calls }: JudgeInput, signal: AbortSignal) {
    const fence = createFence();
    return callForJson({
      settings,
      schema: JudgeAnswer,
      ...judgePrompt(part, question, rubric, fence),
      fence,
      maxOutputTokens: answerTokens(part.claims.length),
      signal,
      tools,
      calls,
      cacheKey: [
        version,
        part.source,
        part.output,
        question,
        JSON.stringify(part.claims.map(identity)),
        repeat,
        ...(part.documents.length === 0 ? [] : [DOCUMENTS_VERSION, documentLines(part.documents)]),
      ],
    });
  }
}

const cut = (text: string, { start, end }: TextSpan): string => text.slice(start, end);
const identity = ({ id, text, statement }: { id: string; text: string; statement?: string }) => [id, statement ?? text];

/** Zero where nothing was reported keeps its meaning: null. */
export function usageOf(spent: Spending, last?: TokenUsage): TokenUsage {
  const isUnknown = last !== undefined && last.inputTokens === null && spent.inputTokens === 0;
  return isUnknown ? { ...last, requests: spent.requests } : { ...spent };
}

function partAnswer(answer: JudgeAnswer, part: JudgedPart, offset: { source: number; output: number }): PartAnswer {
  const { score, confidence, rationale } = answer;
  return {
    score,
    confidence,
    rationale,
    issues: issuesOf(answer, part, offset),
    opinions: opinionsOf(answer, part),
  };
}

const moved = (span: TextSpan | null, by: number): TextSpan | null =>
  span && { start: span.start + by, end: span.end + by };

/** Quotes are looked up in the texts; one that is not there loses its place, because the model made it up. */
function issuesOf(
  { issues }: JudgeAnswer,
  { output, source }: JudgedPart,
  offset: { source: number; output: number },
): FlaggedIssue[] {
  return issues.map(({ type, severity, message, outputQuote, sourceQuote }) => ({
    type,
    severity,
    message,
    outputSpan: outputQuote === null ? null : moved(locateQuote(output, outputQuote), offset.output),
    evidenceSpan: sourceQuote === null ? null : moved(locateQuote(source, sourceQuote), offset.source),
  }));
}

/** An opinion needs a quotation that is really in the source, or in a passage that was shown. Without one it is demoted to "not enough" and not pooled. */
function opinionsOf({ claims }: JudgeAnswer, { claims: asked, source, documents }: JudgedPart): ClaimOpinion[] {
  const known = new Set(asked.map((claim) => claim.id));
  const seen = new Set<string>();
  return claims.flatMap(({ id, label, probability, sourceQuote }): ClaimOpinion[] => {
    if (!known.has(id) || seen.has(id)) return [];
    seen.add(id);
    if (label === 'NOT_ENOUGH_INFO') return [{ claimId: id, label, probability }];
    const isIn = (text: string) => sourceQuote !== null && locateQuote(text, sourceQuote) !== null;
    const isQuoted = isIn(source) || documents.some(({ text }) => isIn(text));
    return [
      isQuoted ? { claimId: id, label, probability } : { claimId: id, label: 'NOT_ENOUGH_INFO', probability: null },
    ];
  });
}
