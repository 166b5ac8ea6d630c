import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { mayAuthor } from '@/app/_roles';
import { currentLogin } from '@/trpc/server';
import { SignedInShell } from '../_components/signed-in-shell';

/** As in the recruiter's pages: who is signed in and has no business here gets "not found" before anything is streamed. */
export default async function AuthorLayout({ children }: { children: ReactNode }) {
  const login = await currentLogin();
  if (login && !mayAuthor(login)) notFound();
  return <SignedInShell width="wide">{children}</SignedInShell>;
}
