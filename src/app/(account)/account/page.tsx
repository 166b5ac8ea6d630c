import type { Metadata } from 'next';
import Link from 'next/link';
import { mayManageMembers } from '@/app/_roles';
import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { ROLE_WORDS } from '../_role-words';
import { PasswordForm } from './_components/password-form';
import { SignOutButton } from './_components/sign-out-button';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

/** Who is signed in, what they may do where, and the ways out. */
export default async function AccountPage() {
  const login = await requireLogin('/account');
  const { name, email, memberships } = login;
  const api = await serverApi();
  const { hasPassword } = await loadOr404('/account', api.account.getSignInMeans());
  return (
    <PageFrame width="text">
      <PageHeader title={strings.title} />
      <div className="flex flex-col gap-6">
        <Card title={strings.person.title}>
          <Facts
            facts={[
              { term: strings.person.name, value: name },
              { term: strings.person.email, value: <span className="break-all">{email}</span> },
            ]}
          />
        </Card>
        <Card
          title={strings.organisations.title}
          description={memberships.length > 1 ? strings.organisations.change : undefined}
          aside={mayManageMembers(login) && <LinkButton href="/members">{strings.organisations.members}</LinkButton>}
        >
          {memberships.length === 0 ? (
            <p className="text-muted">{strings.organisations.none}</p>
          ) : (
            <Facts
              facts={memberships.map(({ organisationName, role }, at) => ({
                term: organisationName,
                value:
                  at === 0 && memberships.length > 1
                    ? strings.organisations.acting(ROLE_WORDS[role].name)
                    : ROLE_WORDS[role].name,
              }))}
            />
          )}
          {memberships.length > 0 && (
            <p className="mt-4 text-muted">
              {strings.organisations.candidate}{' '}
              <Link href="/portal" className="text-link underline">
                {strings.organisations.portal}
              </Link>
              .
            </p>
          )}
        </Card>
        <Card title={strings.password.title} description={hasPassword ? strings.password.description : undefined}>
          {hasPassword ? <PasswordForm email={email} /> : <p className="text-muted">{strings.password.none}</p>}
        </Card>
        <Card title={strings.signOut.title} description={strings.signOut.text}>
          <SignOutButton />
        </Card>
      </div>
    </PageFrame>
  );
}
