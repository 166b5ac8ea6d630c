import type { Metadata } from 'next';
import { mayCreateRuns } from '@/app/_roles';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { CollectionDesk } from '../_components/collection-desk';
import { strings } from '../_strings';

export const metadata: Metadata = { title: strings.title };

export default async function CollectionPage({ params }: { params: Promise<{ collectionId: string }> }) {
  const { collectionId } = await params;
  const path = `/collections/${collectionId}`;
  const login = await requireLogin(path);
  const api = await serverApi();
  const collection = await loadOr404(path, api.collection.get({ collectionId }));
  return (
    <PageFrame>
      <PageHeader title={collection.name} back={{ href: '/collections', label: strings.back }} />
      <CollectionDesk initial={collection} mayManage={mayCreateRuns(login)} />
    </PageFrame>
  );
}
