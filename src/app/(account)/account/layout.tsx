import type { ReactNode } from 'react';
import { SignedInShell } from '../../_components/signed-in-shell';

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <SignedInShell>{children}</SignedInShell>;
}
