import type { Metadata } from 'next';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { BankLinks } from '../_components/bank-links';
import { strings } from '../_strings';
import { PublishChanges } from './_components/publish-changes';

export const metadata: Metadata = { title: strings.publish.title };

export default async function PublishPage() {
  await requireLogin('/items/publish');
  const api = await serverApi();
  const publication = await loadOr404('/items/publish', api.item.getPublication());
  return (
    <PageFrame width="wide">
      <PageHeader title={strings.publish.title} description={strings.publish.description} />
      <BankLinks current="/items/publish" />
      <PublishChanges publication={publication} />
    </PageFrame>
  );
}
