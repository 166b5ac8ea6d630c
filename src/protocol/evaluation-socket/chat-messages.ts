import { z } from 'zod';
import { ChatMessage, GenerationFailure, MAX_CHAT_QUESTION, MAX_CHAT_SOURCE } from '../chat';
import { ClaimVerdict, Issue } from './parts';

/** Chat events of `/ws/socket.io`, as the older evaluation system has them, with what its document promised beside. */
const Id = z.string().min(1).max(100);
const about = { chat_session_id: Id, message_id: Id };

// ---------- client to server

/** `last_message_id`: the last message the client has; what came after it is told again. */
export const ChatRef = z.object({ chat_session_id: Id, last_message_id: Id.optional() });

export const AskChat = z.object({
  chat_session_id: Id,
  question: z.string().max(MAX_CHAT_QUESTION),
  model: z.string().trim().min(1).max(200).nullable().optional(),
  source_text: z.string().max(MAX_CHAT_SOURCE).nullable().optional(),
});

// ---------- server to client

export const CHAT_EVENTS = {
  chat_session_joined: z.object({ chat_session_id: Id, message: z.string() }),
  chat_session_left: z.object({ chat_session_id: Id, message: z.string() }),
  message_saved: z.object({
    ...about,
    role: ChatMessage.shape.role,
    content: z.string(),
    created_at: z.iso.datetime(),
  }),
  generation_started: z.object({ ...about, model: z.string() }),
  /**
   * `token` belongs at character `offset`; `index` counts from 0. Pieces may be lost: `generation_complete` has the whole.
   * The last one is empty, with `done` true and no index, and is not lost.
   */
  stream_token: z.object({
    ...about,
    token: z.string(),
    done: z.boolean(),
    index: z.number().int().nullable(),
    offset: z.number().int(),
  }),
  generation_complete: z.object({ ...about, response: z.string() }),
  generation_error: z.object({
    chat_session_id: Id,
    message_id: Id.nullable(),
    error: GenerationFailure.shape.error,
    message: z.string(),
    suggestions: z.array(z.string()),
  }),
  judge_verdict: z.object({
    ...about,
    judge_name: z.string(),
    score: z.number().nullable(),
    confidence: z.number().nullable(),
    reasoning: z.string(),
    issues: z.array(Issue),
    status: z.enum(['available', 'unavailable', 'failed', 'timeout', 'rate_limited']),
    error_message: z.string().nullable(),
  }),
  chat_evaluation_complete: z.object({
    ...about,
    evaluation_id: Id,
    consensus_score: z.number().nullable(),
    hallucination_score: z.number().nullable(),
    confidence_interval: z.tuple([z.number(), z.number()]).nullable(),
    inter_judge_agreement: z.number().nullable(),
    claim_verdicts: z.array(ClaimVerdict),
    judge_statuses: z.record(z.string(), z.string()),
    status: z.literal('completed'),
    reasons: z.record(z.string(), z.string()),
    checked_against: z.enum(['source', 'second_answer']),
    note: z.string(),
  }),
  chat_evaluation_error: z.object({
    ...about,
    error: z.string(),
    message: z.string(),
    recovery_suggestions: z.array(z.string()),
  }),
} as const;

export type ChatEventName = keyof typeof CHAT_EVENTS;
export type ChatServerEvent = {
  [N in ChatEventName]: { name: N; payload: z.infer<(typeof CHAT_EVENTS)[N]> };
}[ChatEventName];
