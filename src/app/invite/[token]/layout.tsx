import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { SignedInShell } from '../../_components/signed-in-shell';

/** The address is a key: it is not to be indexed, nor handed on to other sites. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: 'same-origin' };

export default function InvitationLayout({ children }: { children: ReactNode }) {
  return <SignedInShell>{children}</SignedInShell>;
}
