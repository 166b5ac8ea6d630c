'use client';

import { Button } from '@/components/button';
import { ErrorPanel } from '@/components/error-panel';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { strings } from './_strings';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = strings.error;
  return (
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
            <LinkButton href="/runs">{strings.backToRuns}</LinkButton>
          </>
        }
      >
        {words.text}
      </ErrorPanel>
    </PageFrame>
  );
}
