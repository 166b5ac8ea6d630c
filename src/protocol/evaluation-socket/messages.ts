import { z } from 'zod';
import { CHAT_EVENTS } from './chat-messages';
import { ClaimVerdict, Issue } from './parts';

/**
 * The events of `/ws/socket.io`, as the older evaluation system's document describes them. Spans count UTF-16 units, as
 * JavaScript does. A figure that could not be measured is null, with its reason under `reasons`.
 */
const Instant = z.iso.datetime();
const SessionId = z.string().min(1).max(100);

// ---------- client to server

export const SessionRef = z.object({ session_id: SessionId, last_event_id: z.number().int().nonnegative().optional() });

export const Config = z.looseObject({
  judge_models: z.array(z.string().max(100)).max(20).optional(),
  enable_retrieval: z.boolean().optional(),
  aggregation_strategy: z.string().max(40).optional(),
});

export type OldConfig = z.infer<typeof Config>;

/** An evaluation made before, or two texts that become one. */
export const StartEvaluation = z.union([
  z.object({ session_id: SessionId }),
  z.object({
    source_text: z.string(),
    candidate_output: z.string(),
    question: z.string().nullable().optional(),
    config: Config.optional(),
  }),
]);

// ---------- server to client

export const STAGE_NAMES = ['retrieval', 'verification', 'judging', 'aggregation'] as const;

/** Payload of every event the server sends, by event name. */
export const SERVER_EVENTS = {
  session_joined: z.object({ session_id: SessionId, message: z.string() }),
  session_left: z.object({ session_id: SessionId, message: z.string() }),
  evaluation_started: z.object({ session_id: SessionId, message: z.string() }),
  evaluation_progress: z.object({
    session_id: SessionId,
    stage: z.enum(STAGE_NAMES),
    progress: z.number().min(0).max(100),
    message: z.string(),
    timestamp: Instant,
    event_id: z.number().int(),
    chat_session_id: z.string().optional().describe('In a chat, whose answer is evaluated'),
  }),
  verifier_verdict: ClaimVerdict.extend({
    session_id: SessionId,
    reasoning: z.string(),
    evidence: z.array(
      z.object({ text_span_start: z.number().int(), text_span_end: z.number().int(), role: z.string() }),
    ),
    reasons: z.array(z.object({ code: z.string(), message: z.string() })),
    timestamp: Instant,
    event_id: z.number().int(),
  }),
  judge_result: z.object({
    session_id: SessionId,
    judge_name: z.string(),
    score: z.number().nullable(),
    confidence: z.number().nullable(),
    reasoning: z.string(),
    status: z.enum(['completed', 'abstained', 'failed', 'timeout', 'rate_limited', 'unavailable']),
    error_message: z.string().nullable(),
    flagged_issues: z.array(Issue),
    response_time_ms: z.number(),
    timestamp: Instant,
    event_id: z.number().int(),
  }),
  evaluation_complete: z.object({
    session_id: SessionId,
    consensus_score: z.number().nullable(),
    hallucination_score: z.number().nullable(),
    confidence_interval: z.tuple([z.number(), z.number()]).nullable(),
    inter_judge_agreement: z.number().nullable(),
    claim_verdicts: z.array(ClaimVerdict),
    status: z.literal('completed'),
    processing_time_ms: z.number(),
    metrics: z.record(z.string(), z.number().nullable()),
    reasons: z.record(z.string(), z.string()),
    missing: z.array(z.string()),
    timestamp: Instant,
    event_id: z.number().int(),
  }),
  evaluation_error: z.object({
    session_id: SessionId,
    error_type: z.string(),
    message: z.string(),
    recovery_suggestions: z.array(z.string()),
    timestamp: Instant,
    event_id: z.number().int(),
  }),
  error: z.object({ error: z.string(), message: z.string(), retry_after_seconds: z.number().optional() }),
  pong: z.object({ timestamp: Instant }),
  ...CHAT_EVENTS,
} as const;

export type ServerEventName = keyof typeof SERVER_EVENTS;
export type ServerEvent = {
  [N in ServerEventName]: { name: N; payload: z.infer<(typeof SERVER_EVENTS)[N]> };
}[ServerEventName];
