'use client';

import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { Toaster } from './toaster';

/**
 * Theme and toasts for the whole document. `data-theme` is set before the first paint; `color-scheme` follows from it
 * in globals.css (an inline style would keep paper dark when printing).
 */
export function InterfaceProviders({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      enableColorScheme={false}
      disableTransitionOnChange
      storageKey="assay-theme"
    >
      {children}
      <Toaster />
    </ThemeProvider>
  );
}
