import { useId } from 'react';
import { OptionText } from '@/app/_components/item-stem';
import { FieldError } from '@/components/field';
import { Select } from '@/components/select';
import type { ItemOption } from '@/core/items/item';
import { strings } from './_strings';
import type { InputProps } from './item-input';

const words = strings.matching;
const plain = ({ id, text, media }: ItemOption) =>
  `${id}. ${text.replaceAll('`', '') || (media?.alternativeText ?? '')}`;

/** A list to choose from beside each line: the browser's own, so keyboard, phone and screen reader know it. */
export function MatchingInput({ shown, value, onChange, locked, error }: InputProps<'matching'>) {
  const id = useId();
  const pairs = value?.pairs ?? {};
  const choose = (prompt: string, target: string) => {
    if (!locked) onChange({ type: 'matching', pairs: { ...pairs, [prompt]: target } });
  };
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="flex flex-col gap-4">
      <legend className="sr-only">{strings.legend}</legend>
      <div>
        <p className="mb-1 font-medium">{words.targets}</p>
        <ul className="flex flex-col gap-1">
          {shown.targets.map((target) => (
            <li key={target.id} className="flex gap-3">
              <span className="w-5 font-medium text-muted">{target.id}.</span>
              <span className="min-w-0 flex-1">
                <OptionText option={target} />
              </span>
            </li>
          ))}
        </ul>
      </div>
      <ul className="flex flex-col gap-2">
        {shown.prompts.map((prompt) => (
          <li
            key={prompt.id}
            className="grid items-center gap-x-4 gap-y-2 rounded-md border bg-surface px-4 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
          >
            <span className="flex gap-3" id={`${id}-${prompt.id}`}>
              <span className="font-medium text-muted">{prompt.id}.</span>
              <OptionText option={prompt} />
            </span>
            <Select
              aria-label={words.partner(prompt.id)}
              aria-describedby={`${id}-${prompt.id}`}
              options={shown.targets.map((target) => ({ value: target.id, label: plain(target) }))}
              placeholder={words.choose}
              value={pairs[prompt.id] ?? ''}
              aria-disabled={locked || undefined}
              onChange={(event) => choose(prompt.id, event.target.value)}
            />
          </li>
        ))}
      </ul>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
