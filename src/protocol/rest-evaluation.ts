import { z } from 'zod';
import { Config } from './evaluation-socket/messages';

/** Evaluations over REST, in the shapes of the older evaluation system. A figure that could not be measured is null, with its reason. */
const Instant = z.iso.datetime();
const Figure = z.number().nullable();

export const SESSION_STATUSES = ['pending', 'in_progress', 'completed', 'failed', 'cancelled'] as const;
const Status = z.enum(SESSION_STATUSES);

/** Above the limit in characters, which `assertSubmittable` counts in code points and refuses with its own words. */
const Text = z.string().max(400_000);

export const CreateEvaluation = z
  .object({
    source_text: Text.describe('At most 50,000 characters'),
    candidate_output: Text.describe('At most 50,000 characters'),
    question: z.string().max(4_000).nullable().optional(),
    config: Config.optional().describe("What is left out is taken from the user's preferences"),
  })
  .meta({ id: 'CreateEvaluation' });

const Issue = z.object({
  id: z.string(),
  issue_type: z.string(),
  type: z.string(),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  description: z.string(),
  evidence: z.null(),
  text_span_start: z.number().int().nullable(),
  text_span_end: z.number().int().nullable(),
});

const JudgeResult = z.object({
  id: z.string(),
  judge_name: z.string(),
  score: Figure,
  confidence: Figure,
  reasoning: z.string(),
  status: z.enum(['waiting', 'running', 'completed', 'abstained', 'failed']),
  error_message: z.string().nullable(),
  response_time_ms: z.number().nullable(),
  flagged_issues: z.array(Issue),
  created_at: Instant.nullable().describe('When its result was stored'),
});

const Label = z.enum(['SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO']);
const Evidence = z.object({ text: z.string(), text_span_start: z.number().int(), text_span_end: z.number().int() });

const VerifierVerdict = z.object({
  id: z.string(),
  claim_text: z.string(),
  label: Label,
  confidence: z.number(),
  evidence: z.array(Evidence),
  reasoning: z.string(),
});

const ClaimVerdict = z.object({
  id: z.string(),
  evaluation_id: z.string(),
  claim_text: z.string(),
  claim_type: z.enum(['numerical', 'temporal', 'definitional', 'general']),
  verdict: Label,
  confidence: z.number(),
  judge_name: z.string().nullable(),
  text_span_start: z.number().int(),
  text_span_end: z.number().int(),
  reasoning: z.string(),
  created_at: Instant.nullable().describe('When the last claim of the evaluation was checked'),
});

const Metadata = z.object({
  total_judges: z.number().int(),
  judges_used: z.array(z.string()),
  aggregation_strategy: z.string(),
  retrieval_enabled: z.boolean(),
  num_retrieved_passages: z.number().int(),
  num_verifier_verdicts: z.number().int(),
  processing_time_ms: z.number().nullable(),
  variance: Figure,
  standard_deviation: Figure,
});

const figures = {
  consensus_score: Figure.describe('0 to 100'),
  hallucination_score: Figure.describe('0 to 100'),
  confidence_interval_lower: Figure,
  confidence_interval_upper: Figure,
  inter_judge_agreement: Figure.describe("Krippendorff's alpha over the claims, -1 to 1"),
};
const instants = { created_at: Instant, completed_at: Instant.nullable() };

export const Evaluation = z
  .object({
    id: z.uuid(),
    session_id: z.uuid(),
    user_id: z.uuid().describe('Who made it'),
    source_text: z.string(),
    candidate_output: z.string(),
    question: z.string().nullable(),
    status: Status,
    ...figures,
    config: z.object({
      judge_models: z.array(z.string()).nullable(),
      enable_retrieval: z.boolean(),
      aggregation_strategy: z.string(),
    }),
    ...instants,
    reasons: z.record(z.string(), z.string()).describe('Why a figure is null, by its name'),
    missing: z.array(z.string()),
    error_message: z.string().nullable(),
    judge_results: z.array(JudgeResult),
    verifier_verdicts: z.array(VerifierVerdict),
    claim_verdicts: z.array(ClaimVerdict),
    session_metadata: Metadata.nullable(),
  })
  .meta({ id: 'Evaluation' });

export const EvaluationStarted = z
  .object({
    message: z.string(),
    session_id: z.uuid(),
    status: z.literal('processing'),
    websocket_url: z.string().describe('Where Socket.IO answers'),
  })
  .meta({ id: 'EvaluationStarted' });

export const EvaluationCancelled = z
  .object({ message: z.string(), session_id: z.uuid(), status: z.literal('cancelled') })
  .meta({ id: 'EvaluationCancelled' });

const Stats = z.object({
  count: z.number().int(),
  mean: z.number(),
  median: z.number(),
  std_dev: Figure,
  variance: Figure,
  min: z.number(),
  max: z.number(),
  q1: z.number(),
  q3: z.number(),
});

const Block = z
  .discriminatedUnion('measured', [
    Stats.extend({ measured: z.literal(true) }),
    z.object({ measured: z.literal(false), count: z.literal(0), reason: z.string() }),
  ])
  .meta({ id: 'StatisticsBlock' });

