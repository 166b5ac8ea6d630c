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
export const ChatPage = z
  .object({
    sessions: z.array(RestChat),
    total: z.number().int(),
    page: z.number().int(),
    limit: z.number().int(),
    has_more: z.boolean(),
  })
  .meta({ id: 'ChatPage' });
export const ChatMessages = z.object({ messages: z.array(RestChatMessage) }).meta({ id: 'ChatMessages' });

export const AskChatRest = z
  .object({
    content: z.string().max(MAX_CHAT_QUESTION),
    model: z.string().trim().min(1).max(200).nullable().optional(),
    source_text: z.string().max(MAX_CHAT_SOURCE).nullable().optional(),
  })
  .meta({ id: 'AskChat' });
export const AskedChat = z.object({ message: RestChatMessage, answer: RestChatMessage }).meta({ id: 'AskedChat' });

export const Generate = z
  .object({ prompt: z.string().max(MAX_CHAT_QUESTION), model: z.string().trim().min(1).max(200).nullable().optional() })
  .meta({ id: 'Generate' });
export const Models = z
  .object({ models: z.array(z.object({ name: z.string() })), default: z.string() })
  .meta({ id: 'Models' });
export const ModelHealth = z
  .object({ status: z.enum(['healthy', 'unavailable', 'not_configured']), model: z.string().nullable() })
  .meta({ id: 'ModelHealth' });

export const restChat = ({ id, title, model, source, createdAt, updatedAt }: Chat): z.infer<typeof RestChat> => ({
  id,
  title,
  ollama_model: model,
  source_text: source,
  created_at: createdAt,
  updated_at: updatedAt,
});

export const restChatMessage = (message: ChatMessage): RestChatMessage => {
  const { id, role, content, status, failure: error, model, runId, checkedAgainst, unchecked, createdAt } = message;
  const checked_against = checkedAgainst === 'secondAnswer' ? 'second_answer' : checkedAgainst;
  return {
    id,
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
