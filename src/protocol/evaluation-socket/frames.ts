import type { Claim, ClaimVerdict, VERDICT_LABELS } from '@/core/evaluation/claim';
import type { JudgeFailure, Judgement } from '@/core/evaluation/judge';
import { applyRunEvent, NEW_RUN, type RunState } from '@/core/evaluation/run';
import { type RunEventEnvelope, STAGES, type Stage } from '@/core/evaluation/run-event';
import type { RunSummary } from '@/core/evaluation/run-summary';
import type { Statistic } from '@/core/statistics/statistic';
import type { ServerEvent } from './messages';

/**
 * A run's log told in the older system's events. Verification and judging overlap in a run; that system's clients know one
 * stage after the other, each ending at 100. So the progress of a later stage is held back until the stage before it has
 * ended, and what it had reached by then is told in one go. Verdicts and judges' results are told as they come.
 */
export type RunTeller = {
  readonly sessionId: string;
  readonly run: RunState;
  /** Index in `STAGES` of the stage being told; past the last when all are. */
  readonly stage: number;
  /** Highest progress told or held, by stage; -1 before it began. */
  readonly told: readonly number[];
  readonly reached: readonly number[];
};

export const newRunTeller = (sessionId: string): RunTeller => ({
  sessionId,
  run: NEW_RUN,
  stage: 0,
  told: STAGES.map(() => -1),
  reached: STAGES.map(() => -1),
});

/** The state after one more event, and what to send; events seen before send nothing. */
export function tellRun(teller: RunTeller, event: RunEventEnvelope): { teller: RunTeller; events: ServerEvent[] } {
  if (event.seq <= teller.run.seq) return { teller, events: [] };
  const run = applyRunEvent(teller.run, event, event.at);
  const next = { ...teller, run: { ...run, seq: event.seq } };
  const about = { session_id: teller.sessionId, timestamp: event.at, event_id: event.seq };
  switch (event.type) {
    case 'stageStarted':
      return progressed(next, event.payload.stage, 0, about);
    case 'stageProgressed':
      return progressed(next, event.payload.stage, Math.min(99, event.payload.progress), about);
    case 'stageFinished':
      return progressed(next, event.payload.stage, 100, about);
    case 'verdictReached':
      return { teller: next, events: verdictEvent(run, event.payload, about) };
    case 'judgementReached':
      return { teller: next, events: [judgeEvent(run, event.payload, judgedFields(event.payload.judgement), about)] };
    case 'judgeAbstained': {
      const fields = { status: 'abstained', reasoning: event.payload.reason, error_message: null } as const;
      return { teller: next, events: [judgeEvent(run, event.payload, { ...UNJUDGED, ...fields }, about)] };
    }
    case 'judgeFailed':
      return { teller: next, events: [judgeEvent(run, event.payload, failedFields(event.payload.failure), about)] };
    case 'runCompleted':
      return { teller: next, events: [completion(run, event.payload, about)] };
    case 'runFailed': {
      const { class: kind, message, kept, recovery } = event.payload;
      return { teller: next, events: [errorEvent(kind, message, [recovery, kept], about)] };
    }
    case 'runCancelled': {
      const advice = ['What was reached is kept.', 'Send resume_evaluation to do only what is missing.'];
      return { teller: next, events: [errorEvent('cancelled', event.payload.reason, advice, about)] };
    }
    case 'runReopened':
      return {
        teller: { ...next, stage: 0, told: newRunTeller('').told, reached: newRunTeller('').reached },
        events: [],
      };
    default:
      return { teller: next, events: [] };
  }
}

type About = { readonly session_id: string; readonly timestamp: string; readonly event_id: number };

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  retrieval: 'Reading the texts and finding passages',
  verification: 'Checking claim by claim',
  judging: 'Asking the judges',
  aggregation: 'Drawing the figures',
};

function progressed(
  teller: RunTeller,
  stage: Stage,
  progress: number,
  about: About,
): { teller: RunTeller; events: ServerEvent[] } {
  const reached = teller.reached.with(
    STAGES.indexOf(stage),
    Math.max(progress, teller.reached[STAGES.indexOf(stage)]!),
  );
  const told = [...teller.told];
  const events: ServerEvent[] = [];
  let current = teller.stage;
  while (current < STAGES.length && reached[current]! > told[current]!) {
    const name = STAGES[current]!;
    told[current] = reached[current]!;
    const message = told[current] === 100 ? `${STAGE_WORDS[name]}: done` : STAGE_WORDS[name];
    events.push({ name: 'evaluation_progress', payload: { ...about, stage: name, progress: told[current]!, message } });
    if (told[current] === 100) current += 1;
  }
  return { teller: { ...teller, stage: current, told, reached }, events };
}

