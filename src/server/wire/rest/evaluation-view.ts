import type { z } from 'zod';
import { hasEnded, type JudgeState, type RunState } from '@/core/evaluation/run';
import { summarise } from '@/core/evaluation/run-summary';
import { mean } from '@/core/statistics/moments';
import type { Evaluation, SESSION_STATUSES, SharedEvaluation } from '@/protocol/rest-evaluation';
import type { SharedRun } from '@/protocol/run-share';
import type { StoredRun } from '@/server/repositories/run-repository';
import { strategyOf } from '@/server/services/run-wishes';

export type SessionStatus = (typeof SESSION_STATUSES)[number];
type View = z.infer<typeof Evaluation>;

/** The older system's word: `pending` waits for its start, and whatever is queued or worked on is `in_progress`. */
export function sessionStatus(status: StoredRun['status'], held: boolean): SessionStatus {
  if (status === 'queued') return held ? 'pending' : 'in_progress';
  return status === 'running' ? 'in_progress' : status;
}

/** A run behind a link: the same without its number and without what was wished for by name. */
export function sharedView({ run, expiresAt }: SharedRun): z.infer<typeof SharedEvaluation> {
  const { source, output, question, createdAt, state } = run;
  const rule = state.plan?.rule ?? 'mean';
  const stored = {
    id: '',
    source,
    output,
    question,
    status: state.status,
    held: false,
    createdBy: '',
    createdAt: new Date(createdAt),
  };
  const {
    id: _id,
    session_id: _session,
    user_id: _user,
    ...view
  } = evaluationView({ ...stored, configuration: { rule, judgeIds: null } }, state);
  return { ...view, shared: true, expires_at: expiresAt };
}

/** What is needed of a run to show it. */
type ShownRun = Pick<
  StoredRun,
  'id' | 'source' | 'output' | 'question' | 'status' | 'held' | 'createdBy' | 'createdAt'
> & {
  readonly configuration: Pick<StoredRun['configuration'], 'rule' | 'judgeIds'>;
};

/** A run as the older system's session with all that belongs to it. */
export function evaluationView(run: ShownRun, state: RunState): View {
  const { id, source, output, question, configuration, createdBy, createdAt } = run;
  const summary = state.summary ?? (state.judges.length > 0 ? summarise(state) : null);
  const statistics = summary && {
    consensus_score: summary.consensus,
    hallucination_score: summary.composite.score,
    inter_judge_agreement: summary.agreement.alpha,
  };
  const interval = summary?.consensus.value != null ? summary.consensus.interval : undefined;
  return {
    id,
    session_id: id,
    user_id: createdBy,
    source_text: source,
    candidate_output: output,
    question,
    status: sessionStatus(run.status, run.held),
    consensus_score: summary?.consensus.value ?? null,
    hallucination_score: summary?.composite.score.value ?? null,
    confidence_interval_lower: interval?.low ?? null,
    confidence_interval_upper: interval?.high ?? null,
    inter_judge_agreement: summary?.agreement.alpha.value ?? null,
    config: {
      judge_models: configuration.judgeIds === null ? null : [...configuration.judgeIds],
      enable_retrieval: true,
      aggregation_strategy: strategyOf(configuration.rule),
    },
    created_at: createdAt.toISOString(),
    completed_at: state.endedAt,
    reasons: Object.fromEntries(
      Object.entries(statistics ?? {}).flatMap(([name, figure]) =>
        figure.value === null ? [[name, figure.reason]] : [],
      ),
    ),
    missing: [...(summary?.missing ?? [])],
    error_message: state.failure?.message ?? state.cancelReason,
    judge_results: state.judges.map(judgeResult),
    verifier_verdicts: verdictsOf(state, source),
    claim_verdicts: claimsOf(id, state, summary?.support ?? []),
    session_metadata: metadataOf(run, state),
  };
}

