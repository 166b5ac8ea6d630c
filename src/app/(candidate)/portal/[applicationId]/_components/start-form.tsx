'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Notice } from '@/components/notice';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';

const words = strings.instructions.start;

/** Consent, then the start. Starting twice leads to the same session, so a lost reply costs nothing. */
export function StartForm({ applicationId }: { applicationId: string }) {
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
      } else if (code === 'assessment_not_open' || code === 'not_found') router.refresh();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (start.isPending || start.isSuccess) return;
    const consent = new FormData(event.currentTarget).get('consent') === 'yes';
    setMissing(!consent);
    if (consent) start.mutate({ applicationId, consent });
    else (event.currentTarget.elements.namedItem('consent') as HTMLInputElement | null)?.focus();
  };
  const refusal =
    start.error &&
    (start.error.data ? (start.error.data.domainCode ? start.error.message : words.other) : words.unreachable);
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
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
