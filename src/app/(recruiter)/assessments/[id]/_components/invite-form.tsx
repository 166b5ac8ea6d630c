'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { TextInput } from '@/components/text-input';
import { strings } from '../../_strings';

const words = strings.candidates;

export type InviteFormProps = {
  isBusy: boolean;
  /** `onDone` is called once the link is made; until then everything typed stays. */
  onInvite: (person: { name: string; email: string }, onDone: () => void) => void;
};

export function InviteForm({ isBusy, onInvite }: InviteFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<{ name?: string; email?: string }>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const data = new FormData(event.currentTarget);
    const person = { name: String(data.get('name')).trim(), email: String(data.get('email')).trim() };
    const found = {
      ...(person.name === '' ? { name: words.missingName } : {}),
      ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(person.email) ? {} : { email: words.missingEmail }),
    };
    setErrors(found);
    const first = found.name ? 'name' : found.email ? 'email' : null;
    if (first === null) return onInvite(person, () => form.current?.reset());
    const control = event.currentTarget.elements.namedItem(first);
    if (control instanceof HTMLElement) control.focus();
  };
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={words.name} error={errors.name}>
          <TextInput name="name" autoComplete="off" />
        </Field>
        <Field label={words.email} error={errors.email}>
          <TextInput name="email" type="email" inputMode="email" autoComplete="off" spellCheck={false} />
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" busy={isBusy} busyLabel={words.submitting}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
