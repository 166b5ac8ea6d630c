import type { ReactNode } from 'react';
import { PageShell } from '@/components/page-shell';
import { FrontHeader } from '../../_components/front-header';

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <PageShell header={<FrontHeader signIn={false} />}>{children}</PageShell>;
}
