'use client';

import { Button } from '@/components/button';
import { ErrorPanel } from '@/components/error-panel';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageShell } from '@/components/page-shell';
import { FrontHeader } from './_components/front-header';
import { strings } from './strings';

/** The last resort of every page; features have their own closer by. The digest finds the entry in the server's log. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = strings.error;
  return (
    <PageShell header={<FrontHeader signIn={false} />}>
      <PageFrame width="text">
        <ErrorPanel
          heading="h1"
          title={words.title}
          kept={words.kept}
          next={words.next}
          reference={error.digest}
          action={
            <>
              <Button variant="primary" onClick={reset}>
                {words.retry}
              </Button>
              <LinkButton href="/">{words.home}</LinkButton>
            </>
          }
        >
          {words.text}
        </ErrorPanel>
      </PageFrame>
    </PageShell>
  );
}
