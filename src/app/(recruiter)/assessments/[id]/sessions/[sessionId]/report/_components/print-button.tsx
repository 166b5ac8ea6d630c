'use client';

import { Printer } from 'lucide-react';
import { Button } from '@/components/button';
import { strings } from '../../_strings';

export function PrintButton() {
  return (
    <Button icon={<Printer aria-hidden className="size-4" />} onClick={() => window.print()}>
      {strings.report.print}
    </Button>
  );
}