/** The names the older system's pages read; `null` where nothing was measured. */
export const OlderAggregate = z.object({
  date_range_days: z.number().int(),
  consensus_score_stats: Stats.nullable(),
  hallucination_score_stats: Stats.nullable(),
  processing_time_stats: Stats.nullable(),
  variance_stats: Stats.nullable(),
  std_dev_stats: Stats.nullable(),
  consensus_score_trend: z
    .object({
      first_half_average: z.number(),
      second_half_average: z.number(),
      percent_change: z.number(),
      direction: z.enum(['improving', 'declining', 'stable']),
    })
    .nullable(),
  judge_performance: z.record(
    z.string(),
    z.object({ total_evaluations: z.number().int(), score_stats: Stats.nullable() }),
  ),
  daily_trends: z.array(
    z.object({
      date: z.iso.date(),
      count: z.number().int(),
      avg_consensus_score: Figure,
      avg_hallucination_score: Figure,
    }),
  ),
});

export const AggregateStatistics = z
  .object({
    days: z.number().int(),
    total_evaluations: z.number().int(),
    completed_evaluations: z.number().int(),
    by_status: z.record(Status, z.number().int()),
    truncated: z.boolean().describe('Only the newest 5,000 of the period were looked at'),
    consensus_score: Block,
    hallucination_score: Block,
    inter_judge_agreement: Block,
    processing_time_ms: Block,
    trend: z.object({
      direction: z.enum(['improving', 'declining', 'stable']).nullable(),
      change_percent: Figure,
      n: z.number().int(),
      reason: z.string().nullable(),
    }),
    judges: z.array(z.object({ judge_name: z.string(), score: Block })),
    daily: z.array(
      z.object({
        date: z.iso.date(),
        count: z.number().int(),
        mean_consensus_score: Figure,
        mean_hallucination_score: Figure,
      }),
    ),
  })
  .extend(OlderAggregate.shape)
  .meta({ id: 'AggregateStatistics' });

export const AggregateQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) });
export const SessionId = z.object({ id: z.string().min(1).max(100) });

export const STRATEGIES = ['weighted_average', 'mean', 'median', 'trimmed', 'majority_vote'] as const;

export const Preferences = z
  .object({
    default_judge_models: z.array(z.string().min(1).max(200)).max(20),
    default_retrieval_enabled: z
      .boolean()
      .describe('Kept for older clients. Every check looks for passages of the source, whatever is set here'),
    default_aggregation_strategy: z.enum(STRATEGIES),
    default_chat_model: z.string().min(1).max(200).nullable(),
    theme: z.enum(['light', 'dark', 'system']),
    notifications_enabled: z.boolean(),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof Preferences>;
/** As told: whose they are, and since when; null while nothing was chosen. */
export const OwnPreferences = Preferences.extend({ user_id: z.uuid(), updated_at: Instant.nullable() }).meta({
  id: 'OwnPreferences',
});
export const PreferenceChanges = Preferences.partial().meta({ id: 'PreferenceChanges' });

export const EvaluationQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  sort_by: z
    .enum(['created_at', 'completed_at', 'consensus_score', 'hallucination_score', 'status'])
    .default('created_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  status_filter: Status.optional(),
  min_score: z.coerce.number().min(0).max(100).optional(),
  max_score: z.coerce.number().min(0).max(100).optional(),
});
export type EvaluationQuery = z.infer<typeof EvaluationQuery>;
export const EvaluationSearch = EvaluationQuery.extend({
  q: z
    .string()
    .min(1)
    .max(200)
    .describe('All these words are in one of the texts; the last may be the beginning of one'),
});

export const EvaluationPage = z
  .object({
    sessions: z.array(
      z.object({
        id: z.uuid(),
        session_id: z.uuid(),
        source_preview: z.string().describe('The first 100 characters'),
        candidate_preview: z.string(),
        source_text: z.string().describe('As `source_preview`, under the name of the whole'),
        candidate_output: z.string(),
        status: Status,
        consensus_score: Figure,
        hallucination_score: Figure,
        num_judge_results: z.number().int(),
        num_verifier_verdicts: z.number().int(),
        ...instants,
      }),
    ),
    total: z.number().int(),
    page: z.number().int(),
    limit: z.number().int(),
    has_more: z.boolean(),
  })
  .meta({ id: 'EvaluationPage' });

export const ShareRequest = z
  .object({ expires_in_days: z.union([z.literal(1), z.literal(7), z.literal(30)]).default(7) })
  .meta({ id: 'ShareRequest' });
export const Share = z
  .object({
    share_id: z.uuid().describe('To revoke it by'),
    share_token: z.string().describe('Told this once'),
    share_url: z.string(),
    session_id: z.uuid(),
    shareable_url: z.string().describe('The path of `share_url`'),
    full_url: z.string().describe('As `share_url`'),
    created_at: Instant,
    expires_at: Instant,
  })
  .meta({ id: 'Share' });
export const SharedEvaluation = Evaluation.omit({ id: true, session_id: true, user_id: true })
  .extend({ shared: z.literal(true), expires_at: Instant })
  .meta({ id: 'SharedEvaluation' });
