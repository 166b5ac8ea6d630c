import type { Metadata } from 'next';
import { mayCreateRuns } from '@/app/_roles';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { CollectionList } from './_components/collection-list';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

export default async function CollectionsPage() {
  const login = await requireLogin('/collections');
  const api = await serverApi();
  const collections = await loadOr404('/collections', api.collection.list());
  return (
    <PageFrame>
      <PageHeader
        title={strings.title}
        description={strings.description}
        back={{ href: '/runs', label: strings.backToRuns }}
      />
      <CollectionList collections={collections} mayManage={mayCreateRuns(login)} />
    </PageFrame>
  );
}
