'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { OVERLAY_STYLE, PANEL_STYLE } from './dialog-style';

export type DialogProps = {
  /** A Button with a name. */
  trigger: ReactNode;
  title: string;
  description: ReactNode;
  closeLabel: string;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
};

/** Something to do before going on with the page: the focus stays inside, Escape and its button close it. */
export function Dialog({ trigger, title, description, closeLabel, onOpenChange, children }: DialogProps) {
  return (
    <Radix.Root {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY_STYLE} />
        <Radix.Content className={classNames(PANEL_STYLE, 'max-w-xl')}>
          <div>
            <Radix.Title className="font-semibold text-xl">{title}</Radix.Title>
            <Radix.Description className="mt-2 text-muted">{description}</Radix.Description>
          </div>
          {children}
          <div className="flex justify-end">
            <Radix.Close asChild>
              <Button>{closeLabel}</Button>
            </Radix.Close>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
