import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'medium' | 'small';

const VARIANT = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong shadow-card',
  secondary: 'border-border-strong bg-surface-raised text-text hover:bg-surface-sunken',
  quiet: 'border-transparent text-accent hover:bg-accent-soft',
  danger: 'border-transparent bg-negative text-on-negative hover:bg-negative-strong shadow-card',
} as const satisfies Record<ButtonVariant, string>;

const SIZE = {
  medium: 'min-h-11 px-5 py-2',
  small: 'min-h-9 px-3 py-1 pointer-coarse:min-h-11',
} as const satisfies Record<ButtonSize, string>;

/** The one look of everything that is pressed, links that look like buttons included. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return classNames(
    'inline-flex items-center justify-center gap-2 rounded-md border text-center font-medium',
    'transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress print:hidden',
    VARIANT[variant],
    SIZE[size],
    className,
  );
}
