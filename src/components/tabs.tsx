'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type Tab = { id: string; label: string; count?: number; content: ReactNode };

export type TabsProps = {
  /** Names the set of tabs for screen readers. */
  label: string;
  tabs: readonly [Tab, ...Tab[]];
  value?: string;
  onValueChange?: (id: string) => void;
  className?: string;
};

/** One of several views of the same thing. The list scrolls inside its own frame on narrow screens. */
export function Tabs({ label, tabs, value, onValueChange, className }: TabsProps) {
  return (
    <Radix.Root
      defaultValue={tabs[0].id}
      {...(value === undefined ? {} : { value })}
      {...(onValueChange ? { onValueChange } : {})}
      className={className}
    >
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className={classNames(
              'min-h-11 shrink-0 border-transparent border-b-2 px-4 py-2 text-muted transition-colors hover:text-text',
              '-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium',
              'data-[state=active]:text-text',
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="figures ml-2 text-muted">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="pt-6">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
