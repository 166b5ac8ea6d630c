'use client';

import { useId } from 'react';
import { Field } from '@/components/field';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import type { ContentOf } from '@/core/items/item';
import { strings } from '../_strings';
import { OptionFields } from './option-fields';
import type { TypeFieldsProps } from './type-fields';

const words = strings.form;
const MARK = 'size-5 accent-accent';

type OneKey = ContentOf<'singleChoice'> | ContentOf<'codeReading'>;

function KeyedOptions<C extends OneKey>({ content, onChange }: { content: C; onChange: (content: C) => void }) {
  const name = useId();
  return (
    <OptionFields
      legend={words.options}
      hint={words.keyLegend}
      options={content.options}
      onChange={(options) => {
        const keyId = options.some(({ id }) => id === content.keyId) ? content.keyId : (options[0]?.id ?? '');
        onChange({ ...content, options, keyId });
      }}
      mark={({ id }, number) => (
        <input
          type="radio"
          name={name}
          className={MARK}
          aria-label={words.isKey(number)}
          checked={content.keyId === id}
          onChange={() => onChange({ ...content, keyId: id })}
        />
      )}
    />
  );
}

export function ChoiceFields(props: TypeFieldsProps<'singleChoice'>) {
  return <KeyedOptions {...props} />;
}

export function CodeReadingFields({ content, onChange }: TypeFieldsProps<'codeReading'>) {
  const { code } = content;
  const setCode = (part: Partial<typeof code>) => onChange({ ...content, code: { ...code, ...part } });
  return (
    <>
      <Field label={words.code}>
        <TextArea mono rows={6} value={code.text} onChange={(event) => setCode({ text: event.target.value })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.language}>
          <TextInput
            value={code.language}
            onChange={(event) => setCode({ language: event.target.value })}
            maxLength={32}
          />
        </Field>
        <Field label={words.highlighted} hint={words.highlightedHint} optional>
          <TextInput
            inputMode="numeric"
            defaultValue={code.highlightedLines.join(' ')}
            onChange={(event) =>
              setCode({
                highlightedLines: (event.target.value.match(/\d+/g) ?? []).map(Number).filter((line) => line > 0),
              })
            }
          />
        </Field>
      </div>
      <KeyedOptions content={content} onChange={onChange} />
    </>
  );
}

export function MultipleResponseFields({ content, onChange }: TypeFieldsProps<'multipleResponse'>) {
  const { keyIds } = content;
  return (
    <OptionFields
      legend={words.options}
      hint={words.keysLegend}
      options={content.options}
      onChange={(options) =>
        onChange({ ...content, options, keyIds: keyIds.filter((key) => options.some(({ id }) => id === key)) })
      }
      mark={({ id }, number) => (
        <input
          type="checkbox"
          className={MARK}
          aria-label={words.isAmongKeys(number)}
          checked={keyIds.includes(id)}
          onChange={(event) =>
            onChange({
              ...content,
              keyIds: event.target.checked ? [...keyIds, id] : keyIds.filter((key) => key !== id),
            })
          }
        />
      )}
    />
  );
}
