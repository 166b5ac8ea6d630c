import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { mayManage } from '@/app/_roles';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { strings } from '../_strings';
import { AssessmentList } from './_components/assessment-list';

export const metadata: Metadata = { title: strings.list.title };

export default async function AssessmentsPage() {
  const login = await requireLogin('/assessments');
  const api = await serverApi();
  const assessments = await loadOr404('/assessments', api.assessment.list());
  const create = mayManage(login) && (
    <LinkButton href="/assessments/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
      {strings.list.create}
    </LinkButton>
  );
  return (
    <PageFrame>
      <PageHeader
        title={strings.list.title}
        description={strings.list.description}
        actions={assessments.length > 0 && create}
      />
      <AssessmentList initial={assessments} create={create} />
    </PageFrame>
  );
}
