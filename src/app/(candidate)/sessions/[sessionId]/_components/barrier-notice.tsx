import { usePathname } from 'next/navigation';
import { ErrorPanel } from '@/components/error-panel';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import type { Barrier } from '../_hooks/use-assessment';
import { strings } from '../_strings';

/** What stands between this page and its session, and the way past it. */
export function BarrierNotice({ barrier }: { barrier: Barrier }) {
  const path = usePathname();
  if (barrier === 'notYours') {
    return (
      <ErrorPanel
        title={strings.gone.title}
        kept={strings.gone.kept}
        action={<LinkButton href="/portal">{strings.gone.action}</LinkButton>}
      >
        {strings.gone.text}
      </ErrorPanel>
    );
  }
  return (
    <Notice
      tone="caution"
      title={strings.signedOut.title}
      live="polite"
      action={
        <LinkButton variant="primary" href={`/sign-in?error=SessionEnded&callbackUrl=${encodeURIComponent(path)}`}>
          {strings.signedOut.action}
        </LinkButton>
      }
    >
      {strings.signedOut.text}
    </Notice>
  );
}
