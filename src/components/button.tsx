import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';
import { strings } from './strings';

export type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** While true the button keeps its focus, ignores presses and says `busyLabel`. */
  busy?: boolean;
  busyLabel?: string;
};

/** Says what happens when it is pressed ("Start assessment"). Never submits a form unless `type="submit"`. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  busy = false,
  busyLabel = strings.working,
  type = 'button',
  className,
  children,
  ...rest
}: ButtonProps) {
  if (!busy) {
    return (
      <button type={type} className={buttonStyle(variant, size, className)} {...rest}>
        {icon}
        {children}
      </button>
    );
  }
  return (
    <button
      {...rest}
      type={type}
      aria-disabled
      className={buttonStyle(variant, size, className)}
      onClick={(event) => event.preventDefault()}
    >
      <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />
      <span role="status">{busyLabel}</span>
    </button>
  );
}
