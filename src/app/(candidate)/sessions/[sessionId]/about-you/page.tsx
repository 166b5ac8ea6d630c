import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { DemographicForm } from './_components/demographic-form';
import { strings } from './_strings';

type Props = { params: Promise<{ sessionId: string }> };

export const metadata: Metadata = { title: strings.title };

/** Voluntary questions, on a page of their own and only once the session is over. */
export default async function AboutYouPage({ params }: Props) {
  const { sessionId } = await params;
  const path = `/sessions/${sessionId}/about-you`;
  await requireLogin(path);
  const { view } = await loadOr404(path, (await serverApi()).session.get({ sessionId }));
  if (view.status !== 'completed') notFound();
  return (
    <PageFrame>
      <PageHeader title={strings.title} />
      <p className="mb-6 max-w-measure">{strings.text}</p>
      <DemographicForm sessionId={sessionId} />
    </PageFrame>
  );
}
