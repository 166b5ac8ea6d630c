import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { strings } from '../_strings';

const words = strings.dead;

/** For links that are unknown, replaced or too old: what may have happened, and where to go. */
export function DeadLink({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <PageFrame width="text" className="flex flex-1 flex-col items-start justify-center sm:pb-32">
      <h1 className="font-semibold text-3xl">{words.title}</h1>
      <p className="mt-4 max-w-measure">{words.reasons}</p>
      <p className="mt-2 max-w-measure">{words.next}</p>
      <p className="mt-2 max-w-measure text-muted">{words.account}</p>
      <div className="mt-8">
        {isSignedIn ? (
          <LinkButton variant="primary" href="/portal">
            {words.portal}
          </LinkButton>
        ) : (
          <LinkButton variant="primary" href="/sign-in?callbackUrl=%2Fportal">
            {words.signIn}
          </LinkButton>
        )}
      </div>
    </PageFrame>
  );
}
