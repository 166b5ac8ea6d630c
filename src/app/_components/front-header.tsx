import { LinkButton } from '@/components/link-button';
import { SiteHeader } from '@/components/site-header';
import { strings } from '../strings';

/** The header of pages that know nobody yet. */
export function FrontHeader({ signIn = true }: { signIn?: boolean }) {
  return (
    <SiteHeader
      userMenu={
        signIn && (
          <LinkButton href="/sign-in" size="small" className="min-h-11">
            {strings.signIn}
          </LinkButton>
        )
      }
    />
  );
}
