'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { TextInput } from '@/components/text-input';
import type { BankHealthOutput } from '@/protocol/bank-health';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

const words = strings.overrule;
type Item = BankHealthOutput['items'][number];
type Choice = keyof typeof words.choices;

/** A person's word about where an item stands, with its reason. */
export function OverruleForm({ item, onClose }: { item: Item; onClose: () => void }) {
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const choices = (Object.keys(words.choices) as Choice[]).filter((choice) => choice !== item.status);
  const [to, setTo] = useState<Choice>(choices[0]!);
  const [reason, setReason] = useState('');
  useEffect(() => heading.current?.focus(), []);
  const overrule = api.bank.overrule.useMutation({
    onSuccess: () => {
      toast.success(words.done);
      onClose();
      router.refresh();
    },
  });
  return (
    <form
      className="mx-4 mb-4 rounded-md border bg-surface-sunken p-4 sm:mx-6"
      onSubmit={(event) => {
        event.preventDefault();
        overrule.mutate({ itemId: item.itemId, itemVersion: item.itemVersion, to, reason });
      }}
    >
      <h3 ref={heading} tabIndex={-1} className="break-all font-medium">
        {words.title(item.itemId)}
      </h3>
      <p className="mt-1 max-w-measure text-muted">{words.text}</p>
      <div className="mt-4 flex flex-wrap items-end gap-3">
        <Field label={words.to}>
          <Select
            value={to}
            onChange={(event) => setTo(event.target.value as Choice)}
            options={choices.map((choice) => ({ value: choice, label: words.choices[choice] }))}
          />
        </Field>
        <Field
          label={words.reason}
          error={overrule.error?.message.replace(/^[\w.]+: /, '')}
          className="min-w-0 flex-1 basis-64"
        >
          <TextInput
            name="reason"
            value={reason}
            maxLength={1000}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Button type="submit" busy={overrule.isPending} busyLabel={words.busy} disabled={reason.trim() === ''}>
          {words.save}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
