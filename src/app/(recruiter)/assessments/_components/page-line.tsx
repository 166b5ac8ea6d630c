'use client';

import Link from 'next/link';
import { ConnectionBanner } from '@/components/connection-banner';
import { ConnectionSign } from '@/components/connection-sign';
import { Notice } from '@/components/notice';
import { useConnection } from '../../_hooks/use-connection';
import { strings } from '../_strings';

/** Whether what is on the page is still live, as a small sign. */
export function LineSign() {
  const state = useConnection();
  return <ConnectionSign state={state === 'signedOut' ? 'offline' : state} />;
}

/** Says so when it is not, and what that means; `refusal` is the server's word when it ended the stream. */
export function LineBanner({ refusal }: { refusal: string | null }) {
  const state = useConnection();
  if (state === 'signedOut') {
    return (
      <Notice
        tone="caution"
        live="polite"
        className="mb-6"
        title={strings.line.signedOut}
        action={
          <Link className="text-link" href="/sign-in?error=SessionEnded">
            {strings.line.signIn}
          </Link>
        }
      >
        {strings.line.asOfNow}
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-4 has-[svg]:mb-6">
      <ConnectionBanner state={state} restored={strings.line.restored}>
        {strings.line.asOfNow}
      </ConnectionBanner>
      {refusal && (
        <Notice tone="negative" live="polite" title={strings.line.ended}>
          {refusal}
        </Notice>
      )}
    </div>
  );
}
