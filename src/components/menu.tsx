'use client';

import Link from 'next/link';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type MenuItem =
  | { kind: 'link'; label: string; href: string; icon?: ReactNode }
  | { kind: 'action'; label: string; onSelect: () => void; icon?: ReactNode; tone?: 'danger'; disabled?: boolean }
  | { kind: 'heading'; label: string }
  | { kind: 'separator' };

export type MenuProps = {
  /** A Button or IconButton with a name. */
  trigger: ReactNode;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
};

export const MENU_PANEL_STYLE =
  'z-50 min-w-48 max-w-[calc(100vw-2rem)] rounded-md border bg-surface-raised p-1 shadow-float data-[state=open]:animate-appear';
export const MENU_ITEM_STYLE =
  'flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 py-2 outline-none select-none ' +
  'data-highlighted:bg-accent-soft data-disabled:cursor-not-allowed data-disabled:opacity-55';

/** Things to do or places to go, behind one button. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={4} collisionPadding={8} className={MENU_PANEL_STYLE}>
          {items.map((item, index) => (
            <Entry key={'label' in item ? item.label : `separator-${index}`} item={item} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entry({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case 'separator':
      return <Radix.Separator className="my-1 h-px bg-border" />;
    case 'heading':
      return <Radix.Label className="px-3 py-2 text-muted">{item.label}</Radix.Label>;
    case 'link':
      return (
        <Radix.Item asChild className={MENU_ITEM_STYLE}>
          <Link href={item.href}>
            {item.icon}
            {item.label}
          </Link>
        </Radix.Item>
      );
    case 'action':
      return (
        <Radix.Item
          disabled={item.disabled ?? false}
          onSelect={item.onSelect}
          className={classNames(MENU_ITEM_STYLE, item.tone === 'danger' && 'text-negative')}
        >
          {item.icon}
          {item.label}
        </Radix.Item>
      );
  }
}
