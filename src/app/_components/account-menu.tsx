'use client';

import { CircleUserRound, KeyRound, LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { strings } from '../strings';

/** The signed-in person: their account and the way out. */
export function AccountMenu({ name, email }: { name: string; email: string }) {
  return (
    <Menu
      trigger={
        <IconButton
          label={`${strings.account.menu}: ${name}`}
          icon={<CircleUserRound aria-hidden className="size-5" />}
        />
      }
      items={[
        { kind: 'heading', label: email },
        {
          kind: 'link',
          label: strings.account.settings,
          href: '/account',
          icon: <KeyRound aria-hidden className="size-4" />,
        },
        {
          kind: 'action',
          label: strings.account.signOut,
          onSelect: () => void signOut({ callbackUrl: '/sign-in?error=SignedOut' }),
          icon: <LogOut aria-hidden className="size-4" />,
        },
      ]}
    />
  );
}
