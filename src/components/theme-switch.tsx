'use client';

import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { DropdownMenu as Radix } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { IconButton } from './icon-button';
import { MENU_ITEM_STYLE, MENU_PANEL_STYLE } from './menu';
import { strings } from './strings';

const CHOICES = [
  { value: 'system', label: strings.theme.system, Icon: Monitor },
  { value: 'light', label: strings.theme.light, Icon: Sun },
  { value: 'dark', label: strings.theme.dark, Icon: Moon },
] as const;

const never = () => () => {};

/** The server cannot know the choice; until the page is live the neutral icon stands in. */
const useIsLive = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Light, dark, or as the system. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const chosen = useIsLive() ? theme : 'system';
  const { Icon } = CHOICES.find((choice) => choice.value === chosen) ?? CHOICES[0];
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>
        <IconButton label={strings.theme.label} icon={<Icon aria-hidden className="size-5" />} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="end" sideOffset={4} collisionPadding={8} className={MENU_PANEL_STYLE}>
          <Radix.RadioGroup value={chosen ?? 'system'} onValueChange={setTheme}>
            {CHOICES.map((choice) => (
              <Radix.RadioItem key={choice.value} value={choice.value} className={MENU_ITEM_STYLE}>
                <choice.Icon aria-hidden className="size-5 text-muted" />
                <span className="flex-1">{choice.label}</span>
                <Radix.ItemIndicator>
                  <Check aria-hidden className="size-4 text-accent" />
                </Radix.ItemIndicator>
              </Radix.RadioItem>
            ))}
          </Radix.RadioGroup>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
