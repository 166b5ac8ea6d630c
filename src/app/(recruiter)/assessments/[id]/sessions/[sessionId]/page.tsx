import type { Metadata } from 'next';
import { PageFrame } from '@/components/page-frame';
import { LiveSession } from './_components/live-session';
import { strings } from './_strings';
import { loadSession } from './load-session';

type Props = { params: Promise<{ id: string; sessionId: string }> };

const pathOf = (id: string, sessionId: string) => `/assessments/${id}/sessions/${sessionId}`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, sessionId } = await params;
  const { session } = await loadSession(pathOf(id, sessionId), id, sessionId);
  return { title: strings.live.documentTitle(session.candidateName) };
}

export default async function SessionPage({ params }: Props) {
  const { id, sessionId } = await params;
  const { observed, session, title } = await loadSession(pathOf(id, sessionId), id, sessionId);
  return (
    <PageFrame>
      <LiveSession assessmentId={id} title={title} initial={observed} initialLine={session} />
    </PageFrame>
  );
}
