'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';
import { strings } from './strings';
import { ToneShape } from './tone';

/**
 * Short confirmations, announced politely. Call `toast.success('...')` and the like from `sonner`.
 * Errors that need an action belong on the page (`ErrorPanel`, `Notice`), not here: a toast goes away.
 */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      duration={6000}
      closeButton
      icons={{
        success: <ToneShape tone="positive" />,
        info: <ToneShape tone="accent" />,
        warning: <ToneShape tone="caution" />,
        error: <ToneShape tone="negative" />,
      }}
      toastOptions={{
        closeButtonAriaLabel: strings.close,
        style: {
          background: 'var(--color-surface-raised)',
          border: '1px solid var(--color-border-strong)',
          borderRadius: 'var(--radius-md)',
          color: 'var(--color-text)',
          fontFamily: 'inherit',
          fontSize: '1rem',
        },
      }}
    />
  );
}
