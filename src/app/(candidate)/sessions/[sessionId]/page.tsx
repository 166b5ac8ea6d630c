import type { Metadata } from 'next';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { AssessmentRoom } from './_components/assessment-room';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.page };

/** A candidate's own attempt: while it runs, and what came of it afterwards. */
export default async function SessionPage({ params }: { params: Promise<{ sessionId: string }> }) {
  const { sessionId } = await params;
  const path = `/sessions/${sessionId}`;
  await requireLogin(path);
  const api = await serverApi();
  const initial = await loadOr404(path, api.session.get({ sessionId }));
  return <AssessmentRoom key={sessionId} sessionId={sessionId} initial={initial} />;
}
