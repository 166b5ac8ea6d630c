import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { mayManage } from '@/app/_roles';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { strings } from '../../_draft/_strings';
import { DraftEditor } from '../../_draft/draft-editor';
import { loadAssessment } from '../load-assessment';

export const metadata: Metadata = { title: strings.edit.title };

/** Only drafts change; anything else leads to the assessment itself. */
export default async function EditAssessmentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/assessments/${id}/edit`;
  if (!mayManage(await requireLogin(path))) notFound();
  const assessment = await loadAssessment(path, id);
  if (assessment.status !== 'draft') redirect(`/assessments/${id}`);
  const catalogue = await loadOr404(path, (await serverApi()).assessment.listSkills());
  return (
    <PageFrame>
      <PageHeader
        title={strings.edit.title}
        description={strings.edit.description}
        back={{ href: `/assessments/${id}`, label: strings.edit.back }}
      />
      <DraftEditor catalogue={catalogue} assessment={assessment} />
    </PageFrame>
  );
}
