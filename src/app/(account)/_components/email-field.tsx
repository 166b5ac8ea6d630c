import { Field } from '@/components/field';
import { TextInput } from '@/components/text-input';

export type EmailFieldProps = {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** `off` for the address of somebody else. */
  autoComplete?: 'username' | 'off';
};

export function EmailField({ label, hint, error, autoComplete = 'username' }: EmailFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <TextInput
        name="email"
        type="email"
        inputMode="email"
        autoComplete={autoComplete}
        spellCheck={false}
        autoCapitalize="none"
        maxLength={254}
      />
    </Field>
  );
}

export const isWholeAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
