import type { ReadClaim, VerdictLabel } from '@/core/evaluation/claim';
import { type Comparison, compare } from '@/core/evaluation/comparison';
import type { ClaimOpinion, FlaggedIssue, Judge, JudgeInput, Judgement } from '@/core/evaluation/judge';
import { FACTUALITY } from '@/core/evaluation/rubric';
import { breathe } from '../breathe';
import { compareByScore } from './compare-by-score';

/** What a built-in judge sees in one claim. `weight` is how much there was to look at; `credit` how much of it was right. */
export type AspectView = {
  weight: number;
  credit: number;
  label: VerdictLabel;
  issues: readonly FlaggedIssue[];
};

export type Aspect = {
  id: string;
  name: string;
  version: string;
  /** Null when the claim has nothing of what this judge looks at. */
  look(claim: ReadClaim, comparison: Comparison, input: JudgeInput): AspectView | null;
  nothingToJudge: string;
  explain(views: readonly AspectView[], claims: number): string;
};

const DEADLINE_MS = 30_000;
/** With this much looked at, a built-in judge is as sure as it gets; with less, less. */
const FULL_WEIGHT = 5;
const MAX_CONFIDENCE = 0.8;

/** A judge that looks at one aspect of every claim. Its score is the share of what it looked at that was right. */
export function createBuiltInJudge(aspect: Aspect): Judge {
  const judge: Judge = {
    id: aspect.id,
    name: aspect.name,
    kind: 'builtIn',
    provider: 'built-in',
    version: aspect.version,
    deadlineMs: DEADLINE_MS,
    async judge(input, signal) {
      signal.throwIfAborted();
      if (input.rubric.id !== FACTUALITY.id) {
        return { status: 'abstained', reason: `Unmeasured: the rubric “${input.rubric.name}” needs a model.` };
      }
      const views: AspectView[] = [];
      const opinions: ClaimOpinion[] = [];
      for (const claim of input.claims) {
        const view = aspect.look(claim, compare(claim.tokens, input.index), input);
        if (view) {
          views.push(view);
          opinions.push({ claimId: claim.id, label: view.label, probability: null });
        }
        await breathe(signal);
      }
      const weight = views.reduce((total, view) => total + view.weight, 0);
      if (weight === 0) return { status: 'abstained', reason: aspect.nothingToJudge };
      const credit = views.reduce((total, view) => total + view.credit, 0);
      return {
        status: 'judged',
        score: (100 * credit) / weight,
        confidence: MAX_CONFIDENCE * Math.min(1, 0.4 + (0.6 * weight) / FULL_WEIGHT),
        rationale: aspect.explain(views, input.claims.length),
        issues: views.flatMap((view) => view.issues),
        opinions,
        usage: null,
      } satisfies Judgement;
    },
  };
  return { ...judge, compare: compareByScore(judge.judge) };
}
