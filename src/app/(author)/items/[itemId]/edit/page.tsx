import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { itemAddress } from '../../_components/item-address';
import { draftOf } from '../../_form/draft';
import { ItemForm } from '../../_form/item-form';
import { strings } from '../../_strings';

export const metadata: Metadata = { title: strings.form.editTitle };

export default async function EditItemPage({ params }: { params: Promise<{ itemId: string }> }) {
  const id = decodeURIComponent((await params).itemId);
  const path = itemAddress(id, '/edit');
  await requireLogin(path);
  const api = await serverApi();
  const [item, skills] = await Promise.all([
    loadOr404(path, api.item.get({ id })),
    loadOr404(path, api.item.listSkills()),
  ]);
  const initial = draftOf(item.shown);
  if (!initial) notFound(); // a program makes the words of a family
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.form.editTitle}
        description={strings.form.editDescription}
        back={{ href: itemAddress(id), label: strings.item.version(item.latest) }}
      />
      <ItemForm initial={initial} skills={skills} editing={{ id, version: item.latest }} />
    </PageFrame>
  );
}
