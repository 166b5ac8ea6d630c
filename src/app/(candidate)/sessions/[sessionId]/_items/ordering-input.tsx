import { ArrowDown, ArrowUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { OptionText } from '@/app/_components/item-stem';
import { FieldError } from '@/components/field';
import { IconButton } from '@/components/icon-button';
import { strings } from './_strings';
import type { InputProps } from './item-input';

const words = strings.ordering;

/**
 * Lines put in order with two buttons each: works with a thumb, a keyboard and a screen reader alike. The focus goes with
 * the line that moves, and where it came to is announced.
 */
export function OrderingInput({ shown: { options }, value, onChange, locked, error }: InputProps<'ordering'>) {
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const [announced, setAnnounced] = useState('');
  const order = value?.optionIds ?? options.map((option) => option.id);

  const move = (place: number, by: -1 | 1) => {
    const target = place + by;
    if (locked || target < 0 || target >= order.length) return;
    const next = [...order];
    [next[place], next[target]] = [next[target]!, next[place]!];
    onChange({ type: 'ordering', optionIds: next });
    const moved = options.find((option) => option.id === order[place]);
    setAnnounced(words.moved(moved?.text || (moved?.media?.alternativeText ?? ''), target + 1, order.length));
    // At an end its button is gone: the other one takes the focus.
    requestAnimationFrame(() => {
      const buttons = list.current?.children[target]?.querySelectorAll<HTMLButtonElement>('button') ?? [];
      const wanted = buttons[by === -1 ? 0 : 1];
      (wanted?.disabled ? buttons[by === -1 ? 1 : 0] : wanted)?.focus();
    });
  };

  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="sr-only">{strings.legend}</legend>
      <ol ref={list} aria-label={words.list} className="flex flex-col gap-2">
        {order.map((optionId, place) => (
          <li
            key={optionId}
            className="flex min-h-11 items-center gap-2 rounded-md border border-border-strong bg-surface-raised py-1 pr-1 pl-4"
          >
            <span aria-hidden className="figures w-6 shrink-0 font-medium text-muted">
              {place + 1}.
            </span>
            <span className="min-w-0 flex-1 py-2">
              <OptionText option={options.find((option) => option.id === optionId)!} />
            </span>
            <IconButton
              label={words.up(place + 1)}
              icon={<ArrowUp aria-hidden className="size-5" />}
              disabled={place === 0}
              aria-disabled={locked || undefined}
              className="disabled:opacity-30"
              onClick={() => move(place, -1)}
            />
            <IconButton
              label={words.down(place + 1)}
              icon={<ArrowDown aria-hidden className="size-5" />}
              disabled={place === order.length - 1}
              aria-disabled={locked || undefined}
              className="disabled:opacity-30"
              onClick={() => move(place, 1)}
            />
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {announced}
      </p>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
