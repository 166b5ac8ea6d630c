import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { mayManage } from '@/app/_roles';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { strings } from '../_draft/_strings';
import { DraftEditor } from '../_draft/draft-editor';

const PATH = '/assessments/new';

export const metadata: Metadata = { title: strings.new.title };

export default async function NewAssessmentPage() {
  if (!mayManage(await requireLogin(PATH))) notFound();
  const api = await serverApi();
  const catalogue = await loadOr404(PATH, api.assessment.listSkills());
  return (
    <PageFrame>
      <PageHeader
        title={strings.new.title}
        description={strings.new.description}
        back={{ href: '/assessments', label: strings.new.back }}
      />
      <DraftEditor catalogue={catalogue} />
    </PageFrame>
  );
}
