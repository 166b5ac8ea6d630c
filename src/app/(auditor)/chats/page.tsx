import { MessagesSquare, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '@/components/empty-state';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { CHAT_PAGE_SIZE } from '@/protocol/chat';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { ChatList } from './_components/chat-list';
import { NoModel } from './_components/no-model';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

type Props = { searchParams: Promise<{ page?: string | string[] }> };

export default async function ChatsPage({ searchParams }: Props) {
  const given = Number((await searchParams).page ?? 1);
  const page = Number.isInteger(given) && given > 0 && given <= 10_000 ? given : 1;
  const path = page === 1 ? '/chats' : `/chats?page=${page}`;
  await requireLogin(path);
  const api = await serverApi();
  const [{ chats, total }, { defaultModel }] = await loadOr404(
    path,
    Promise.all([api.chat.list({ page }), api.chat.getOptions({ withOffer: false })]),
  );
  const start = defaultModel !== null && (
    <LinkButton href="/chats/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
      {strings.start}
    </LinkButton>
  );
  return (
    <PageFrame>
      <PageHeader title={strings.title} description={strings.description} actions={total > 0 && start} />
      <div className="flex flex-col gap-8">
        {defaultModel === null && <NoModel hasEarlier={total > 0} />}
        {total === 0 ? (
          <EmptyState title={strings.list.empty} icon={<MessagesSquare aria-hidden />} action={start}>
            {strings.list.emptyText}
          </EmptyState>
        ) : (
          <ChatList chats={chats} page={page} pages={Math.ceil(total / CHAT_PAGE_SIZE)} />
        )}
      </div>
    </PageFrame>
  );
}
