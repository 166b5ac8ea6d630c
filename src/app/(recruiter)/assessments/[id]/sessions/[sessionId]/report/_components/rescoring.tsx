'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { TextInput } from '@/components/text-input';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

const words = strings.rescoring;

/** Scores the session again without items that are in quarantine by now, for a reason that is kept. */
export function Rescoring({ sessionId, items }: { sessionId: string; items: readonly string[] }) {
  const router = useRouter();
  const [reason, setReason] = useState('');
  const rescore = api.report.rescore.useMutation({
    onSuccess: () => {
      toast.success(words.done);
      router.refresh();
    },
  });
  return (
    <Notice tone="caution" title={words.title} className="print:hidden">
      <p>{words.text(items.length)}</p>
      <form
        className="mt-3 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          rescore.mutate({ sessionId, excluded: [...items], reason });
        }}
      >
        <Field
          label={words.reason}
          hint={words.reasonHint}
          error={rescore.error?.message.replace(/^[\w.]+: /, '')}
          className="min-w-0 flex-1 basis-64"
        >
          <TextInput name="reason" value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Button type="submit" busy={rescore.isPending} busyLabel={words.busy} disabled={reason.trim() === ''}>
          {words.action}
        </Button>
      </form>
    </Notice>
  );
}
