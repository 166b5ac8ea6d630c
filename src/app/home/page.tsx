import { redirect } from 'next/navigation';
import { requireLogin } from '@/trpc/server';
import { mayObserve, mayReadRuns } from '../_roles';

/** Where someone belongs after signing in, by role. */
export default async function HomePage() {
  const login = await requireLogin('/home');
  if (mayObserve(login)) redirect('/assessments');
  redirect(mayReadRuns(login) ? '/runs' : '/portal');
}
