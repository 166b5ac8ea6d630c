'use client';

import { type Column, DataTable } from '@/components/data-table';
import { Instant } from '@/components/instant';
import type { MemberEntry } from '@/protocol/member';
import { ROLE_WORDS } from '../../_role-words';
import { strings } from '../_strings';
import { ChangeRole } from './change-role';
import { EmailText } from './email-text';
import { RemoveMember } from './remove-member';

const words = strings.members;

export type MemberTableProps = {
  organisation: string;
  userId: string;
  members: readonly MemberEntry[];
  onChange: () => void;
};

export function MemberTable({ organisation, userId, members, onChange }: MemberTableProps) {
  const owners = members.filter(({ role }) => role === 'owner').length;
  const columns: Column<MemberEntry>[] = [
    {
      id: 'name',
      header: words.columns.name,
      cell: (member) => (
        <span className="wrap-anywhere">
          {member.name}
          {member.userId === userId && <span className="font-normal text-muted"> ({words.you})</span>}
        </span>
      ),
    },
    { id: 'email', header: words.columns.email, cell: ({ email }) => <EmailText email={email} /> },
    { id: 'role', header: words.columns.role, cell: ({ role }) => ROLE_WORDS[role].name },
    { id: 'since', header: words.columns.since, cell: ({ since }) => <Instant value={new Date(since)} format="day" /> },
    {
      id: 'action',
      header: words.columns.action,
      cell: (member) =>
        member.role === 'owner' && owners === 1 ? (
          <span className="text-muted">{words.lastOwner}</span>
        ) : (
          <span className="flex flex-wrap gap-2 max-md:justify-end">
            <ChangeRole member={member} isOwn={member.userId === userId} onChange={onChange} />
            {member.userId !== userId && <RemoveMember {...{ organisation, member, onChange }} />}
          </span>
        ),
    },
  ];
  return (
    <DataTable
      caption={words.caption}
      hideCaption
      columns={columns}
      rows={members}
      rowKey={(member) => member.userId}
    />
  );
}