function judgeResult(entry: JudgeState): View['judge_results'][number] {
  const { judge } = entry;
  const none = { score: null, confidence: null, reasoning: '', error_message: null, flagged_issues: [] };
  const created_at = 'endedAt' in entry ? (entry.endedAt ?? null) : null;
  const about = { id: judge.id, judge_name: judge.name, created_at };
  switch (entry.status) {
    case 'waiting':
    case 'running':
      return { ...about, ...none, status: entry.status, response_time_ms: null };
    case 'abstained':
      return { ...about, ...none, status: 'abstained', reasoning: entry.reason, response_time_ms: entry.durationMs };
    case 'failed': {
      const { message, recovery } = entry.failure;
      const error_message = `${message} ${recovery}`;
      return { ...about, ...none, status: 'failed', error_message, response_time_ms: entry.durationMs };
    }
    case 'judged': {
      const { score, confidence, rationale, issues } = entry.judgement;
      return {
        ...about,
        score,
        confidence,
        reasoning: rationale,
        status: 'completed',
        error_message: null,
        response_time_ms: entry.durationMs,
        flagged_issues: issues.map(({ type, severity, message, outputSpan }, index) => ({
          id: `${judge.id}-${index + 1}`,
          issue_type: type,
          type,
          severity,
          description: message,
          evidence: null,
          text_span_start: outputSpan?.start ?? null,
          text_span_end: outputSpan?.end ?? null,
        })),
      };
    }
  }
}

const verdictsOf = (state: RunState, source: string): View['verifier_verdicts'] =>
  state.claims.flatMap((claim, index) => {
    const verdict = state.verdicts[index];
    if (!verdict) return [];
    const { label, confidence, rationale } = verdict;
    const evidence = verdict.evidence
      .filter(({ document }) => !document)
      .map(({ start, end }) => ({
        text: source.slice(start, end),
        text_span_start: start,
        text_span_end: end,
      }));
    return [{ id: claim.id, claim_text: claim.text, label, confidence, evidence, reasoning: rationale }];
  });

/** A claim's final label, drawn from the verifier and the judges that judged the whole claim; nobody's alone. */
function claimsOf(
  evaluation_id: string,
  state: RunState,
  support: readonly { claimId: string; label: 'SUPPORTED' | 'REFUTED' | 'NOT_ENOUGH_INFO' }[],
): View['claim_verdicts'] {
  const labels = new Map(support.map(({ claimId, label }) => [claimId, label]));
  return state.claims.flatMap((claim, index) => {
    const verdict = state.verdicts[index];
    if (!verdict) return [];
    return [
      {
        id: claim.id,
        evaluation_id,
        claim_text: claim.text,
        claim_type: claim.kind,
        verdict: labels.get(claim.id) ?? verdict.label,
        confidence: verdict.confidence,
        judge_name: null,
        text_span_start: claim.start,
        text_span_end: claim.end,
        reasoning: verdict.rationale,
        created_at: state.stages.verification.finishedAt,
      },
    ];
  });
}

function metadataOf({ configuration }: ShownRun, state: RunState): View['session_metadata'] {
  if (state.judges.length === 0) return null;
  const scores = (state.summary ?? summarise(state)).scores.map(({ score }) => score);
  // of the judges there are, not of a sample of judges: the divisor is n, as in the older system
  const centre = mean(scores);
  const variance = scores.length < 2 ? null : mean(scores.map((score) => (score - centre) ** 2));
  const isTimed = hasEnded(state) && state.startedAt !== null && state.endedAt !== null;
  return {
    total_judges: state.judges.length,
    judges_used: state.judges.flatMap(({ judge, status }) => (status === 'judged' ? [judge.name] : [])),
    aggregation_strategy: strategyOf(configuration.rule),
    retrieval_enabled: true,
    num_retrieved_passages: state.passages.reduce((total, found) => total + (found?.length ?? 0), 0),
    num_verifier_verdicts: state.verdicts.filter((verdict) => verdict !== null).length,
    processing_time_ms: isTimed ? Math.max(0, Date.parse(state.endedAt!) - Date.parse(state.startedAt!)) : null,
    variance,
    standard_deviation: variance === null ? null : Math.sqrt(variance),
  };
}
