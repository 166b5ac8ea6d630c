import { cache } from 'react';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';

/** The assessment of the page at `path`, looked up once however many parts of the page ask. */
export const loadAssessment = cache(async (path: string, id: string) => {
  await requireLogin(path);
  const api = await serverApi();
  return loadOr404(path, api.assessment.get({ id }));
});
