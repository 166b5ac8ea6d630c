'use client';

import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { TextInput } from '@/components/text-input';
import type { GateSummary, ItemOrigin } from '@/core/items/gates/gate';
import type { ItemStatus } from '@/core/items/item-life';
import { strings } from '../_strings';

const words = strings.list;

export type Filters = {
  search: string;
  skillId: string;
  type: string;
  status: ItemStatus | '';
  origin: ItemOrigin | '';
  gates: GateSummary | '';
  order: keyof typeof words.orders;
};

export const NO_FILTERS: Filters = {
  search: '',
  skillId: '',
  type: '',
  status: '',
  origin: '',
  gates: '',
  order: 'newest',
};

const ANY = { value: '', label: words.any };
const choices = (labels: Record<string, string>) => [
  ANY,
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
];

export type ItemFiltersProps = {
  filters: Filters;
  onChange: (filters: Filters) => void;
  skills: readonly { skillId: string; name: string }[];
};

export function ItemFilters({ filters, onChange, skills }: ItemFiltersProps) {
  const set = (name: keyof Filters) => (event: { target: { value: string } }) =>
    onChange({ ...filters, [name]: event.target.value } as Filters);
  const selects = [
    {
      name: 'skillId',
      label: words.skill,
      options: [ANY, ...skills.map(({ skillId, name }) => ({ value: skillId, label: name }))],
    },
    { name: 'type', label: words.type, options: choices(strings.types) },
    { name: 'status', label: words.status, options: choices(strings.statuses) },
    { name: 'origin', label: words.origin, options: choices(strings.origins) },
    { name: 'gates', label: words.gates, options: choices(strings.gateSummaries) },
    { name: 'order', label: words.order, options: choices(words.orders).slice(1) },
  ] as const;
  return (
    <search className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Field label={words.search} hint={words.searchHint} optional className="sm:col-span-2">
        <TextInput type="search" value={filters.search} onChange={set('search')} maxLength={200} />
      </Field>
      {selects.map(({ name, label, options }) => (
        <Field key={name} label={label} className="justify-end">
          <Select options={options} value={filters[name]} onChange={set(name)} />
        </Field>
      ))}
    </search>
  );
}
