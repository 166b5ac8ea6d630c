'use client';

import { ArrowLeftRight, CircleUserRound, KeyRound, LogOut, Users } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { toast } from 'sonner';
import { IconButton } from '@/components/icon-button';
import { Menu, type MenuItem } from '@/components/menu';
import { api } from '@/trpc/react';
import { strings } from '../strings';

const words = strings.account;
const ICON = 'size-4 shrink-0';

export type AccountMenuProps = {
  name: string;
  email: string;
  /** The person's, the one they act for first. */
  organisations: readonly { id: string; name: string }[];
  mayManageMembers: boolean;
};

/** The signed-in person: whom they act for, their account, and the way out. */
export function AccountMenu({ name, email, organisations, mayManageMembers }: AccountMenuProps) {
  const actFor = api.account.actFor.useMutation({
    onSuccess: () => window.location.assign('/home'), // by a full load: everything on the page was the other's
    onError: () => toast.error(words.actForFailed),
  });
  const [acting, ...others] = organisations;
  const items: MenuItem[] = [
    { kind: 'heading', label: email },
    ...(acting ? [{ kind: 'heading' as const, label: words.actingFor(acting.name) }] : []),
    ...others.map((other) => ({
      kind: 'action' as const,
      label: words.actFor(other.name),
      onSelect: () => actFor.mutate({ organisationId: other.id }),
      icon: <ArrowLeftRight aria-hidden className={ICON} />,
    })),
    { kind: 'separator' },
    ...(mayManageMembers
      ? [
          {
            kind: 'link' as const,
            label: words.members,
            href: '/members',
            icon: <Users aria-hidden className={ICON} />,
          },
        ]
      : []),
    { kind: 'link', label: words.settings, href: '/account', icon: <KeyRound aria-hidden className={ICON} /> },
    {
      kind: 'action',
      label: words.signOut,
      onSelect: () => void signOut({ callbackUrl: '/sign-in?error=SignedOut' }),
      icon: <LogOut aria-hidden className={ICON} />,
    },
  ];
  return (
    <Menu
      trigger={
        <IconButton label={`${words.menu}: ${name}`} icon={<CircleUserRound aria-hidden className="size-5" />} />
      }
      items={items}
    />
  );
}
