'use client';

import { ArrowDown, ArrowUp, ImagePlus, Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { IconButton } from '@/components/icon-button';
import { TextArea } from '@/components/text-area';
import type { ItemOption, MediaRef } from '@/core/items/item';
import { strings } from '../_strings';
import { freshId } from './draft';
import { MediaFields } from './media-fields';

const words = strings.form;

export type OptionFieldsProps = {
  legend: string;
  hint?: string;
  options: readonly ItemOption[];
  onChange: (options: ItemOption[]) => void;
  label?: (number: number) => string;
  addLabel?: string;
  least?: number;
  /** Before the text of an option: the mark of the key. */
  mark?: (option: ItemOption, number: number) => ReactNode;
  /** Beside it: what belongs to this option. */
  aside?: (option: ItemOption, number: number) => ReactNode;
  ordered?: boolean;
};

/** A list of options to write, give an image or a sound, add to, take from and, where the order counts, move in. */
export function OptionFields({
  legend,
  hint,
  options,
  onChange,
  least = 2,
  ordered = false,
  ...rest
}: OptionFieldsProps) {
  const { label = words.option, addLabel = words.addOption, mark, aside } = rest;
  const [opened, setOpened] = useState<readonly string[]>([]);
  const withMedia = (option: ItemOption, [media]: readonly MediaRef[]): ItemOption => {
    const { id, text } = option;
    return media ? { id, text, media } : { id, text };
  };
  const move = (from: number, to: number) => {
    const next = [...options];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="font-medium">{legend}</legend>
      {hint && <p className="text-muted">{hint}</p>}
      {options.map((option, place) => (
        <div key={option.id} className="flex flex-wrap items-start gap-x-3 gap-y-2">
          {mark && <div className="pt-2">{mark(option, place + 1)}</div>}
          <Field label={label(place + 1)} hideLabel className="min-w-40 flex-1">
            <TextArea
              rows={1}
              value={option.text}
              onChange={(event) =>
                onChange(options.map((each) => (each.id === option.id ? { ...each, text: event.target.value } : each)))
              }
              maxLength={4_000}
            />
          </Field>
          {aside?.(option, place + 1)}
          {!option.media && (
            <IconButton
              label={words.optionMedia(label(place + 1))}
              icon={<ImagePlus aria-hidden />}
              aria-expanded={opened.includes(option.id)}
              onClick={() =>
                setOpened(opened.includes(option.id) ? opened.filter((id) => id !== option.id) : [...opened, option.id])
              }
            />
          )}
          {ordered && (
            <>
              <IconButton
                label={words.up(place + 1)}
                icon={<ArrowUp aria-hidden />}
                disabled={place === 0}
                onClick={() => move(place, place - 1)}
              />
              <IconButton
                label={words.down(place + 1)}
                icon={<ArrowDown aria-hidden />}
                disabled={place === options.length - 1}
                onClick={() => move(place, place + 1)}
              />
            </>
          )}
          {options.length > least && (
            <IconButton
              label={words.remove(place + 1)}
              icon={<X aria-hidden />}
              onClick={() => onChange(options.filter(({ id }) => id !== option.id))}
            />
          )}
          {(option.media || opened.includes(option.id)) && (
            <div className="w-full border-s-2 ps-4">
              <MediaFields
                legend={words.optionMedia(label(place + 1))}
                addLabel={words.addOptionMedia(label(place + 1))}
                most={1}
                media={option.media ? [option.media] : []}
                onChange={(media) =>
                  onChange(options.map((each) => (each.id === option.id ? withMedia(each, media) : each)))
                }
              />
            </div>
          )}
        </div>
      ))}
      {options.length < 10 && (
        <Button
          variant="quiet"
          size="small"
          className="self-start"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => onChange([...options, { id: freshId(options), text: '' }])}
        >
          {addLabel}
        </Button>
      )}
    </fieldset>
  );
}
