'use client';

import { Button } from '@/components/button';
import { ErrorPanel } from '@/components/error-panel';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';

export type FailedPageProps = {
  error: Error & { digest?: string };
  reset: () => void;
  words: { title: string; text: string; kept: string; next: string; retry: string };
  back: { href: string; label: string };
};

/** In the place of a page that could not be shown: what was kept, and the ways on. */
export function FailedPage({ error, reset, words, back }: FailedPageProps) {
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
            <LinkButton href={back.href}>{back.label}</LinkButton>
          </>
        }
      >
        {words.text}
      </ErrorPanel>
    </PageFrame>
  );
}
