import type { Page } from '@playwright/test';

/** Publishes an assessment of skills that have every type between them, and invites someone; gives the link's path. */
export async function publishEveryType(recruiter: Page): Promise<string> {
  const post = async <T>(path: string, data: unknown): Promise<T> => {
    const body = await (await recruiter.request.post(`/api/trpc/${path}`, { data })).json();
    if (body.error) throw new Error(body.error.message);
    return body.result.data as T;
  };
  const nodes = ['sql', 'networking', 'testing'].map((skillId) => ({ skillId, name: skillId, priority: 'H' }));
  const { id } = await post<{ id: string }>('assessment.create', {
    title: 'Every type of item',
    jobDescription: '',
    graph: { nodes, edges: [] },
    rules: { timeLimitMs: 3_600_000, minItems: 60, maxItems: 60, feedbackMode: 'none' },
    opensAt: null,
    closesAt: null,
  });
  await post('assessment.publish', { id });
  const email = `types-${Date.now()}@demo.example`;
  const { token } = await post<{ token: string }>('invitation.create', { assessmentId: id, email, name: 'Tess' });
  return `/invite/${token}`;
}
