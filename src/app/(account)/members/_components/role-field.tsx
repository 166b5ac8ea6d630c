import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { ROLE_WORDS, ROLES, type Role } from '../../_role-words';

/** A role, with what it allows in a sentence. */
export function RoleField({ label, value, onChange }: { label: string; value: Role; onChange: (role: Role) => void }) {
  return (
    <Field label={label} hint={ROLE_WORDS[value].does}>
      <Select
        value={value}
        onChange={({ target }) => onChange(ROLES.find((role) => role === target.value) ?? value)}
        options={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].name }))}
        className="max-w-sm"
      />
    </Field>
  );
}
