import { z } from 'zod';
import { NestedFeedback, NestedQuestion } from './older-shapes';

/**
 * The frames of `/ws/assessment` and `/ws/chat`, as the older assessment system's document describes them; fields its code
 * sent beside those stand below the document's in each schema. Instants are ISO 8601 in UTC, durations say their unit.
 * Scores and correctness are present and null where the feedback mode hides them.
 */
const Instant = z.iso.datetime();
const TestId = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);

// ---------- client to server

/** The letter, the option's text, or both; several for items that take several; a text for items that take one. */
const SelectedOption = z.union([
  z.string().max(20_000),
  z.number().transform(String),
  z.array(z.string().max(2_000)).max(20),
  z.record(z.string().max(64), z.string().max(64)),
]);
export type SelectedOption = z.infer<typeof SelectedOption>;

const client = <T extends string, D extends z.ZodType>(type: T, data: D) => z.object({ type: z.literal(type), data });
const Nothing = z.looseObject({}).optional();

export const ClientMessage = z.discriminatedUnion('type', [
  client('start_assessment', z.object({ test_id: TestId })),
  client('get_question', Nothing),
  client('submit_answer', z.object({ question_id: z.string().min(1).max(100), selected_option: SelectedOption })),
  client('chat_message', z.object({ message: z.string().trim().min(1).max(2_000) })),
  client('heartbeat', Nothing),
  client('complete_assessment', Nothing),
  client('get_test_info', Nothing),
  client('get_progress', Nothing),
  client('pause_assessment', Nothing),
  client('resume_assessment', Nothing),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const CLIENT_TYPES: readonly string[] = ClientMessage.options.map((option) => option.shape.type.value);

// ---------- server to client

const Progress = z.object({
  questions_answered: z.number().int(),
  total_questions: z.number().int(),
  percentage_complete: z.number(),
  completed_nodes: z.number().int(),
  total_nodes: z.number().int(),
});
/** Skills and what was asked of them; what the older system kept of a run, without its answers. */
const NodeProgress = z.object({
  total_nodes: z.number().int(),
  processed_nodes: z.array(z.string()),
  percentage_complete: z.number(),
  thread_id: z.string(),
});
const ScaleScore = z.object({ value: z.number(), low: z.number(), high: z.number() });

const server = <T extends string, D extends z.ZodType>(type: T, data: D) => z.object({ type: z.literal(type), data });

export const ServerMessage = z.discriminatedUnion('type', [
  server(
    'auth_success',
    z.object({
      user_id: z.number().int(),
      connection_id: z.string(),
      timestamp: Instant,
      recovered_assessment: z
        .object({
          assessment_id: z.string(),
          test_id: z.number().int(),
          thread_id: z.string(),
          is_in_assessment: z.boolean(),
          progress: NodeProgress,
        })
        .optional(),
    }),
  ),
  server(
    'assessment_started',
    z.object({
      test_id: z.number().int(),
      test_name: z.string(),
      time_limit_minutes: z.number(),
      total_questions: z.number().int(),
      message: z.string(),
      assessment_id: z.string(),
      thread_id: z.string(),
      test_details: z.object({ name: z.string(), end_time: Instant }),
      time_remaining_seconds: z.number().int(),
    }),
  ),
  server(
    'question',
    z.object({
      question_id: z.string(),
      node_id: z.string(),
      question_text: z.string(),
      options: z.array(z.string()),
      time_limit_seconds: z.number().int(),
      question_number: z.number().int(),
      total_questions: z.number().int(),
      skill_being_tested: z.string(),
      difficulty_level: z.enum(['Easy', 'Medium', 'Hard']),
      thread_id: z.string(),
      question: NestedQuestion,
      question_type: z.string(),
      media: z.array(z.object({ url: z.string(), kind: z.string(), alternative_text: z.string() })).optional(),
      interviewer_message: z.string().optional(),
    }),
  ),
  server(
    'answer_feedback',
    z.object({
      question_id: z.string(),
      is_correct: z.boolean().nullable(),
      correct_option: z.string().nullable(),
      selected_option: z.string(),
      explanation: z.string().nullable(),
      score_gained: z.number().nullable(),
      total_score: z.number().nullable(),
      time_taken_seconds: z.number(),
      progress: Progress,
      feedback: NestedFeedback,
      thread_id: z.string(),
    }),
  ),
  server(
    'progress_update',
    z.object({
      questions_answered: z.number().int(),
      total_questions: z.number().int(),
      current_score: z.number().nullable(),
      time_elapsed_minutes: z.number(),
      time_limit_minutes: z.number(),
      completion_percentage: z.number(),
      remaining_nodes: z.number().int(),
      timestamp: Instant,
      total_nodes: z.number().int(),
      processed_nodes: z.array(z.string()),
      percentage_complete: z.number(),
      thread_id: z.string(),
    }),
  ),
  server(
    'assessment_completed',
    z.object({
      message: z.string(),
      results: z.object({
        assessment_id: z.string(),
        total_questions: z.number().int(),
        total_score: z.number().nullable(),
        max_possible_score: z.number().nullable(),
        percentage_score: z.number().nullable(),
        time_taken_minutes: z.number(),
        completion_status: z.enum(['completed', 'timed_out']),
        scale_score: ScaleScore.nullable(),
      }),
      next_steps: z.string(),
      assessment_id: z.string(),
      test_id: z.number().int(),
      thread_id: z.string(),
      reason: z.string(),
      finalized: z.literal(true),
      final_percentage_score: z.number().nullable(),
      timestamp: Instant,
    }),
  ),
  server('error', z.object({ error: z.string(), timestamp: Instant, code: z.string(), recoverable: z.boolean() })),
  server('system_message', z.looseObject({ message: z.string(), timestamp: Instant })),
  server('pong', z.object({ timestamp: Instant })),
  server(
    'test_info',
    z.object({
      message: z.string(),
      test_info: z.object({
        connection_info: z.object({
          connection_id: z.string(),
          user_id: z.number().int(),
          test_id: z.number().int().nullable(),
          assessment_id: z.string().nullable(),
          thread_id: z.string().nullable(),
          connected_at: Instant,
          last_activity: Instant,
          assessment_started_at: Instant.nullable(),
          is_authenticated: z.literal(true),
          is_in_assessment: z.boolean(),
          graph_initialized: z.boolean(),
        }),
        assessment_details: z
          .object({
            test_id: z.number().int(),
            test_name: z.string(),
            time_limit_minutes: z.number(),
            total_questions: z.number().int(),
            questions_answered: z.number().int(),
            time_remaining_seconds: z.number().int(),
            status: z.enum(['not_started', 'in_progress', 'completed']),
            assessment_id: z.string(),
            started_at: Instant,
            completed_at: Instant.nullable(),
            score: z.number().nullable(),
            total_questions_answered: z.number().int(),
          })
          .nullable(),
        graph_state: NodeProgress.nullable(),
      }),
      timestamp: Instant,
    }),
  ),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

/** Close codes a client may see, and what each means. */
export const CLOSE = {
  shuttingDown: { code: 1001, reason: 'server_restarting' },
  idle: { code: 1000, reason: 'idle' },
  slowReader: { code: 1013, reason: 'slow_reader' },
  notSignedIn: { code: 4001, reason: 'not_signed_in' },
  alreadyCompleted: { code: 4002, reason: 'already_completed' },
  accessDenied: { code: 4003, reason: 'access_denied' },
  malformed: { code: 4004, reason: 'invalid_message_format' },
} as const;
