import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { InterfaceProviders } from '@/components/interface-providers';
import { ApiProvider } from '@/trpc/react';
import './globals.css';
import { strings } from './strings';

export const metadata: Metadata = {
  title: { default: strings.name, template: `%s · ${strings.name}` },
  description: strings.description,
  applicationName: strings.name,
  formatDetection: { telephone: false },
};

/** The colours are `surface` of globals.css. */
export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f6' },
    { media: '(prefers-color-scheme: dark)', color: '#141517' },
  ],
};

/** The document. Header and main landmark come from each group's layout, through `PageShell`. */
export default function RootLayout({ children }: { children: ReactNode }) {
  // The theme's script sets data-theme before hydration, which React would otherwise report.
  return (
    <html lang="en-GB" suppressHydrationWarning>
      <body>
        <ApiProvider>
          <InterfaceProviders>{children}</InterfaceProviders>
        </ApiProvider>
      </body>
    </html>
  );
}
