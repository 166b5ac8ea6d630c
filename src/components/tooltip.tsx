'use client';

import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export type TooltipProps = {
  /** A short name or reason. Nothing that is needed to use the page: touch screens never show it. */
  content: string;
  /** One focusable element. */
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
};

export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-xs rounded-md bg-text px-3 py-2 text-surface shadow-float"
        >
          {content}
          <Radix.Arrow className="fill-text" />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
