import type { ReactNode } from 'react';
import { Field } from '@/components/field';
import { TextInput } from '@/components/text-input';
import { MIN_PASSWORD_LENGTH } from '@/protocol/account';
import { strings } from '../_strings';

const words = strings.person;

export type PersonErrors = { name?: string; password?: string; again?: string };

/** Name and a new password, typed twice; what stands between them is the caller's. */
export function PersonFields({ name, errors, children }: { name?: string; errors: PersonErrors; children: ReactNode }) {
  return (
    <>
      <Field label={words.name} hint={words.nameHint} error={errors.name}>
        <TextInput name="name" autoComplete="name" defaultValue={name} maxLength={100} />
      </Field>
      {children}
      <Field label={words.password} hint={words.passwordHint(MIN_PASSWORD_LENGTH)} error={errors.password}>
        <TextInput name="password" type="password" autoComplete="new-password" maxLength={200} />
      </Field>
      <Field label={words.again} error={errors.again}>
        <TextInput name="again" type="password" autoComplete="new-password" maxLength={200} />
      </Field>
    </>
  );
}

/** What was typed, and what is wrong with it. */
export function readPerson(data: FormData): { person: { name: string; password: string }; errors: PersonErrors } {
  const [name, password, again] = ['name', 'password', 'again'].map((field) => String(data.get(field) ?? ''));
  return {
    person: { name: name!.trim(), password: password! },
    errors: {
      ...(name!.trim() === '' && { name: words.missingName }),
      ...(password!.length < MIN_PASSWORD_LENGTH
        ? { password: words.tooShort(MIN_PASSWORD_LENGTH) }
        : password !== again && { again: words.different }),
    },
  };
}
