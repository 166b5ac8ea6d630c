import { redirect } from 'next/navigation';
import { requireLogin } from '@/trpc/server';

/** Where someone belongs after signing in, by role. */
export default async function HomePage() {
  const login = await requireLogin('/home');
  const roles = login.memberships.map((membership) => membership.role);
  if (roles.length === 0) redirect('/portal');
  redirect(roles.every((role) => role === 'auditor') ? '/runs' : '/assessments');
}
