import { notFound } from 'next/navigation';
import { cache } from 'react';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';

/** One session as its recruiter sees it, for the page at `path`; "not found" under an assessment that is not its own. */
export const loadSession = cache(async (path: string, id: string, sessionId: string) => {
  await requireLogin(path);
  const api = await serverApi();
  const [loaded, assessment] = await loadOr404(
    path,
    Promise.all([api.assessment.observeSession({ sessionId }), api.assessment.get({ id })]),
  );
  if (loaded.assessmentId !== id) notFound();
  return { ...loaded, rules: assessment.rules };
});
