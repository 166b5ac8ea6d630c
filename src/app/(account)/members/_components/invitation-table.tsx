'use client';

import { toast } from 'sonner';
import { Button } from '@/components/button';
import { type Column, DataTable } from '@/components/data-table';
import { Instant } from '@/components/instant';
import { Status } from '@/components/status';
import type { MemberInvitationEntry } from '@/protocol/member';
import { api } from '@/trpc/react';
import { refusalWords } from '../../_components/refusal-words';
import { ROLE_WORDS } from '../../_role-words';
import { strings } from '../_strings';
import { EmailText } from './email-text';

const words = strings.invitations;

export type InvitationTableProps = {
  invitations: readonly MemberInvitationEntry[];
  /** The address a new link is being made for. */
  renewing: string | null;
  onRenew: (invitation: MemberInvitationEntry) => void;
  onWithdrawn: (id: string) => void;
};

export function InvitationTable({ invitations, renewing, onRenew, onWithdrawn }: InvitationTableProps) {
  const withdraw = api.member.withdrawInvitation.useMutation({
    onSuccess: () => toast.success(words.withdrawn),
    onError: (error) => toast.error(refusalWords(error)),
    onSettled: (_data, _error, { id }) => onWithdrawn(id),
  });
  const columns: Column<MemberInvitationEntry>[] = [
    { id: 'name', header: words.columns.name, cell: ({ name }) => <span className="wrap-anywhere">{name}</span> },
    { id: 'email', header: words.columns.email, cell: ({ email }) => <EmailText email={email} /> },
    { id: 'role', header: words.columns.role, cell: ({ role }) => ROLE_WORDS[role].name },
    { id: 'state', header: words.columns.state, cell: (invitation) => <State {...invitation} /> },
    {
      id: 'by',
      header: words.columns.by,
      cell: ({ invitedBy }) => <span className="wrap-anywhere">{invitedBy}</span>,
    },
    {
      id: 'action',
      header: words.columns.action,
      cell: (invitation) => (
        <span className="flex flex-wrap gap-2 max-md:justify-end">
          <Button
            size="small"
            aria-label={words.newLinkFor(invitation.name)}
            busy={renewing === invitation.email}
            busyLabel={strings.invite.submitting}
            onClick={() => onRenew(invitation)}
          >
            {words.newLink}
          </Button>
          <Button
            size="small"
            aria-label={words.withdrawFor(invitation.name)}
            busy={withdraw.isPending && withdraw.variables.id === invitation.id}
            busyLabel={words.withdrawing}
            onClick={() => withdraw.mutate({ id: invitation.id })}
          >
            {words.withdraw}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={words.caption}
      hideCaption
      columns={columns}
      rows={invitations}
      rowKey={(invitation) => invitation.id}
    />
  );
}

function State({ hasExpired, expiresAt }: MemberInvitationEntry) {
  if (hasExpired) return <Status tone="caution" label={words.expired} />;
  return (
    <span className="flex flex-col max-md:items-end">
      <Status tone="neutral" label={words.waiting} />
      <span className="text-muted">
        {words.until} <Instant value={new Date(expiresAt)} format="day" />
      </span>
    </span>
  );
}
