import type { APIRequestContext, APIResponse, Page } from '@playwright/test';
import { type CandidateView, openItem } from '@/core/assessment/candidate-view';
import { seededRandom } from '@/core/items/random';
import { someAnswer } from '../../support/some-answer';

/** What a procedure returned. */
export async function reply<T>(response: APIResponse): Promise<T> {
  const body = await response.json();
  if (body.error) throw new Error(body.error.message);
  return body.result.data;
}

export const call = async <T>(request: APIRequestContext, path: string, data: unknown): Promise<T> =>
  reply<T>(await request.post(`/api/trpc/${path}`, { data }));

export async function ask<T>(request: APIRequestContext, path: string, input?: unknown): Promise<T> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return reply<T>(await request.get(`/api/trpc/${path}${query}`));
}

/** Signs in by an invitation link without opening a page. */
async function redeem(request: APIRequestContext, token: string): Promise<void> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const response = await request.post('/api/auth/callback/invitation', { form: { token, csrfToken, json: 'true' } });
  if (!response.ok()) throw new Error(`The invitation was refused: ${response.status()}`);
}

/** Invites someone, and takes the whole assessment as them through the API, each answer drawn from `seed`. */
export async function takeAssessment(
  recruiter: Page,
  candidate: APIRequestContext,
  { assessmentId, name, seed }: { assessmentId: string; name: string; seed: string },
): Promise<{ sessionId: string; applicationId: string }> {
  const email = `${seed}@demo.example`;
  const { token } = await call<{ token: string }>(recruiter.request, 'invitation.create', {
    assessmentId,
    email,
    name,
  });
  await redeem(candidate, token);
  const [application] = await ask<{ applicationId: string }[]>(candidate, 'application.list');
  const { applicationId } = application!;
  const { sessionId } = await call<{ sessionId: string }>(candidate, 'session.start', { applicationId, consent: true });
  const dice = seededRandom(seed);
  for (;;) {
    const { view } = await ask<{ view: CandidateView }>(candidate, 'session.get', { sessionId });
    const open = openItem(view);
    if (!open) return { sessionId, applicationId };
    const answer = someAnswer(open.shown, dice);
    await call(candidate, 'session.submitResponse', { sessionId, position: open.position, answer });
  }
}
