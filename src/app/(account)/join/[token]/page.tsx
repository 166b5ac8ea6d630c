import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { DeadLink } from '@/app/_components/dead-link';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { currentLogin, orRefusal, serverApi } from '@/trpc/server';
import { ROLE_WORDS } from '../../_role-words';
import { strings } from '../_strings';
import { JoinForm } from './_components/join-form';
import { SignOutAgain } from './_components/sign-out-again';

export const metadata: Metadata = { title: strings.page };

/** What a member's link leads to, for whoever opens it: the invited person, with an account or without, or someone else. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [login, api] = await Promise.all([currentLogin(), serverApi()]);
  const invitation = await orRefusal(api.member.previewInvitation({ token }));
  if ('refusal' in invitation) {
    const words = invitation.refusal === 'too_many_requests' ? strings.tooMany : strings.dead;
    const next = login ? { href: '/home', label: strings.dead.home } : { href: '/sign-in', label: strings.dead.signIn };
    return <DeadLink title={words.title} sentences={words.sentences} next={next} />;
  }
  const { organisationName, invitedBy, email, name, role, account } = invitation.value;
  const here = `/join/${token}`;
  const form = { token, email, organisation: organisationName, name };
  let way: ReactNode;
  if (login && login.email !== email) {
    way = (
      <Notice tone="caution" title={strings.other.title(login.email)} className="w-full">
        <p>{strings.other.text(email)}</p>
        <div className="mt-4 flex flex-wrap gap-3">
          <SignOutAgain to={here} />
          <LinkButton href="/home">{strings.other.stay}</LinkButton>
        </div>
      </Notice>
    );
  } else if (login) {
    const [current] = login.memberships;
    way = (
      <>
        {account !== 'password' && <p className="max-w-measure">{strings.firstPassword}</p>}
        {current && <p className="max-w-measure">{strings.keeps(current.organisationName)}</p>}
        <JoinForm {...form} name={login.name} needsPassword={account !== 'password'} />
      </>
    );
  } else if (account === 'new') {
    way = (
      <>
        <p className="max-w-measure">{strings.fresh}</p>
        <JoinForm {...form} needsPassword />
      </>
    );
  } else {
    way = (
      <>
        <p className="max-w-measure">{account === 'password' ? strings.hasAccount : strings.byLink}</p>
        {account === 'password' && (
          <LinkButton variant="primary" href={`/sign-in?callbackUrl=${encodeURIComponent(here)}`}>
            {strings.signIn}
          </LinkButton>
        )}
      </>
    );
  }
  return (
    <PageFrame width="text" className="flex flex-1 flex-col justify-center sm:pb-32">
      <p className="text-muted">{strings.invites(invitedBy)}</p>
      <h1 className="mt-1 break-words font-semibold text-3xl">{organisationName}</h1>
      <p className="mt-4 max-w-measure">
        {strings.as(ROLE_WORDS[role].name)} {ROLE_WORDS[role].does}
      </p>
      <p className="mt-2 max-w-measure text-muted wrap-anywhere">
        {strings.for(email)} {strings.once}
      </p>
      <div className="mt-8 flex flex-col items-start gap-4">{way}</div>
    </PageFrame>
  );
}
