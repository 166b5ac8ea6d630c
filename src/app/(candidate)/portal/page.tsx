import { ClipboardList } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '@/components/empty-state';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { type Stage, stageOf } from '../_stage';
import { ApplicationCard } from './_components/application-card';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

/** What needs someone now comes first. */
const GROUPS: readonly { title: string; stages: readonly Stage[] }[] = [
  { title: strings.groups.running, stages: ['inProgress'] },
  { title: strings.groups.open, stages: ['toDo'] },
  { title: strings.groups.other, stages: ['notYetOpen', 'notAdmitted', 'closed', 'withdrawn'] },
  { title: strings.groups.done, stages: ['done'] },
];

export default async function PortalPage() {
  await requireLogin('/portal');
  const api = await serverApi();
  const applications = await loadOr404('/portal', api.application.list());
  const now = new Date();
  const standing = applications.map((application) => ({ application, stage: stageOf(application) }));
  return (
    <PageFrame width="text">
      <PageHeader title={strings.title} description={strings.description} />
      {standing.length === 0 && (
        <EmptyState title={strings.empty.title} icon={<ClipboardList aria-hidden />}>
          {strings.empty.text}
        </EmptyState>
      )}
      {GROUPS.map(({ title, stages }) => {
        const members = standing.filter(({ stage }) => stages.includes(stage));
        if (members.length === 0) return null;
        return (
          <section key={title} className="mb-8">
            <h2 className="mb-3 font-semibold text-xl">{title}</h2>
            <ul className="flex flex-col gap-4">
              {members.map(({ application, stage }) => (
                <li key={application.applicationId}>
                  <ApplicationCard application={application} stage={stage} serverNow={now.toISOString()} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </PageFrame>
  );
}
