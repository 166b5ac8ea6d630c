import { z } from 'zod';
import { VERDICT_LABELS } from '@/core/evaluation/claim';
import type { RunSummary } from '@/core/evaluation/run-summary';
import { NOTHING_SPENT } from '@/core/evaluation/spending';
import { ConsensusRule, SpendingSchema } from './run-plan';
import { count, RunFigureSchema, Statistic, share } from './statistic';

const Support = z.object({
  claimId: z.string(),
  probability: share,
  pooled: share,
  label: z.enum(VERDICT_LABELS),
  opinions: count,
  conformal: z.enum(['yes', 'no', 'both', 'neither']).nullable(),
});

const Preference = z.object({
  output: count,
  rival: count,
  tie: count,
  share: Statistic,
  consistency: Statistic,
});

export const RunSummarySchema = z.object({
  turnout: z.object({ asked: count, answered: count, abstained: count, failed: count, pending: count }),
  quorum: z.object({ needed: count, isMet: z.boolean(), isSingleJudge: z.boolean() }),
  consensus: Statistic,
  rule: ConsensusRule,
  scoreRange: z.object({ low: z.number(), high: z.number() }).nullable(),
  scores: z.array(z.object({ judgeId: z.string(), score: z.number().min(0).max(100), repeats: count })),
  claims: z.object({
    total: count,
    checked: count,
    supported: count,
    refuted: count,
    notEnoughInfo: count,
    unverified: count,
    leftOut: count,
  }),
  support: z.array(Support),
  isCalibrated: z.boolean(),
  hallucinationRate: z.object({ refutedOnly: Statistic, refutedOrUnknown: Statistic }),
  hallucinationProbability: Statistic,
  worstClaimId: z.string().nullable(),
  composite: z.object({
    score: Statistic,
    parts: z.array(
      z.object({
        name: z.enum(['consensus', 'verdicts', 'issues', 'confidence']),
        weight: share,
        value: z.number().nullable(),
        contribution: z.number(),
        note: z.string(),
      }),
    ),
  }),
  agreement: z.object({ scoreDifference: Statistic, unanimousClaims: Statistic, alpha: Statistic }),
  preference: Preference.nullable(),
  spent: SpendingSchema,
  missing: z.array(z.string()),
  figures: z.array(RunFigureSchema),
}) satisfies z.ZodType<RunSummary>;

/** Parts that summaries have had only from a later version on. */
const LATER: Pick<RunSummary, 'rule' | 'scores' | 'preference' | 'spent' | 'missing' | 'figures'> = {
  rule: 'mean',
  scores: [],
  preference: null,
  spent: NOTHING_SPENT,
  missing: [],
  figures: [],
};

/** A summary as it was stored, also before it had all of today's parts: what was not drawn then is empty. */
export function storedSummary(stored: unknown): RunSummary {
  const { support, ...rest } = stored as Omit<RunSummary, keyof typeof LATER> & Partial<typeof LATER>;
  return {
    ...LATER,
    ...rest,
    support: support.map((claim) => ({
      ...claim,
      pooled: claim.pooled ?? claim.probability,
      conformal: claim.conformal ?? null,
    })),
  };
}
