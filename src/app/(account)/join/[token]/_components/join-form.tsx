'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useIsAlive } from '@/components/use-is-alive';
import { api } from '@/trpc/react';
import { authenticate } from '../../../_components/authenticate';
import { focusOn } from '../../../_components/focus-on';
import { type PersonErrors, PersonFields, readPerson } from '../../../_components/person-fields';
import { refusalWords } from '../../../_components/refusal-words';
import { strings } from '../../_strings';

export type JoinFormProps = {
  token: string;
  email: string;
  organisation: string;
  name: string;
  /** The person has none yet and chooses one here. */
  needsPassword: boolean;
};

/** Accepts the invitation, signs in where a password was chosen, and goes on by a full page load. */
export function JoinForm({ token, email, organisation, name, needsPassword }: JoinFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const isAlive = useIsAlive();
  const [errors, setErrors] = useState<PersonErrors>({});
  const [isOpening, setOpening] = useState(false);
  const accept = api.member.acceptInvitation.useMutation({
    onSuccess: async (_, { person }) => {
      setOpening(true);
      const isSignedIn = !person || (await authenticate({ email, password: person.password })) === 'signedIn';
      window.location.assign(isSignedIn ? '/home' : '/sign-in');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (accept.isPending || isOpening) return;
    if (!needsPassword) return accept.mutate({ token, person: null });
    const { person, errors: found } = readPerson(new FormData(event.currentTarget));
    setErrors(found);
    const first = (['name', 'password', 'again'] as const).find((field) => found[field]);
    if (first) focusOn(form.current, first);
    else accept.mutate({ token, person });
  };
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex w-full max-w-md flex-col gap-5">
      {needsPassword && (
        <PersonFields name={name} errors={errors}>
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        </PersonFields>
      )}
      <div role="alert" className="empty:hidden">
        {accept.error && <Notice tone="negative">{refusalWords(accept.error)}</Notice>}
      </div>
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        disabled={!isAlive}
        busy={accept.isPending || isOpening}
        busyLabel={isOpening ? strings.opening : strings.joining}
      >
        {strings.join(organisation)}
      </Button>
    </form>
  );
}
