'use client';

import { Button } from '@/components/button';
import { ErrorPanel } from '@/components/error-panel';
import './globals.css';
import { strings } from './strings';

/** When the document itself could not be made: no providers, no header, the same words. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = strings.error;
  return (
    <html lang="en-GB">
      <body>
        <title>{words.title}</title>
        <main className="mx-auto max-w-3xl px-4 py-10">
          <ErrorPanel
            heading="h1"
            title={words.title}
            kept={words.kept}
            next={words.next}
            reference={error.digest}
            action={
              <Button variant="primary" onClick={reset}>
                {words.retry}
              </Button>
            }
          >
            {words.text}
          </ErrorPanel>
        </main>
      </body>
    </html>
  );
}
