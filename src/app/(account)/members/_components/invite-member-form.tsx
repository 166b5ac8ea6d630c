'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { TextInput } from '@/components/text-input';
import { useIsAlive } from '@/components/use-is-alive';
import { EmailField, isWholeAddress } from '../../_components/email-field';
import { focusOn } from '../../_components/focus-on';
import type { Role } from '../../_role-words';
import { strings } from '../_strings';
import { RoleField } from './role-field';

const words = strings.invite;

export type InviteMemberFormProps = {
  isBusy: boolean;
  /** `onDone` is called once the link is made; until then everything typed stays. */
  onInvite: (person: { name: string; email: string; role: Role }, onDone: () => void) => void;
};

export function InviteMemberForm({ isBusy, onInvite }: InviteMemberFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const isAlive = useIsAlive();
  const [role, setRole] = useState<Role>('recruiter');
  const [errors, setErrors] = useState<{ name?: string; email?: string }>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const data = new FormData(event.currentTarget);
    const person = { name: String(data.get('name')).trim(), email: String(data.get('email')).trim(), role };
    const found = {
      ...(person.name === '' && { name: words.missingName }),
      ...(!isWholeAddress(person.email) && { email: words.malformedEmail }),
    };
    setErrors(found);
    if (!found.name && !found.email) return onInvite(person, () => form.current?.reset());
    focusOn(form.current, found.name ? 'name' : 'email');
  };
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={words.name} error={errors.name}>
          <TextInput name="name" autoComplete="off" maxLength={100} />
        </Field>
        <EmailField label={words.email} error={errors.email} autoComplete="off" />
      </div>
      <RoleField label={words.role} value={role} onChange={setRole} />
      <div>
        <Button type="submit" variant="primary" disabled={!isAlive} busy={isBusy} busyLabel={words.submitting}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
