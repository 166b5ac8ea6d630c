import type { ReactNode } from 'react';
import { SignedInShell } from '../_components/signed-in-shell';

export default function AuditorLayout({ children }: { children: ReactNode }) {
  return <SignedInShell width="wide">{children}</SignedInShell>;
}
