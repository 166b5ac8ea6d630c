'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Select } from '@/components/select';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import { useIsAlive } from '@/components/use-is-alive';
import { WRITABLE_TYPES, type WritableTypeName } from '@/core/items/bank-task';
import { MOST_GENERATED } from '@/protocol/bank';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';

const words = strings.generate;
const LEVELS = Object.entries(strings.form.difficulties)
  .sort(([left], [right]) => Number(left) - Number(right))
  .map(([value, label]) => ({ value, label }));
const TYPES = WRITABLE_TYPES.map((type) => ({ value: type, label: strings.types[type] }));

/** What to write, from what, and how much it may cost. */
export function GenerateForm({ skills }: { skills: readonly { skillId: string; name: string }[] }) {
  const router = useRouter();
  const isAlive = useIsAlive();
  const [skillId, setSkillId] = useState('');
  const [type, setType] = useState<WritableTypeName>('singleChoice');
  const [level, setLevel] = useState('0');
  const [count, setCount] = useState(3);
  const [source, setSource] = useState('');
  const [tokenBudget, setTokenBudget] = useState(100_000);
  const generate = api.item.generate.useMutation({
    onSuccess: ({ taskId }) => {
      router.push(`/items/generate?task=${taskId}`);
      router.refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    generate.mutate({ type, skillId, difficulty: Number(level), count, source, tokenBudget });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-6">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.skill}>
          <Select
            placeholder={strings.form.chooseSkill}
            options={skills.map((skill) => ({ value: skill.skillId, label: skill.name }))}
            value={skillId}
            onChange={(event) => setSkillId(event.target.value)}
          />
        </Field>
        <Field label={words.type}>
          <Select options={TYPES} value={type} onChange={(event) => setType(event.target.value as WritableTypeName)} />
        </Field>
        <Field label={words.difficulty}>
          <Select options={LEVELS} value={level} onChange={(event) => setLevel(event.target.value)} />
        </Field>
        <Field label={words.count} hint={words.countHint}>
          <TextInput
            type="number"
            min={1}
            max={MOST_GENERATED}
            value={count}
            onChange={(event) => setCount(Math.min(MOST_GENERATED, Math.max(1, event.target.valueAsNumber || 1)))}
          />
        </Field>
        <Field label={words.budget} hint={words.budgetHint}>
          <TextInput
            type="number"
            min={2_000}
            max={2_000_000}
            step={1_000}
            defaultValue={tokenBudget}
            onChange={(event) => setTokenBudget(Math.round(event.target.valueAsNumber || 100_000))}
          />
        </Field>
      </div>
      <Field label={words.source} hint={words.sourceHint} optional>
        <TextArea rows={6} limit={20_000} value={source} onChange={(event) => setSource(event.target.value)} />
      </Field>
      {generate.error && (
        <Notice tone="negative" live="polite" title={words.refused}>
          {generate.error.message}
        </Notice>
      )}
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        busy={generate.isPending}
        busyLabel={words.starting}
        disabled={!isAlive || skillId === ''}
      >
        {words.start}
      </Button>
    </form>
  );
}
