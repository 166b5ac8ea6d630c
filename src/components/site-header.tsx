'use client';

import { MenuIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { IconButton } from './icon-button';
import { Menu } from './menu';
import { strings } from './strings';
import { ThemeSwitch } from './theme-switch';
import { Wordmark } from './wordmark';

export type SiteLink = { href: string; label: string };

export type SiteHeaderProps = {
  /** Where the name leads. */
  home?: string;
  links?: readonly SiteLink[];
  /** Right-hand side: a menu of the signed-in person, or a sign-in link. */
  userMenu?: ReactNode;
  /** That of the pages under it, so that their edges meet. */
  width?: 'page' | 'wide';
};

/** Name, places and person. On narrow screens the places move into a menu. */
export function SiteHeader({ home = '/', links = [], userMenu, width = 'page' }: SiteHeaderProps) {
  const path = usePathname();
  const isHere = (href: string) => path === href || path.startsWith(`${href}/`);
  return (
    <header className="border-b bg-surface-raised print:hidden">
      <div
        className={classNames(
          'mx-auto flex flex-wrap items-center gap-x-8 px-4 py-2 sm:px-8',
          width === 'wide' ? 'max-w-wide' : 'max-w-page',
        )}
      >
        <Wordmark href={home} />
        {links.length > 0 && (
          <nav aria-label={strings.navigation.main} className="hidden items-center gap-1 md:flex">
            {links.map((link) => (
              <Link
                key={link.href}
                href={link.href}
                aria-current={isHere(link.href) ? 'page' : undefined}
                className={classNames(
                  'inline-flex min-h-11 items-center rounded-md px-3 text-muted transition-colors hover:text-text',
                  'aria-[current=page]:font-medium aria-[current=page]:text-text aria-[current=page]:underline',
                  'aria-[current=page]:decoration-2 aria-[current=page]:decoration-accent aria-[current=page]:underline-offset-8',
                )}
              >
                {link.label}
              </Link>
            ))}
          </nav>
        )}
        <div className="ml-auto flex items-center gap-1">
          <ThemeSwitch />
          {userMenu}
          {links.length > 0 && (
            <div className="md:hidden">
              <Menu
                trigger={
                  <IconButton label={strings.navigation.open} icon={<MenuIcon aria-hidden className="size-5" />} />
                }
                items={links.map((link) => ({ kind: 'link', ...link }))}
              />
            </div>
          )}
        </div>
      </div>
    </header>
  );
}
