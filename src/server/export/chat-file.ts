import { stringify } from 'csv-stringify/sync';
import type { Chat, ChatMessage } from '@/protocol/chat';
import { type RestChatMessage, restChat, restChatMessage } from '@/protocol/rest-chat';
import { csvFile, type ExportedFile, jsonFile } from './file-endpoint';

/** A conversation as a file, in the field names of REST whoever asks. */
export function chatFile(chat: Chat, messages: readonly ChatMessage[], format: 'json' | 'csv'): ExportedFile {
  const rows = messages.map(restChatMessage);
  const name = `chat-${chat.id}`;
  if (format === 'json') return jsonFile(name, { ...restChat(chat), messages: rows });
  return csvFile(name, stringify(rows.map(flat), { header: true, escape_formulas: true }));
}

const flat = ({ error: _error, unchecked: _unchecked, ...row }: RestChatMessage) => row;
