import type { ReactNode } from 'react';
import { PageShell } from '@/components/page-shell';
import { SiteHeader, type SiteLink } from '@/components/site-header';
import { currentLogin } from '@/trpc/server';
import { mayAuthor, mayChat, mayManageMembers, mayObserve, mayObserveBank, mayReadRuns } from '../_roles';
import { strings } from '../strings';
import { AccountMenu } from './account-menu';

export type SignedInShellProps = { children: ReactNode; width?: 'page' | 'wide' };

/** Header, places and account menu for whoever is signed in; what each role may open decides what is offered. */
export async function SignedInShell({ children, width = 'page' }: SignedInShellProps) {
  const login = await currentLogin();
  const links: SiteLink[] = [];
  if (login && mayObserve(login)) links.push({ href: '/assessments', label: strings.places.assessments });
  if (login && mayAuthor(login)) links.push({ href: '/items', label: strings.places.items });
  if (login && mayObserveBank(login)) links.push({ href: '/bank', label: strings.places.bank });
  if (login && mayReadRuns(login)) links.push({ href: '/runs', label: strings.places.runs });
  if (login && mayChat(login)) links.push({ href: '/chats', label: strings.places.chats });
  if (login?.memberships.length === 0) links.push({ href: '/portal', label: strings.places.portal });
  return (
    <PageShell
      header={
        <SiteHeader
          home={login ? '/home' : '/'}
          links={links}
          width={width}
          userMenu={
            login && (
              <AccountMenu
                name={login.name}
                email={login.email}
                organisations={login.memberships.map(({ organisationId, organisationName }) => ({
                  id: organisationId,
                  name: organisationName,
                }))}
                mayManageMembers={mayManageMembers(login)}
              />
            )
          }
        />
      }
    >
      {children}
    </PageShell>
  );
}
