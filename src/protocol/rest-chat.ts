import { z } from 'zod';
import { type Chat, ChatMessage, MAX_CHAT_QUESTION, MAX_CHAT_SOURCE, MAX_CHAT_TITLE } from './chat';

/** Chats over REST, in the shapes of the older evaluation system. */
const Instant = z.iso.datetime();

export const CreateChat = z
  .object({
    title: z.string().trim().min(1).max(MAX_CHAT_TITLE).nullable().optional(),
    ollama_model: z.string().trim().min(1).max(200).nullable().optional(),
    source_text: z.string().max(MAX_CHAT_SOURCE).nullable().optional().describe('What answers are checked against'),
  })
  .meta({ id: 'CreateChat' });

export const RestChat = z
  .object({
    id: z.uuid(),
    user_id: z.uuid(),
    title: z.string(),
    ollama_model: z.string(),
    source_text: z.string().nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Chat' });

export const RestChatMessage = z
  .object({
    id: z.uuid(),
    session_id: z.uuid().describe('The chat'),
    role: ChatMessage.shape.role,
    content: z.string(),
    status: ChatMessage.shape.status,
    error: ChatMessage.shape.failure,
    model: z.string().nullable(),
    evaluation_id: z.uuid().nullable(),
    checked_against: z.enum(['source', 'second_answer']).nullable(),
    unchecked: ChatMessage.shape.unchecked,
    created_at: Instant,
  })
  .meta({ id: 'ChatMessage' });

export type RestChatMessage = z.infer<typeof RestChatMessage>;

export const ChatWithMessages = RestChat.extend({ messages: z.array(RestChatMessage) }).meta({
  id: 'ChatWithMessages',
});
export const ChatPageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
const ChatSummary = RestChat.extend({
  message_count: z.number().int(),
  last_message_preview: z.string().nullable().describe('Its first 100 characters, and three dots where there are more'),
});
export const ChatPage = z
  .object({
    sessions: z.array(ChatSummary),
    total: z.number().int(),
    page: z.number().int(),
    limit: z.number().int(),
    has_more: z.boolean(),
  })
  .meta({ id: 'ChatPage' });
export const ChatMessages = z.array(RestChatMessage);

export const AskChatRest = z
  .object({
    content: z.string().max(MAX_CHAT_QUESTION),
    role: z.literal('user').optional().describe('What the assistant says is written by the model alone'),
    model: z.string().trim().min(1).max(200).nullable().optional(),
    source_text: z.string().max(MAX_CHAT_SOURCE).nullable().optional(),
  })
  .meta({ id: 'AskChat' });
export const AskedChat = RestChatMessage.extend({ answer: RestChatMessage }).meta({ id: 'AskedChat' });

const Question = z.string().max(MAX_CHAT_QUESTION);
const Turn = z.object({ role: z.enum(['user', 'assistant']).default('user'), content: Question });

/** `system_prompt` and `top_p` of the older clients are taken and change nothing. */
export const Generate = z
  .object({
    question: Question.optional(),
    prompt: Question.optional().describe('The same as `question`'),
    model: z.string().trim().min(1).max(200).nullable().optional(),
    conversation_history: z.array(Turn).max(100).nullable().optional().describe('What was said before'),
    temperature: z.number().min(0).max(2).optional(),
  })
  .refine(({ question, prompt }) => question !== undefined || prompt !== undefined, 'question is missing')
  .meta({ id: 'Generate' });

/** Size, digest and date are what a model server of another kind does not tell. */
const Model = z.object({ name: z.string(), size: z.null(), digest: z.null(), modified_at: z.null() });
export const Models = z
  .object({ models: z.array(Model), count: z.number().int(), default: z.string() })
  .meta({ id: 'Models' });
export const ModelHealth = z
  .object({
    status: z.enum(['healthy', 'unhealthy']),
    ollama_available: z.boolean().describe('Whether the model server answers, of whatever kind it is'),
    message: z.string(),
    model: z.string().nullable(),
  })
  .meta({ id: 'ModelHealth' });

type OwnedChat = Chat & { readonly userId: string };

export const restChat = ({
  id,
  userId,
  title,
  model,
  source,
  createdAt,
  updatedAt,
}: OwnedChat): z.infer<typeof RestChat> => ({
  id,
  user_id: userId,
  title,
  ollama_model: model,
  source_text: source,
  created_at: createdAt,
  updated_at: updatedAt,
});

export const restChatMessage = (chatId: string, message: ChatMessage): RestChatMessage => {
  const { id, role, content, status, failure: error, model, runId, checkedAgainst, unchecked, createdAt } = message;
  const checked_against = checkedAgainst === 'secondAnswer' ? 'second_answer' : checkedAgainst;
  return {
    id,
    session_id: chatId,
    role,
    content,
    status,
    error,
    model,
    evaluation_id: runId,
    checked_against,
    unchecked,
    created_at: createdAt,
  };
};
