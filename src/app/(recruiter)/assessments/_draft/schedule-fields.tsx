'use client';

import { useState, useSyncExternalStore } from 'react';
import { Checkbox } from '@/components/checkbox';
import { Field } from '@/components/field';
import { TextInput } from '@/components/text-input';
import { strings } from './_strings';
import type { RulesFieldsProps } from './rules-fields';

const words = strings.rules;
const never = () => () => {};

/** Instants are typed in the reader's zone, which the server's HTML cannot know: the fields fill once the page is live. */
export function ScheduleFields({ form, errors, onChange }: RulesFieldsProps) {
  const [isOpen, setIsOpen] = useState(form.opensAt !== null || form.closesAt !== null);
  const zone = useSyncExternalStore(never, readZone, () => null);
  return (
    <div>
      <Checkbox
        label={words.schedule}
        hint={words.scheduleHint}
        checked={isOpen}
        onChange={(event) => {
          setIsOpen(event.target.checked);
          if (!event.target.checked) onChange({ opensAt: null, closesAt: null });
        }}
      />
      {isOpen && (
        <fieldset className="mt-3 sm:pl-8">
          <legend className="mb-3 text-muted">{zone === null ? words.zoneUnknown : words.zone(zone)}</legend>
          <div className="grid gap-6 sm:grid-cols-2">
            {(['opensAt', 'closesAt'] as const).map((name) => (
              <Field key={name} label={name === 'opensAt' ? words.opens : words.closes} optional error={errors[name]}>
                <InstantInput name={name} value={form[name]} onChange={(instant) => onChange({ [name]: instant })} />
              </Field>
            ))}
          </div>
        </fieldset>
      )}
    </div>
  );
}

type InstantInputProps = { name: string; value: string | null; onChange: (instant: string | null) => void };

/** One instant (ISO text) in the reader's zone. */
export function InstantInput({ name, value, onChange }: InstantInputProps) {
  const zone = useSyncExternalStore(never, readZone, () => null);
  return (
    <TextInput
      name={name}
      type="datetime-local"
      className="figures"
      value={zone === null ? '' : localText(value)}
      onChange={(event) => onChange(instantOf(event.target.value))}
    />
  );
}

/** "Europe/Berlin, GMT+1" */
function readZone(): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset' });
  const offset = format.formatToParts(new Date()).find((part) => part.type === 'timeZoneName')?.value;
  const name = format.resolvedOptions().timeZone;
  return offset && offset !== name ? `${name} (${offset})` : name;
}

/** What a `datetime-local` control shows for an instant, in the device's zone. */
function localText(instant: string | null): string {
  if (instant === null) return '';
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function instantOf(text: string): string | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
