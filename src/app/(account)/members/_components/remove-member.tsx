'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import type { MemberEntry } from '@/protocol/member';
import { api } from '@/trpc/react';
import { refusalWords } from '../../_components/refusal-words';
import { strings } from '../_strings';

const words = strings.members;

export type RemoveMemberProps = { organisation: string; member: MemberEntry; onChange: () => void };

/** Asks first, then takes the person out of the organisation. */
export function RemoveMember({ organisation, member, onChange }: RemoveMemberProps) {
  const [isOpen, setOpen] = useState(false);
  const remove = api.member.remove.useMutation({
    onSuccess: () => toast.success(words.removed(member.name)),
    onError: (error) => toast.error(refusalWords(error)),
    onSettled: () => {
      setOpen(false);
      onChange();
    },
  });
  return (
    <AlertDialog
      trigger={
        <Button size="small" aria-label={words.removeNamed(member.name)}>
          {words.remove}
        </Button>
      }
      open={isOpen}
      onOpenChange={setOpen}
      title={words.removeTitle(member.name, organisation)}
      description={words.removeText}
      confirmLabel={words.removeNamed(member.name)}
      cancelLabel={words.keep}
      tone="danger"
      busy={remove.isPending}
      busyLabel={words.removing}
      onConfirm={() => remove.mutate({ userId: member.userId })}
    />
  );
}
