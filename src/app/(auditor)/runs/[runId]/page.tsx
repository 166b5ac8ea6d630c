import type { Metadata } from 'next';
import { mayCreateRuns } from '@/app/_roles';
import { PageFrame } from '@/components/page-frame';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { strings } from '../_strings';
import { LiveRun } from './_components/live-run';

export const metadata: Metadata = { title: strings.one };

export default async function RunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  const path = `/runs/${runId}`;
  const login = await requireLogin(path);
  const api = await serverApi();
  const run = await loadOr404(path, api.run.get({ runId }));
  return (
    <PageFrame width="wide">
      <LiveRun key={runId} run={run} mayManage={mayCreateRuns(login)} />
    </PageFrame>
  );
}
