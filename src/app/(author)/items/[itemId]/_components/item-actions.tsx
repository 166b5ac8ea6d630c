'use client';

import { Archive, ClipboardCheck, Pencil, Send } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { TextInput } from '@/components/text-input';
import type { ItemOutput } from '@/protocol/bank';
import { api } from '@/trpc/react';
import { itemAddress } from '../../_components/item-address';
import { strings } from '../../_strings';

const words = strings.item;

/** What can be done with the newest version in its state. */
export function ItemActions({ item: { id, shown } }: { item: ItemOutput }) {
  const router = useRouter();
  const [retiring, setRetiring] = useState(false);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const handIn = api.item.handIn.useMutation();
  const check = api.item.runGates.useMutation();
  const retire = api.item.retire.useMutation();
  const cursor = { id, version: shown.version };
  const after = (done: string | null) => ({
    onSuccess: () => {
      if (done) toast.success(done);
      setRetiring(false);
      router.refresh();
    },
    onError: (error: { message: string }) => {
      setRefused(error.message);
      toast.error(`${words.refused} ${error.message}`);
    },
  });
  return (
    <>
      {shown.status !== 'retired' && (
        <Button variant="quiet" icon={<Archive aria-hidden className="size-4" />} onClick={() => setRetiring(true)}>
          {words.actions.retire}
        </Button>
      )}
      <Button
        icon={<ClipboardCheck aria-hidden className="size-4" />}
        busy={check.isPending}
        onClick={() => check.mutate({ target: cursor }, after(words.actions.checking))}
      >
        {words.actions.check}
      </Button>
      {shown.content && (
        <LinkButton href={itemAddress(id, '/edit')} icon={<Pencil aria-hidden className="size-4" />}>
          {words.actions.edit}
        </LinkButton>
      )}
      {shown.status === 'draft' && (
        <Button
          variant="primary"
          icon={<Send aria-hidden className="size-4" />}
          busy={handIn.isPending}
          onClick={() => handIn.mutate(cursor, after(words.actions.handedIn))}
        >
          {words.actions.handIn}
        </Button>
      )}
      {shown.status === 'review' && (
        <LinkButton href={`/items/review?item=${encodeURIComponent(id)}`} variant="primary">
          {words.actions.review}
        </LinkButton>
      )}
      <AlertDialog
        open={retiring}
        onOpenChange={(open) => !open && !retire.isPending && setRetiring(false)}
        title={words.retire.title}
        description={words.retire.text}
        confirmLabel={words.retire.confirm}
        busyLabel={words.retire.busy}
        busy={retire.isPending}
        tone="danger"
        onConfirm={() => retire.mutate({ ...cursor, reason }, after(null))}
      >
        <Field label={words.retire.reason}>
          <TextInput value={reason} onChange={(event) => setReason(event.target.value)} maxLength={1_000} />
        </Field>
        {refused && (
          <Notice tone="negative" live="polite">
            {refused}
          </Notice>
        )}
      </AlertDialog>
    </>
  );
}
