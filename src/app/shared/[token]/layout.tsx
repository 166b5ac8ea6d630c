import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { PageShell } from '@/components/page-shell';
import { FrontHeader } from '../../_components/front-header';
import { strings } from './_strings';

/** The address is a key: it is not to be indexed, nor handed on to other sites. */
export const metadata: Metadata = {
  title: strings.title,
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

export default function SharedLayout({ children }: { children: ReactNode }) {
  return <PageShell header={<FrontHeader signIn={false} />}>{children}</PageShell>;
}
