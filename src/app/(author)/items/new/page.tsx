import type { Metadata } from 'next';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { EMPTY_DRAFT } from '../_form/draft';
import { ItemForm } from '../_form/item-form';
import { strings } from '../_strings';

export const metadata: Metadata = { title: strings.form.newTitle };

export default async function NewItemPage() {
  await requireLogin('/items/new');
  const api = await serverApi();
  const skills = await loadOr404('/items/new', api.item.listSkills());
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.form.newTitle}
        description={strings.form.newDescription}
        back={{ href: '/items', label: strings.back }}
      />
      <ItemForm initial={EMPTY_DRAFT} skills={skills} editing={null} />
    </PageFrame>
  );
}
