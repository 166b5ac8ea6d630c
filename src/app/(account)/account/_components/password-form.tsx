'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { TextInput } from '@/components/text-input';
import { MIN_PASSWORD_LENGTH } from '@/protocol/account';
import { api } from '@/trpc/react';
import { focusOn } from '../../_components/focus-on';
import { strings } from '../_strings';

const words = strings.password;

type Errors = { current?: string; next?: string; again?: string };

/** Changes the password, which ends every login, and leads to the sign-in page. Keeps what was typed through refusals. */
export function PasswordForm({ email }: { email: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Errors>({});
  const refuse = (found: Errors) => {
    setErrors(found);
    const first = (['current', 'next', 'again'] as const).find((name) => found[name]);
    if (first) focusOn(form.current, first);
  };
  const change = api.account.changePassword.useMutation({
    onSuccess: () => window.location.assign('/sign-in?error=PasswordChanged&callbackUrl=%2Faccount'),
    onError: (error) => {
      const code = error.data?.domainCode;
      if (code === 'invalid_credentials') refuse({ current: words.wrong });
      if (code === 'not_signed_in' || code === 'login_ended')
        window.location.assign('/sign-in?error=SessionEnded&callbackUrl=%2Faccount');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isPending || change.isSuccess) return;
    const data = new FormData(event.currentTarget);
    const [current, next, again] = ['current', 'next', 'again'].map((name) => String(data.get(name)));
    const found: Errors = {
      ...(!current && { current: words.missingCurrent }),
      ...((next?.length ?? 0) < MIN_PASSWORD_LENGTH
        ? { next: words.tooShort(MIN_PASSWORD_LENGTH) }
        : next !== again && { again: words.different }),
    };
    refuse(found);
    if (Object.keys(found).length === 0) change.mutate({ current: current!, next: next! });
  };
  const refusal = refusalOf(change.error);
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-5">
      <div role="alert" className="empty:hidden">
        {refusal && <Notice tone="negative">{refusal}</Notice>}
      </div>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label={words.current} error={errors.current}>
        <TextInput name="current" type="password" autoComplete="current-password" />
      </Field>
      <Field label={words.next} hint={words.nextHint(MIN_PASSWORD_LENGTH)} error={errors.next}>
        <TextInput name="next" type="password" autoComplete="new-password" maxLength={200} />
      </Field>
      <Field label={words.again} error={errors.again}>
        <TextInput name="again" type="password" autoComplete="new-password" maxLength={200} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        busy={change.isPending || change.isSuccess}
        busyLabel={change.isSuccess ? words.leaving : words.sending}
      >
        {words.submit}
      </Button>
    </form>
  );
}

/** What cannot be said beside a field. */
function refusalOf(error: { data?: { domainCode: string | null } | null | undefined; message: string } | null) {
  if (!error) return null;
  if (!error.data) return words.unreachable;
  if (error.data.domainCode === 'invalid_credentials') return null;
  return error.data.domainCode ? error.message : words.other;
}
