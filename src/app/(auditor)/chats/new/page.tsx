import type { Metadata } from 'next';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { NoModel } from '../_components/no-model';
import { strings } from '../_strings';
import { NewChatForm } from './_components/new-chat-form';

export const metadata: Metadata = { title: strings.create.title };

export default async function NewChatPage() {
  await requireLogin('/chats/new');
  const api = await serverApi();
  const { defaultModel } = await loadOr404('/chats/new', api.chat.getOptions({ withOffer: false }));
  return (
    <PageFrame>
      <PageHeader
        title={strings.create.title}
        description={strings.create.description}
        back={{ href: '/chats', label: strings.back }}
      />
      {defaultModel === null ? <NoModel hasEarlier={false} /> : <NewChatForm defaultModel={defaultModel} />}
    </PageFrame>
  );
}
