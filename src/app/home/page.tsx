import { redirect } from 'next/navigation';
import { requireLogin } from '@/trpc/server';
import { mayAuthor, mayObserve, mayReadRuns } from '../_roles';

/** Where someone belongs after signing in, by role. */
export default async function HomePage() {
  const login = await requireLogin('/home');
  if (mayObserve(login)) redirect('/assessments');
  if (mayAuthor(login)) redirect('/items');
  redirect(mayReadRuns(login) ? '/runs' : '/portal');
}
