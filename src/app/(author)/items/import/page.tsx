import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { ImportDesk } from './_components/import-desk';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

export default async function ImportPage() {
  await requireLogin('/items/import');
  const api = await serverApi();
  const skills = await loadOr404('/items/import', api.item.listSkills());
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.title}
        description={strings.description}
        actions={
          <LinkButton href="/items" icon={<ArrowLeft aria-hidden className="size-4" />}>
            {strings.back}
          </LinkButton>
        }
      />
      <ImportDesk skills={skills} />
    </PageFrame>
  );
}
