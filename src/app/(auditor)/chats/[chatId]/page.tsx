import type { Metadata } from 'next';
import { PageFrame } from '@/components/page-frame';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { strings } from '../_strings';
import { ChatRoom } from './_components/chat-room';

export const metadata: Metadata = { title: strings.title };

export default async function ChatPage({ params }: { params: Promise<{ chatId: string }> }) {
  const { chatId } = await params;
  const path = `/chats/${chatId}`;
  await requireLogin(path);
  const api = await serverApi();
  const [snapshot, { defaultModel }, { judges }] = await loadOr404(
    path,
    Promise.all([api.chat.get({ chatId }), api.chat.getOptions({ withOffer: false }), api.run.getOptions()]),
  );
  return (
    <PageFrame width="wide">
      <ChatRoom key={chatId} snapshot={snapshot} defaultModel={defaultModel} judges={judges} />
    </PageFrame>
  );
}
