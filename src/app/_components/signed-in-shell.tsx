import type { ReactNode } from 'react';
import { PageShell } from '@/components/page-shell';
import { SiteHeader, type SiteLink } from '@/components/site-header';
import { currentLogin } from '@/trpc/server';
import { strings } from '../strings';
import { AccountMenu } from './account-menu';

export type SignedInShellProps = { children: ReactNode; width?: 'page' | 'wide' };

/** Header, places and account menu for whoever is signed in; what each role may open decides what is offered. */
export async function SignedInShell({ children, width = 'page' }: SignedInShellProps) {
  const login = await currentLogin();
  const roles = login?.memberships.map((membership) => membership.role) ?? [];
  const has = (...wanted: string[]) => roles.some((role) => wanted.includes(role));
  const links: SiteLink[] = [];
  if (has('owner', 'recruiter', 'viewer')) links.push({ href: '/assessments', label: strings.places.assessments });
  if (has('owner', 'auditor', 'viewer')) links.push({ href: '/runs', label: strings.places.runs });
  if (login && roles.length === 0) links.push({ href: '/portal', label: strings.places.portal });
  return (
    <PageShell
      header={
        <SiteHeader
          home={login ? '/home' : '/'}
          links={links}
          width={width}
          userMenu={login && <AccountMenu name={login.name} email={login.email} />}
        />
      }
    >
      {children}
    </PageShell>
  );
}
