import { Check } from 'lucide-react';
import { useId } from 'react';
import { OptionText } from '@/app/_components/item-stem';
import { classNames } from '@/components/class-names';
import { FieldError } from '@/components/field';
import { strings } from './_strings';
import type { InputProps } from './item-input';

/** Any of the options: native checkboxes, the whole line their target. */
export function MultipleInput({ shown, value, onChange, locked, error }: InputProps<'multipleResponse'>) {
  const id = useId();
  const chosen = value?.optionIds ?? [];
  const toggle = (optionId: string) => {
    if (locked) return;
    const optionIds = chosen.includes(optionId) ? chosen.filter((other) => other !== optionId) : [...chosen, optionId];
    onChange({ type: 'multipleResponse', optionIds });
  };
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-medium">{strings.several}</legend>
      <div className="mt-2 flex flex-col gap-2">
        {shown.options.map((option) => {
          const isChosen = chosen.includes(option.id);
          return (
            <label
              key={option.id}
              className={classNames(
                'flex min-h-11 items-start gap-3 rounded-md border px-4 py-3 transition-colors',
                'has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
                isChosen ? 'border-accent bg-accent-soft ring-1 ring-accent' : 'border-border-strong bg-surface-raised',
                !isChosen && !locked && 'hover:border-accent',
              )}
            >
              <span className="relative mt-0.5 flex size-5 shrink-0">
                <input
                  type="checkbox"
                  value={option.id}
                  checked={isChosen}
                  aria-disabled={locked || undefined}
                  onChange={() => toggle(option.id)}
                  className="peer size-5 appearance-none rounded-sm border border-border-strong bg-surface-raised outline-none checked:border-accent checked:bg-accent"
                />
                <Check
                  aria-hidden
                  strokeWidth={3}
                  className="pointer-events-none absolute inset-0.5 size-4 text-on-accent opacity-0 peer-checked:opacity-100"
                />
              </span>
              <span className="w-5 font-medium text-muted">{option.id}.</span>
              <span className="min-w-0 flex-1">
                <OptionText option={option} />
              </span>
            </label>
          );
        })}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
