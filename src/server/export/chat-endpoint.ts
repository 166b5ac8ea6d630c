import { DomainError } from '@/core/errors';
import { ChatExportQuery, ChatId } from '@/protocol/chat';
import type { Member } from '@/server/policy';
import type { Services } from '@/server/services/services';
import { chatFile } from './chat-file';
import { createFileEndpoint, type FileDeps } from './file-endpoint';

const PATH = /^\/api\/chats\/([^/]+)\/export$/;

export const isChatExportPath = (path: string) => PATH.test(path);

/** One of a person's own chats as a file. */
export function createChatExportEndpoint(
  deps: FileDeps & { readonly chats: Pick<Services['chats'], 'get' | 'messages'> },
) {
  const read = (given: string, query: Record<string, string>) => {
    const wanted = ChatExportQuery.safeParse(query);
    if (!wanted.success) throw new DomainError('invalid_input', 'format: json or csv.');
    const id = ChatId.safeParse(given);
    if (!id.success) throw new DomainError('not_found', 'You have no such chat.');
    return async (member: Member) =>
      chatFile(await deps.chats.get(member, id.data), await deps.chats.messages(member, id.data), wanted.data.format);
  };
  return createFileEndpoint({ path: PATH, shown: '/api/chats/:id/export', permission: 'chats:use', read }, deps);
}
