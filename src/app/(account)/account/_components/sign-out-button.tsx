'use client';

import { LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { Button } from '@/components/button';
import { strings } from '../_strings';

export function SignOutButton() {
  return (
    <Button
      icon={<LogOut aria-hidden className="size-4" />}
      onClick={() => void signOut({ callbackUrl: '/sign-in?error=SignedOut' })}
    >
      {strings.signOut.submit}
    </Button>
  );
}
