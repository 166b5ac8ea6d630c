import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { TextInput } from '@/components/text-input';
import { strings } from './_strings';
import type { InputProps } from './item-input';

const words = strings.numeric;

/** A number as people write it, and its unit where there is more than one to choose from. */
export function NumericInput({ shown: { units }, value, onChange, locked, error }: InputProps<'numeric'>) {
  const { text, unit } = value ?? { text: '', unit: null };
  const change = (part: { text?: string; unit?: string | null }) => {
    if (!locked) onChange({ type: 'numeric', text, unit, ...part });
  };
  return (
    <div className="flex flex-wrap items-start gap-4">
      <Field
        label={words.label}
        hint={units.length === 1 ? `${words.inUnit(units[0]!)} ${words.hint}` : words.hint}
        error={error}
        className="min-w-0 flex-1 basis-56"
      >
        <TextInput
          value={text}
          readOnly={locked}
          inputMode="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          className="figures"
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      {units.length > 1 && (
        <Field label={words.unit} className="basis-40">
          <Select
            options={units.map((name) => ({ value: name, label: name }))}
            placeholder={words.chooseUnit}
            value={unit ?? ''}
            onChange={(event) => change({ unit: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
