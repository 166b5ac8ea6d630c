'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';
import { copyText } from './copy-text';
import { strings } from './strings';

export type CopyButtonProps = {
  /** What is copied; a function is asked at the press. */
  text: string | (() => string);
  label?: string;
  doneLabel?: string;
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
};

const SHOWN_MS = 3000;

/** Copies, and says whether it did. */
export function CopyButton({
  text,
  label = strings.copy.label,
  doneLabel = strings.copy.done,
  variant = 'secondary',
  size = 'small',
}: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'none' | 'done' | 'failed'>('none');
  useEffect(() => {
    if (outcome !== 'done') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await copyText(typeof text === 'string' ? text : text())) ? 'done' : 'failed');
  const Icon = outcome === 'done' ? Check : Copy;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button variant={variant} size={size} icon={<Icon aria-hidden className="size-4" />} onClick={copy}>
        {outcome === 'done' ? doneLabel : label}
      </Button>
      <span role="status" className={outcome === 'failed' ? 'text-negative' : 'sr-only'}>
        {outcome === 'done' ? doneLabel : outcome === 'failed' ? strings.copy.failed : ''}
      </span>
    </span>
  );
}
