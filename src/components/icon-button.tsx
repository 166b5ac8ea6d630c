import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

export type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  /** The accessible name; also shown by the browser on hover. */
  label: string;
  icon: ReactNode;
};

/** A button that is only an icon to the eye. */
export function IconButton({ label, icon, type = 'button', className, ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      className={classNames(
        'inline-flex size-11 shrink-0 print:hidden items-center justify-center rounded-md text-muted transition-colors',
        'hover:bg-surface-sunken hover:text-text data-[state=open]:bg-surface-sunken data-[state=open]:text-text',
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  );
}
