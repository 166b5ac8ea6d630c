'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { OptionCard, RadioGroup } from '@/components/radio-group';
import { TextInput } from '@/components/text-input';
import { useIsAlive } from '@/components/use-is-alive';
import { api } from '@/trpc/react';
import { authenticate } from '../../_components/authenticate';
import { EmailField, isWholeAddress } from '../../_components/email-field';
import { focusOn } from '../../_components/focus-on';
import { type PersonErrors, PersonFields, readPerson } from '../../_components/person-fields';
import { refusalWords } from '../../_components/refusal-words';
import { strings } from '../_strings';

type Kind = 'organisation' | 'candidate';
type Errors = PersonErrors & { organisation?: string; email?: string };

/** Makes the account, signs in with it and goes on, by a full page load. Keeps what was typed through every refusal. */
export function RegisterForm() {
  const form = useRef<HTMLFormElement>(null);
  const isAlive = useIsAlive();
  const [kind, setKind] = useState<Kind>('organisation');
  const [errors, setErrors] = useState<Errors>({});
  const [isOpening, setOpening] = useState(false);
  const refuse = (found: Errors) => {
    setErrors(found);
    const first = (['organisation', 'name', 'email', 'password', 'again'] as const).find((field) => found[field]);
    if (first) focusOn(form.current, first);
    return first !== undefined;
  };
  const register = api.account.register.useMutation({
    onSuccess: async (_, { email, password }) => {
      setOpening(true);
      const outcome = await authenticate({ email, password });
      window.location.assign(outcome === 'signedIn' ? '/home' : '/sign-in');
    },
    onError: (error) => void (error.data?.domainCode === 'conflict' && refuse({ email: strings.takenEmail })),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (register.isPending || isOpening) return;
    const data = new FormData(event.currentTarget);
    const email = String(data.get('email')).trim();
    const organisation = kind === 'organisation' ? String(data.get('organisation')).trim() : null;
    const { person, errors: found } = readPerson(data);
    const isRefused = refuse({
      ...(organisation === '' && { organisation: strings.missingOrganisation }),
      ...(!isWholeAddress(email) && { email: strings.malformedEmail }),
      ...found,
    });
    if (!isRefused) register.mutate({ ...person, email, organisation });
  };
  const { error } = register;
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-5">
      <RadioGroup
        legend={strings.kind.legend}
        value={kind}
        onValueChange={(value) => setKind(value === 'candidate' ? 'candidate' : 'organisation')}
      >
        <OptionCard value="organisation" label={strings.kind.organisation} hint={strings.kind.organisationHint} />
        <OptionCard value="candidate" label={strings.kind.candidate} hint={strings.kind.candidateHint} />
      </RadioGroup>
      {kind === 'organisation' && (
        <Field label={strings.organisation} error={errors.organisation}>
          <TextInput name="organisation" autoComplete="organization" maxLength={200} />
        </Field>
      )}
      <PersonFields errors={errors}>
        <EmailField label={strings.email} hint={strings.emailHint} error={errors.email} />
      </PersonFields>
      <div role="alert" className="empty:hidden">
        {error && error.data?.domainCode !== 'conflict' && <Notice tone="negative">{refusalWords(error)}</Notice>}
      </div>
      <Button
        type="submit"
        variant="primary"
        disabled={!isAlive}
        busy={register.isPending || isOpening}
        busyLabel={isOpening ? strings.opening : strings.submitting}
      >
        {strings.submit}
      </Button>
    </form>
  );
}
