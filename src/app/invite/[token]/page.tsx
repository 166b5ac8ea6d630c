import type { Metadata } from 'next';
import { DeadLink } from '@/app/_components/dead-link';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { currentLogin, serverApi } from '@/trpc/server';
import { AcceptInvitation } from './_components/accept-invitation';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.page };

/** What a link leads to, for whoever opens it: the invited person, signed in or not, or someone else. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [login, api] = await Promise.all([currentLogin(), serverApi()]);
  const invitation = await orNullWhenRefused(api.invitation.preview({ token }));
  if (!invitation) {
    const { title, sentences, portal, signIn } = strings.dead;
    const next = login ? { href: '/portal', label: portal } : { href: '/sign-in?callbackUrl=%2Fportal', label: signIn };
    return <DeadLink {...{ title, sentences, next }} />;
  }

  const { organisationName, title, candidateName, applicationId, signsIn } = invitation;
  const instructions = `/portal/${applicationId}`;
  const isOwn = login !== null && (await orNullWhenRefused(api.application.get({ applicationId }))) !== null;
  return (
    <PageFrame width="text" className="flex flex-1 flex-col justify-center sm:pb-32">
      <p className="text-muted">{strings.invites(organisationName)}</p>
      <h1 className="mt-1 font-semibold text-3xl">{title}</h1>
      <p className="mt-4 max-w-measure">
        {isOwn ? strings.isYou : strings.for(candidateName)} {strings.next}
      </p>
      <div className="mt-8 flex flex-col items-start gap-4">
        {isOwn ? (
          <LinkButton variant="primary" href={instructions}>
            {strings.read}
          </LinkButton>
        ) : login ? (
          <Notice tone="caution" title={strings.other.title(login.email)} className="w-full">
            <p>{strings.other.text(candidateName)}</p>
            <div className="mt-4 flex flex-wrap gap-3">
              <AcceptInvitation
                {...{ token, instructions, signsIn }}
                signsOutFirst
                label={signsIn ? strings.other.change(candidateName) : strings.other.changeAccount}
                busyLabel={strings.other.changing}
              />
              <LinkButton href="/home">{strings.other.stay}</LinkButton>
            </div>
          </Notice>
        ) : signsIn ? (
          <>
            <AcceptInvitation
              {...{ token, instructions, signsIn }}
              label={strings.continueAs(candidateName)}
              busyLabel={strings.opening}
            />
            <p className="text-muted">{strings.notYou(candidateName)}</p>
          </>
        ) : (
          <>
            <p className="max-w-measure text-muted">{strings.hasAccount}</p>
            <LinkButton variant="primary" href={`/sign-in?callbackUrl=${encodeURIComponent(instructions)}`}>
              {strings.signIn}
            </LinkButton>
          </>
        )}
      </div>
    </PageFrame>
  );
}

/** Null for "there is no such thing for you"; failures go on to the error page. */
async function orNullWhenRefused<T>(load: Promise<T>): Promise<T | null> {
  try {
    return await load;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'NOT_FOUND' || code === 'BAD_REQUEST') return null;
    throw error;
  }
}
