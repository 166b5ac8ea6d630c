import { FileUp, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { BankLinks } from './_components/bank-links';
import { ItemList } from './_components/item-list';
import { strings as exchange } from './_exchange/_strings';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

export default async function ItemsPage() {
  await requireLogin('/items');
  const api = await serverApi();
  const [first, skills] = await Promise.all([
    loadOr404('/items', api.item.list({})),
    loadOr404('/items', api.item.listSkills()),
  ]);
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.title}
        description={strings.description}
        actions={
          <>
            <LinkButton href="/items/import" icon={<FileUp aria-hidden className="size-4" />}>
              {exchange.import}
            </LinkButton>
            <LinkButton href="/items/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {strings.nav.new}
            </LinkButton>
          </>
        }
      />
      <BankLinks current="/items" />
      <ItemList first={first} skills={skills} />
    </PageFrame>
  );
}
