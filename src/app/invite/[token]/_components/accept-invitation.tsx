'use client';

import { getCsrfToken, signIn, signOut } from 'next-auth/react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { strings } from '../_strings';

type AcceptInvitationProps = {
  token: string;
  /** Where it leads. */
  instructions: string;
  /** The link alone signs in; otherwise the person does, with their password. */
  signsIn: boolean;
  signsOutFirst?: boolean;
  label: string;
  busyLabel: string;
};

/** Signs in by the link and goes on, by a full page load so that everything reads the new login. */
export function AcceptInvitation({
  token,
  instructions,
  signsIn,
  signsOutFirst = false,
  ...words
}: AcceptInvitationProps) {
  const [step, setStep] = useState<'idle' | 'working' | keyof typeof strings.failed>('idle');
  const accept = async () => {
    if (step === 'working') return;
    setStep('working');
    try {
      // next-auth leaves the page when the server does not answer; this asks first and stays.
      if (!(await getCsrfToken())) return setStep('unreachable');
      if (signsOutFirst) await signOut({ redirect: false });
      if (!signsIn) return window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(instructions)}`);
      const result = await signIn('invitation', { token, redirect: false });
      if (result?.ok && !result.error) return window.location.assign(instructions);
      setStep(result?.error === 'invitation_not_found' ? 'used' : 'unreachable');
    } catch {
      setStep('unreachable');
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <Button variant="primary" busy={step === 'working'} busyLabel={words.busyLabel} onClick={() => void accept()}>
        {words.label}
      </Button>
      <div role="alert" className="empty:hidden">
        {step !== 'idle' && step !== 'working' && <Notice tone="negative">{strings.failed[step]}</Notice>}
      </div>
    </div>
  );
}
