'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { MemberEntry } from '@/protocol/member';
import { api } from '@/trpc/react';
import { refusalWords } from '../../_components/refusal-words';
import { ROLE_WORDS } from '../../_role-words';
import { strings } from '../_strings';
import { RoleField } from './role-field';

const words = strings.members;

/** Asks for the new role; one's own leads away from this page. */
export function ChangeRole({ member, isOwn, onChange }: { member: MemberEntry; isOwn: boolean; onChange: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const [role, setRole] = useState(member.role);
  const change = api.member.changeRole.useMutation({
    onSuccess: () => {
      if (isOwn) return window.location.assign('/home');
      setOpen(false);
      toast.success(words.changed(member.name, ROLE_WORDS[role].name.toLowerCase()));
      onChange();
    },
  });
  const show = (open: boolean) => {
    setOpen(open);
    setRole(member.role);
    change.reset();
  };
  const confirm = () => (role === member.role ? show(false) : change.mutate({ userId: member.userId, role }));
  return (
    <AlertDialog
      trigger={
        <Button size="small" aria-label={words.changeRoleOf(member.name)}>
          {words.changeRole}
        </Button>
      }
      open={isOpen}
      onOpenChange={show}
      title={words.changeRoleOf(member.name)}
      description={isOwn ? words.changeOwn : words.changeText(member.name)}
      confirmLabel={words.changeRole}
      cancelLabel={words.keep}
      busy={change.isPending}
      busyLabel={words.changing}
      onConfirm={confirm}
    >
      <RoleField label={words.newRole} value={role} onChange={setRole} />
      <div role="alert" className="empty:hidden">
        {change.error && <Notice tone="negative">{refusalWords(change.error)}</Notice>}
      </div>
    </AlertDialog>
  );
}
