import { CHECK_NOTES, type ChatEvent, type ChatMessage, type CheckedAgainst } from '../chat';
import type { ChatServerEvent } from './chat-messages';
import type { ServerEvent } from './messages';

type Told = ChatServerEvent | Extract<ServerEvent, { name: 'evaluation_progress' }> | null;

/** What happens while an answer is written, in the older system's events. `at` is when it happened. */
export function chatEvents(chatId: string, event: ChatEvent, at: string): ChatServerEvent[] {
  const about = (message_id: string) => ({ chat_session_id: chatId, message_id });
  switch (event.type) {
    case 'messageSaved':
      return [savedEvent(chatId, event.message)];
    case 'generationStarted':
      return [{ name: 'generation_started', payload: { ...about(event.messageId), model: event.model } }];
    case 'answerPiece': {
      const { messageId, index, from, text } = event.piece;
      return [
        { name: 'stream_token', payload: { ...about(messageId), token: text, done: false, index, offset: from } },
      ];
    }
    case 'generationComplete':
      return completedEvents(chatId, event.messageId, event.text, at);
    case 'generationFailed':
      return [{ name: 'generation_error', payload: { ...about(event.messageId), ...event.failure } }];
  }
}

/** The end of an answer as those clients wait for it: the last token, the stored message, the whole. */
export function completedEvents(chatId: string, messageId: string, response: string, at: string): ChatServerEvent[] {
  const about = { chat_session_id: chatId, message_id: messageId };
  const saved = { ...about, role: 'assistant' as const, content: response, created_at: at };
  return [
    { name: 'stream_token', payload: { ...about, token: '', done: true, index: null, offset: response.length } },
    { name: 'message_saved', payload: saved },
    { name: 'generation_complete', payload: { ...about, response } },
  ];
}

export function savedEvent(chatId: string, { id, role, content, createdAt }: ChatMessage): ChatServerEvent {
  const payload = { chat_session_id: chatId, message_id: id, role, content, created_at: createdAt };
  return { name: 'message_saved', payload };
}

/** How an answer stands, for who comes while it is written or after it was cut off; null when it is simply there. */
export function standingEvent(chatId: string, { id, status, model, failure }: ChatMessage): Told {
  const about = { chat_session_id: chatId, message_id: id };
  if (status === 'generating') return { name: 'generation_started', payload: { ...about, model: model ?? '' } };
  if (status === 'failed' && failure) return { name: 'generation_error', payload: { ...about, ...failure } };
  return null;
}

export function uncheckedEvent(chatId: string, { id, unchecked }: ChatMessage): Told {
  if (!unchecked) return null;
  const recovery_suggestions = ['The answer itself is stored.', 'Give a source_text with the question to check it by.'];
  const payload = { chat_session_id: chatId, message_id: id, ...unchecked, recovery_suggestions };
  return { name: 'chat_evaluation_error', payload };
}

const AVAILABILITY = { completed: 'available', abstained: 'unavailable' } as const;

/** What a run's event means to the chat whose answer it checks; null for what a chat is not told. */
export function chatRunEvent(
  { chatId, messageId, checkedAgainst }: { chatId: string; messageId: string; checkedAgainst: CheckedAgainst },
  event: ServerEvent,
  statuses: Map<string, string>,
): Told {
  const about = { chat_session_id: chatId, message_id: messageId };
  switch (event.name) {
    case 'evaluation_progress':
      return { name: 'evaluation_progress', payload: { ...event.payload, chat_session_id: chatId } };
    case 'judge_result': {
      const { judge_name, score, confidence, reasoning, flagged_issues: issues, error_message } = event.payload;
      const known = event.payload.status;
      const status = known === 'completed' || known === 'abstained' ? AVAILABILITY[known] : known;
      statuses.set(judge_name, status);
      const verdict = { judge_name, score, confidence, reasoning, issues, status, error_message };
      return { name: 'judge_verdict', payload: { ...about, ...verdict } };
    }
    case 'evaluation_complete': {
      const { session_id, consensus_score, hallucination_score, confidence_interval, inter_judge_agreement } =
        event.payload;
      const { claim_verdicts, reasons, status } = event.payload;
      const figures = { consensus_score, hallucination_score, confidence_interval, inter_judge_agreement };
      return {
        name: 'chat_evaluation_complete',
        payload: {
          ...about,
          evaluation_id: session_id,
          ...figures,
          claim_verdicts,
          judge_statuses: Object.fromEntries(statuses),
          status,
          reasons,
          checked_against: checkedAgainst === 'source' ? 'source' : 'second_answer',
          note: CHECK_NOTES[checkedAgainst],
        },
      };
    }
    case 'evaluation_error': {
      const { error_type: error, message, recovery_suggestions } = event.payload;
      return { name: 'chat_evaluation_error', payload: { ...about, error, message, recovery_suggestions } };
    }
    default:
      return null;
  }
}
