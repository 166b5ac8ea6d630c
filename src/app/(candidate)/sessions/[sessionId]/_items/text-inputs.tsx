import { Field } from '@/components/field';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import { wordsIn } from '@/core/items/types/free-text';
import { strings } from './_strings';
import type { InputProps } from './item-input';

/** A word or a short phrase. Nothing is corrected on the way: letters may matter. */
export function ShortTextInput({ value, onChange, locked, error }: InputProps<'shortText'>) {
  return (
    <Field label={strings.shortText.label} error={error}>
      <TextInput
        value={value?.text ?? ''}
        readOnly={locked}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={200}
        onChange={(event) => !locked && onChange({ type: 'shortText', text: event.target.value })}
      />
    </Field>
  );
}

/** A text in one's own words, with a count of them. */
export function FreeTextInput({ shown: { maxWords }, value, onChange, locked, error }: InputProps<'freeText'>) {
  return (
    <Field label={strings.freeText.label} hint={strings.freeText.hint(maxWords)} error={error}>
      <TextArea
        value={value?.text ?? ''}
        readOnly={locked}
        rows={7}
        limit={maxWords}
        lengthOf={wordsIn}
        onChange={(event) => !locked && onChange({ type: 'freeText', text: event.target.value })}
      />
    </Field>
  );
}
