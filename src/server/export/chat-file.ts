import { stringify } from 'csv-stringify/sync';
import type { ChatMessage } from '@/protocol/chat';
import { type RestChatMessage, restChat, restChatMessage } from '@/protocol/rest-chat';
import type { StoredChat } from '@/server/repositories/chat-repository';
import { csvFile, type ExportedFile, jsonFile } from './file-endpoint';

/** A conversation as a file, in the field names of REST whoever asks. */
export function chatFile(chat: StoredChat, messages: readonly ChatMessage[], format: 'json' | 'csv'): ExportedFile {
  const rows = messages.map((message) => restChatMessage(chat.id, message));
  const name = `chat-${chat.id}`;
  if (format === 'json') return jsonFile(name, { ...restChat(chat), messages: rows });
  return csvFile(name, stringify(rows.map(flat), { header: true, escape_formulas: true }));
}

const flat = ({ error: _error, unchecked: _unchecked, ...row }: RestChatMessage) => row;
