import { z } from 'zod';
import type { RunStatus } from '@/core/evaluation/run';
import type { RunSummary } from '@/core/evaluation/run-summary';
import { RunStateSchema } from './evaluation';
import { RunSummarySchema } from './run-summary';

/** Conversations with a model, whose answers are evaluated. Used by the pages, by REST and by Socket.IO. */
const Instant = z.iso.datetime();

/** In UTF-16 units. */
export const MAX_CHAT_QUESTION = 20_000;
export const MAX_CHAT_TITLE = 200;
export const MAX_CHAT_SOURCE = 200_000;

export const ChatId = z.uuid('a chat id');
export const ChatTitle = z.string().trim().min(1).max(MAX_CHAT_TITLE);

/** `interrupted`: the process that wrote it ended. `stopped`: the person did not want the rest. */
export const GenerationFailure = z.object({
  error: z.enum(['connection_error', 'model_not_found', 'service_error', 'interrupted', 'stopped']),
  message: z.string(),
  suggestions: z.array(z.string()),
});
export type GenerationFailure = z.infer<typeof GenerationFailure>;

/**
 * What an answer was checked against: the text the person gave, or a second answer of the same model to the same question.
 * Agreement of two answers says that the model repeats itself, not that it is right.
 */
export const CheckedAgainst = z.enum(['source', 'secondAnswer']);
export type CheckedAgainst = z.infer<typeof CheckedAgainst>;

export const CHECK_NOTES: Readonly<Record<CheckedAgainst, string>> = {
  source: 'The answer was checked against the source that was given.',
  secondAnswer:
    'No source was given, so the answer was compared with a second answer of the same model to the same question. The figures say how far the two agree, not whether either is true.',
};

export const ChatMessage = z.object({
  id: z.string(),
  position: z.number().int(),
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  /** What a question was asked about, where that is not the chat's own source. */
  source: z.string().nullable(),
  status: z.enum(['complete', 'generating', 'failed']),
  failure: GenerationFailure.nullable(),
  model: z.string().nullable(),
  /** The evaluation of an answer; null before there is one, and where `unchecked` says why there is none. */
  runId: z.string().nullable(),
  checkedAgainst: CheckedAgainst.nullable(),
  unchecked: z.object({ error: z.string(), message: z.string() }).nullable(),
  createdAt: Instant,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const Chat = z.object({
  id: z.string(),
  title: z.string(),
  model: z.string(),
  source: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Chat = z.infer<typeof Chat>;

export const NewChat = z.object({
  title: ChatTitle.nullable().default(null),
  model: z.string().trim().min(1).max(200).nullable().default(null),
  source: z.string().max(MAX_CHAT_SOURCE).nullable().default(null),
});
export type NewChat = z.infer<typeof NewChat>;

export const ChatQuestion = z.object({
  question: z.string().max(MAX_CHAT_QUESTION),
  model: z.string().trim().min(1).max(200).nullable().default(null),
  /** For this question, in the place of the chat's own. */
  source: z.string().max(MAX_CHAT_SOURCE).nullable().default(null),
});
export type ChatQuestion = z.infer<typeof ChatQuestion>;

export const ChatEntry = z.object({
  chatId: z.string(),
  title: z.string(),
  model: z.string(),
  hasSource: z.boolean(),
  questions: z.number().int(),
  updatedAt: Instant,
});
export type ChatEntry = z.infer<typeof ChatEntry>;

/** Entries of the list that come at once. */
export const CHAT_PAGE_SIZE = 20;

/** How the evaluation of an answer stands: its state and, once there are figures, those a conversation has room for. */
export type AnswerCheck = {
  readonly runId: string;
  readonly status: RunStatus;
  readonly summary: Pick<RunSummary, 'turnout' | 'consensus' | 'scores' | 'claims'> | null;
};
const AnswerCheckSchema: z.ZodType<AnswerCheck, AnswerCheck> = z.object({
  runId: z.string(),
  status: RunStateSchema.shape.status,
  summary: RunSummarySchema.pick({ turnout: true, consensus: true, scores: true, claims: true }).nullable(),
});

/** A chat as it stands after change number `seq`; `checks` are those of its answers that have a run. */
export const ChatSnapshot = z.object({
  chat: Chat,
  seq: z.number().int(),
  messages: z.array(ChatMessage),
  checks: z.array(AnswerCheckSchema),
});
export type ChatSnapshot = z.infer<typeof ChatSnapshot>;

export const AskedQuestion = z.object({ question: ChatMessage, answer: ChatMessage });

/** `GET /api/chats/<id>/export?format=` gives one chat as a file. */
export const CHAT_EXPORT_FORMATS = ['json', 'csv'] as const;
export const ChatExportQuery = z.object({ format: z.enum(CHAT_EXPORT_FORMATS) });

export const FollowChat = z.object({ chatId: ChatId, lastEventId: z.coerce.number().int().nonnegative().default(0) });

/**
 * What has become different in a chat. `seq` is the change's number; a message comes as it now stands, so of several changes to
 * one message only the last need be told, and nothing that is stored is ever missed.
 */
export type ChatChange =
  | { readonly seq: number; readonly type: 'chatRenamed'; readonly title: string }
  | { readonly seq: number; readonly type: 'messageChanged'; readonly message: ChatMessage }
  | { readonly seq: number; readonly type: 'chatRemoved' };

/** A piece of an answer that is being written: `text` belongs at character `from`; `index` counts pieces from 0. */
export const AnswerPiece = z.object({
  messageId: z.string(),
  index: z.number().int(),
  from: z.number().int(),
  text: z.string(),
});
export type AnswerPiece = z.infer<typeof AnswerPiece>;

/** What happens in a chat while its answer is written. Pieces may be lost; the rest is also stored. */
export type ChatEvent =
  | { readonly type: 'messageSaved'; readonly message: ChatMessage }
  | { readonly type: 'generationStarted'; readonly messageId: string; readonly model: string }
  | { readonly type: 'answerPiece'; readonly piece: AnswerPiece }
  | { readonly type: 'generationComplete'; readonly messageId: string; readonly text: string }
  | { readonly type: 'generationFailed'; readonly messageId: string; readonly failure: GenerationFailure };
