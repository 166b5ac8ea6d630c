import type { Metadata } from 'next';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { Members } from './_components/members';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

/** The people of the organisation an owner acts for. */
export default async function MembersPage() {
  const { userId, memberships } = await requireLogin('/members');
  const api = await serverApi();
  const [members, invitations] = await loadOr404(
    '/members',
    Promise.all([api.member.list(), api.member.listInvitations()]),
  );
  const organisation = memberships[0]!.organisationName;
  return (
    <PageFrame>
      <PageHeader title={strings.title} description={strings.description(organisation)} />
      <Members {...{ organisation, userId }} initial={{ members, invitations }} />
    </PageFrame>
  );
}