function verdictEvent(run: RunState, verdict: ClaimVerdict, about: About): ServerEvent[] {
  const claim = run.claims.find(({ id }) => id === verdict.claimId);
  if (!claim) return [];
  const payload = {
    ...about,
    ...claimFields(claim, verdict.label, verdict.confidence),
    reasoning: verdict.rationale,
    // Clients of this protocol know spans of the source alone.
    evidence: verdict.evidence
      .filter(({ document }) => !document)
      .map(({ start, end, role }) => ({ text_span_start: start, text_span_end: end, role })),
    reasons: verdict.reasons.map(({ code, message }) => ({ code, message })),
  };
  return [{ name: 'verifier_verdict', payload }];
}

function claimFields(claim: Claim, verdict: (typeof VERDICT_LABELS)[number], confidence: number) {
  return {
    claim_id: claim.id,
    claim_text: claim.text,
    claim_type: claim.kind,
    verdict,
    confidence,
    text_span_start: claim.start,
    text_span_end: claim.end,
  };
}

type JudgeFields = Pick<
  Extract<ServerEvent, { name: 'judge_result' }>['payload'],
  'score' | 'confidence' | 'reasoning' | 'status' | 'error_message' | 'flagged_issues'
>;

const UNJUDGED = { score: null, confidence: null, flagged_issues: [] };

function judgeEvent(
  run: RunState,
  { judgeId, durationMs }: { judgeId: string; durationMs: number },
  fields: JudgeFields,
  about: About,
): ServerEvent {
  const name = run.judges.find(({ judge }) => judge.id === judgeId)?.judge.name ?? judgeId;
  return {
    name: 'judge_result',
    payload: { ...about, judge_name: name, ...fields, response_time_ms: Math.round(durationMs) },
  };
}

function judgedFields({ score, confidence, rationale, issues }: Judgement): JudgeFields {
  return {
    score,
    confidence,
    reasoning: rationale,
    status: 'completed',
    error_message: null,
    flagged_issues: issues.map(({ type, severity, message, outputSpan }) => ({
      type,
      severity,
      description: message,
      text_span_start: outputSpan?.start ?? null,
      text_span_end: outputSpan?.end ?? null,
    })),
  };
}

function failedFields({ class: kind, message, recovery }: JudgeFailure): JudgeFields {
  const known = kind === 'timeout' || kind === 'rate_limited' || kind === 'unavailable' ? kind : 'failed';
  return { ...UNJUDGED, status: known, reasoning: '', error_message: `${message} ${recovery}` };
}

/** The final figures: null where not measured, with the reason. */
function completion(run: RunState, summary: RunSummary, about: About): ServerEvent {
  const { consensus, composite, agreement, hallucinationRate, hallucinationProbability } = summary;
  const figures: Readonly<Record<string, Statistic>> = {
    consensus_score: consensus,
    hallucination_score: composite.score,
    inter_judge_agreement: agreement.alpha,
    unanimous_claims: agreement.unanimousClaims,
    hallucination_rate: hallucinationRate.refutedOrUnknown,
    refuted_rate: hallucinationRate.refutedOnly,
    hallucination_probability: hallucinationProbability,
  };
  const values = Object.entries(figures);
  const interval = consensus.value !== null && consensus.interval ? consensus.interval : null;
  const verdicts = run.verdicts.filter((verdict) => verdict !== null);
  return {
    name: 'evaluation_complete',
    payload: {
      ...about,
      consensus_score: consensus.value,
      hallucination_score: composite.score.value,
      confidence_interval: interval && [interval.low, interval.high],
      inter_judge_agreement: agreement.alpha.value,
      claim_verdicts: summary.support.flatMap(({ claimId, label }) => {
        const claim = run.claims.find(({ id }) => id === claimId);
        const verdict = verdicts.find((candidate) => candidate.claimId === claimId);
        return claim && verdict ? [claimFields(claim, label, verdict.confidence)] : [];
      }),
      status: 'completed',
      processing_time_ms: Math.max(0, Date.parse(about.timestamp) - Date.parse(run.startedAt ?? about.timestamp)),
      metrics: Object.fromEntries(values.map(([name, figure]) => [name, figure.value])),
      reasons: Object.fromEntries(
        values.flatMap(([name, figure]) => (figure.value === null ? [[name, figure.reason]] : [])),
      ),
      missing: [...summary.missing],
    },
  };
}

function errorEvent(kind: string, message: string, advice: readonly string[], about: About): ServerEvent {
  return {
    name: 'evaluation_error',
    payload: { ...about, error_type: kind, message, recovery_suggestions: advice.filter((line) => line !== '') },
  };
}
