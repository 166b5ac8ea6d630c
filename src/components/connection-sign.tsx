import { classNames } from './class-names';
import { strings } from './strings';

export type Connection = 'live' | 'connecting' | 'reconnecting' | 'offline';

const LOOK = {
  live: { dot: 'bg-positive', text: 'text-muted' },
  connecting: { dot: 'hatched border border-unknown text-unknown', text: 'text-muted' },
  reconnecting: { dot: 'border-2 border-caution motion-safe:animate-breathe', text: 'text-caution font-medium' },
  offline: { dot: 'border-2 border-negative rounded-none!', text: 'text-negative font-medium' },
} as const satisfies Record<Connection, { dot: string; text: string }>;

/** A small steady sign: filled while live, a ring while reconnecting, a square when offline; always with its word. */
export function ConnectionSign({ state, className }: { state: Connection; className?: string }) {
  return (
    <span className={classNames('inline-flex items-center gap-2', LOOK[state].text, className)}>
      <span aria-hidden className={classNames('size-2.5 shrink-0 rounded-full', LOOK[state].dot)} />
      {strings.connection[state]}
    </span>
  );
}
