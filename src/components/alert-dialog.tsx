'use client';

import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { OVERLAY_STYLE, PANEL_STYLE } from './dialog-style';
import { strings } from './strings';

export type AlertDialogProps = {
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  /** What will happen, and whether it can be taken back. */
  description: ReactNode;
  children?: ReactNode;
  /** Says what happens, as in "End for everyone". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'primary' | 'danger';
  busy?: boolean;
  busyLabel?: string;
  /** With `open` controlled the dialog stays until the page closes it, so that `busy` can be seen; otherwise it closes. */
  onConfirm: () => void;
};

/** Asks before something that cannot be taken back. Starts on Cancel; a click beside it does not close it. */
export function AlertDialog({ trigger, open, onOpenChange, title, description, children, ...rest }: AlertDialogProps) {
  const { confirmLabel, cancelLabel = strings.cancel, tone = 'primary', busy = false, busyLabel, onConfirm } = rest;
  const controlled = open !== undefined;
  const confirm = (
    <Button variant={tone} busy={busy} {...(busyLabel ? { busyLabel } : {})} onClick={onConfirm}>
      {confirmLabel}
    </Button>
  );
  return (
    <Radix.Root {...(controlled ? { open } : {})} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY_STYLE} />
        <Radix.Content className={classNames(PANEL_STYLE, 'max-w-lg')}>
          <div>
            <Radix.Title className="font-semibold text-xl">{title}</Radix.Title>
            <Radix.Description className="mt-2 text-muted">{description}</Radix.Description>
          </div>
          {children}
          <div className="flex flex-wrap justify-end gap-3">
            <Radix.Cancel asChild>
              <Button disabled={busy}>{cancelLabel}</Button>
            </Radix.Cancel>
            {controlled ? confirm : <Radix.Action asChild>{confirm}</Radix.Action>}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
