'use client';

import { PageShell } from '@/components/page-shell';
import { FailedPage } from './_components/failed-page';
import { FrontHeader } from './_components/front-header';
import { strings } from './strings';

/** The last resort of every page; features have their own closer by. The digest finds the entry in the server's log. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = strings.error;
  return (
    <PageShell header={<FrontHeader signIn={false} />}>
      <FailedPage error={error} reset={reset} words={words} back={{ href: '/', label: words.home }} />
    </PageShell>
  );
}
