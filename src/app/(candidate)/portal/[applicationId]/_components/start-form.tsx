'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Notice } from '@/components/notice';
import type { Accommodation } from '@/core/assessment/accommodation';
import { api } from '@/trpc/react';
import { deviceName } from '../../../sessions/[sessionId]/_device';
import { strings } from '../../_strings';

const words = strings.instructions.start;

type StartFormProps = {
  applicationId: string;
  /** What was declared the last time. */
  accommodation: Accommodation;
  isNewAttempt?: boolean;
};

/** Consent, then the start. Starting twice leads to the same session, so a lost reply costs nothing. */
export function StartForm({ applicationId, accommodation, isNewAttempt = false }: StartFormProps) {
  const router = useRouter();
  const [missing, setMissing] = useState(false);
  const start = api.session.start.useMutation({
    onSuccess: ({ sessionId }) => router.push(`/sessions/${sessionId}`),
    onError: (error) => {
      const code = error.data?.domainCode;
      if (code === 'not_signed_in' || code === 'login_ended') {
        window.location.assign(
          `/sign-in?error=SessionEnded&callbackUrl=${encodeURIComponent(`/portal/${applicationId}`)}`,
        );
      } else if (code && code !== 'consent_required') router.refresh(); // the page then says why
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (start.isPending || start.isSuccess) return;
    const data = new FormData(event.currentTarget);
    const consent = data.get('consent') === 'yes';
    const needs = { language: data.get('language') === 'yes', condition: data.get('condition') === 'yes' };
    setMissing(!consent);
    if (consent) start.mutate({ applicationId, consent, isNewAttempt, accommodation: needs, writer: deviceName() });
    else (event.currentTarget.elements.namedItem('consent') as HTMLInputElement | null)?.focus();
  };
  const refusal =
    start.error &&
    (start.error.data ? (start.error.data.domainCode ? start.error.message : words.other) : words.unreachable);
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <fieldset>
        <legend className="font-medium">{words.moreTime.title}</legend>
        <p className="mb-1 max-w-measure text-muted">{words.moreTime.hint}</p>
        {(['language', 'condition'] as const).map((need) => (
          <Checkbox
            key={need}
            name={need}
            value="yes"
            defaultChecked={accommodation[need]}
            label={words.moreTime[need]}
          />
        ))}
      </fieldset>
      <Checkbox
        name="consent"
        value="yes"
        required
        label={words.consent}
        error={missing ? words.consentMissing : undefined}
        onChange={(event) => event.currentTarget.checked && setMissing(false)}
      />
      <div role="alert" className="empty:hidden">
        {refusal && <Notice tone="negative">{refusal}</Notice>}
      </div>
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        busy={start.isPending || start.isSuccess}
        busyLabel={words.starting}
      >
        {words.submit}
      </Button>
    </form>
  );
}
