'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { TextInput } from '@/components/text-input';
import { useIsAlive } from '@/components/use-is-alive';
import { authenticate, type Credentials, type SignInOutcome } from '../../_components/authenticate';
import { EmailField } from '../../_components/email-field';
import { focusOn } from '../../_components/focus-on';
import { strings } from '../../_strings';
import { callbackPath } from '../../callback-path';

export type SignInFormProps = {
  callbackUrl?: string;
  /** How to sign in; next-auth unless a test brings its own. */
  onSubmit?: (credentials: Credentials) => Promise<SignInOutcome>;
};

type Errors = { email?: string; password?: string };

/** Keeps what was typed through every refusal; leaves by a full page load, so that everything reads the new session. */
export function SignInForm({ callbackUrl, onSubmit = authenticate }: SignInFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const isAlive = useIsAlive();
  const [step, setStep] = useState<'idle' | 'sending' | 'opening'>('idle');
  const [errors, setErrors] = useState<Errors>({});
  const [refusal, setRefusal] = useState<Exclude<SignInOutcome, 'signedIn'> | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (step !== 'idle') return;
    const data = new FormData(event.currentTarget);
    const credentials = { email: String(data.get('email')).trim(), password: String(data.get('password')) };
    const found = check(credentials);
    setErrors(found);
    setRefusal(null);
    if (found.email || found.password) {
      focusOn(form.current, found.email ? 'email' : 'password');
      return;
    }
    setStep('sending');
    const outcome = await onSubmit(credentials);
    if (outcome === 'signedIn') {
      setStep('opening');
      window.location.assign(callbackPath(callbackUrl, window.location.origin));
      return;
    }
    setStep('idle');
    setRefusal(outcome);
    if (outcome === 'credentials') focusOn(form.current, 'password');
  };

  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div role="alert" className="empty:hidden">
        {refusal && <Notice tone="negative">{strings.refusal[refusal]}</Notice>}
      </div>
      <EmailField label={strings.email} error={errors.email} />
      <Field label={strings.password} error={errors.password}>
        <TextInput name="password" type="password" autoComplete="current-password" />
      </Field>
      <Button
        type="submit"
        variant="primary"
        disabled={!isAlive}
        busy={step !== 'idle'}
        busyLabel={step === 'opening' ? strings.opening : strings.submitting}
      >
        {strings.submit}
      </Button>
    </form>
  );
}

function check({ email, password }: Credentials): Errors {
  return {
    ...(email === ''
      ? { email: strings.missingEmail }
      : /^\S+@\S+$/.test(email)
        ? {}
        : { email: strings.malformedEmail }),
    ...(password === '' ? { password: strings.missingPassword } : {}),
  };
}
