'use client';

import { signOut } from 'next-auth/react';
import { Button } from '@/components/button';
import { strings } from '../../_strings';

/** Ends the login of somebody else and opens the invitation again. */
export function SignOutAgain({ to }: { to: string }) {
  return (
    <Button variant="primary" onClick={() => void signOut({ callbackUrl: to })}>
      {strings.other.change}
    </Button>
  );
}
