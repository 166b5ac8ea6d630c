import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { SignedInShell } from '@/app/_components/signed-in-shell';
import { mayManageMembers } from '@/app/_roles';
import { currentLogin } from '@/trpc/server';

/** As in the recruiter's pages: who is signed in and has no business here gets "not found" before anything is streamed. */
export default async function MembersLayout({ children }: { children: ReactNode }) {
  const login = await currentLogin();
  if (login && !mayManageMembers(login)) notFound();
  return <SignedInShell>{children}</SignedInShell>;
}
