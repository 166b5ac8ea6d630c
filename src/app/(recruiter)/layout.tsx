import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { mayObserve } from '@/app/_roles';
import { currentLogin } from '@/trpc/server';
import { SignedInShell } from '../_components/signed-in-shell';

/**
 * Whoever is signed in and has no business here gets "not found" before anything is streamed; who is not signed in is
 * sent to the sign-in page by the page itself, which knows the way back.
 */
export default async function RecruiterLayout({ children }: { children: ReactNode }) {
  const login = await currentLogin();
  if (login && !mayObserve(login)) notFound();
  return <SignedInShell>{children}</SignedInShell>;
}
