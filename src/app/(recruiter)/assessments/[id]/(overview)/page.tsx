import type { Metadata } from 'next';
import { mayManage } from '@/app/_roles';
import { Instant } from '@/components/instant';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { AssessmentStatus } from '../../_components/assessment-status';
import { SimulationPanel } from '../../_draft/simulation-panel';
import { strings } from '../../_strings';
import { AssessmentActions } from '../_components/assessment-actions';
import { AssessmentTabs } from '../_components/assessment-tabs';
import { loadAssessment } from '../load-assessment';

type Props = { params: Promise<{ id: string }> };

const pathOf = (id: string) => `/assessments/${id}`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: (await loadAssessment(pathOf(id), id)).title };
}

export default async function AssessmentPage({ params }: Props) {
  const { id } = await params;
  const path = pathOf(id);
  const login = await requireLogin(path);
  const assessment = await loadAssessment(path, id);
  const api = await serverApi();
  const [sessions, applications] = await loadOr404(
    path,
    Promise.all([api.assessment.listSessions({ id }), api.assessment.listApplications({ id })]),
  );
  const manages = mayManage(login);
  const { opensAt, closesAt, status } = assessment;
  return (
    <PageFrame>
      <PageHeader
        title={assessment.title}
        back={{ href: '/assessments', label: strings.detail.back }}
        meta={
          <>
            <AssessmentStatus status={status} />
            {opensAt && (status === 'draft' || status === 'scheduled') && (
              <span>
                {strings.detail.opens} <Instant value={new Date(opensAt)} />
              </span>
            )}
            {closesAt && status !== 'ended' && (
              <span>
                {strings.detail.closes} <Instant value={new Date(closesAt)} />
              </span>
            )}
          </>
        }
        actions={
          <>
            {status !== 'draft' && status !== 'preparing' && (
              <>
                <LinkButton href={`${path}/results`}>{strings.detail.results}</LinkButton>
                <LinkButton href={`${path}/fairness`}>{strings.detail.fairness}</LinkButton>
              </>
            )}
            {manages && <AssessmentActions id={id} status={status} opensAt={opensAt} />}
          </>
        }
      />
      {status === 'draft' && (
        <Notice tone="accent" title={strings.detail.draftNote.title} className="mb-8">
          {strings.detail.draftNote.text}
        </Notice>
      )}
      <AssessmentTabs
        assessment={assessment}
        sessions={sessions}
        applications={applications}
        mayInvite={manages && (status === 'live' || status === 'scheduled')}
      />
      {status === 'draft' && manages && (
        <div className="mt-8">
          <SimulationPanel draft={{ graph: assessment.graph, rules: assessment.rules }} />
        </div>
      )}
    </PageFrame>
  );
}
