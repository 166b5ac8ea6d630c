'use client';

import { useState } from 'react';
import { InvitationLink } from '@/app/_components/invitation-link';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Notice } from '@/components/notice';
import type { MemberEntry, MemberInvitationEntry } from '@/protocol/member';
import { api } from '@/trpc/react';
import { refusalWords } from '../../_components/refusal-words';
import type { Role } from '../../_role-words';
import { strings } from '../_strings';
import { InvitationTable } from './invitation-table';
import { InviteMemberForm } from './invite-member-form';
import { MemberTable } from './member-table';

export type MembersProps = {
  organisation: string;
  /** Whose page it is. */
  userId: string;
  initial: { members: MemberEntry[]; invitations: MemberInvitationEntry[] };
};
type Invited = { name: string; email: string; role: Role };

/** Inviting, the link of the last invitation, and who is there already or on the way. */
export function Members({ organisation, userId, initial }: MembersProps) {
  const members = api.member.list.useQuery(undefined, { initialData: initial.members });
  const invitations = api.member.listInvitations.useQuery(undefined, { initialData: initial.invitations });
  const [link, setLink] = useState<{ name: string; email: string; url: string } | null>(null);
  const invite = api.member.invite.useMutation();
  const inviteNow = ({ name, email, role }: Invited, onDone?: () => void) => {
    setLink(null);
    invite.mutate(
      { name, email, role },
      {
        onSuccess: ({ token }) => {
          setLink({ name, email: email.toLowerCase(), url: `${window.location.origin}/join/${token}` });
          onDone?.();
          void invitations.refetch();
        },
      },
    );
  };
  const reload = () => void Promise.all([members.refetch(), invitations.refetch()]);
  return (
    <div className="flex flex-col gap-6">
      {members.data.length === 1 && invitations.data.length === 0 && <p>{strings.alone}</p>}
      <Card title={strings.invite.title} description={strings.invite.text}>
        <InviteMemberForm isBusy={invite.isPending} onInvite={inviteNow} />
        <div role="alert" className="empty:hidden">
          {invite.error && (
            <Notice tone="negative" title={strings.invite.refused} className="mt-4">
              {refusalWords(invite.error)}
            </Notice>
          )}
        </div>
      </Card>
      {link && (
        <InvitationLink key={link.url} name={link.name} url={link.url} onDismiss={() => setLink(null)}>
          {strings.invite.once}
        </InvitationLink>
      )}
      {(members.isRefetchError || invitations.isRefetchError) && (
        <Notice tone="negative" live="polite" action={<Button onClick={reload}>{strings.retry}</Button>}>
          {strings.failedToLoad}
        </Notice>
      )}
      <Card title={strings.members.caption} padding="flush">
        <MemberTable {...{ organisation, userId }} members={members.data} onChange={reload} />
      </Card>
      <Card title={strings.invitations.caption} padding={invitations.data.length === 0 ? 'normal' : 'flush'}>
        {invitations.data.length === 0 ? (
          <p className="text-muted">{strings.invitations.none}</p>
        ) : (
          <InvitationTable
            invitations={invitations.data}
            renewing={invite.isPending ? invite.variables.email : null}
            onRenew={inviteNow}
            onWithdrawn={(id) => {
              const withdrawn = invitations.data.find((invitation) => invitation.id === id);
              if (link?.email === withdrawn?.email) setLink(null);
              reload();
            }}
          />
        )}
      </Card>
    </div>
  );
}
