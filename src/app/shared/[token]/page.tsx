import { notFound } from 'next/navigation';
import { EmptyState } from '@/components/empty-state';
import { PageFrame } from '@/components/page-frame';
import { sharedRun } from '@/trpc/server';
import { SharedEvaluation } from './_components/shared-evaluation';
import { strings } from './_strings';

export default async function SharedPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const shared = await sharedRun(token);
  if (shared === 'unknown') notFound();
  if (shared === 'tooMany') {
    return (
      <PageFrame width="text">
        <h1 className="sr-only">{strings.busyTitle}</h1>
        <EmptyState title={strings.busyTitle}>{strings.busy}</EmptyState>
      </PageFrame>
    );
  }
  return (
    <PageFrame width="wide">
      <SharedEvaluation shared={shared} />
    </PageFrame>
  );
}
