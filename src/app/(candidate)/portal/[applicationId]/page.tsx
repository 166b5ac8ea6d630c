import type { Metadata } from 'next';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { stageOf } from '../../_stage';
import { strings } from '../_strings';
import { Instructions } from './_components/instructions';
import { WhatNow } from './_components/what-now';

export const metadata: Metadata = { title: strings.instructions.title };

/** Everything someone needs to know before the clock starts, and the way to start it. */
export default async function ApplicationPage({ params }: { params: Promise<{ applicationId: string }> }) {
  const { applicationId } = await params;
  const path = `/portal/${applicationId}`;
  await requireLogin(path);
  const api = await serverApi();
  const application = await loadOr404(path, api.application.get({ applicationId }));
  const now = new Date();
  const stage = stageOf(application);
  return (
    <PageFrame width="text">
      <PageHeader
        title={application.title}
        description={strings.instructions.by(application.organisationName)}
        back={{ href: '/portal', label: strings.back }}
      />
      {stage !== 'toDo' && (
        <div className="mb-8">
          <WhatNow application={application} stage={stage} serverNow={now.toISOString()} />
        </div>
      )}
      <Instructions application={application} />
      {stage === 'toDo' && <WhatNow application={application} stage={stage} serverNow={now.toISOString()} />}
    </PageFrame>
  );
}
