import { classNames } from '../class-names';
import type { GraphPriority } from './graph';

const LOOK = {
  H: 'fill-accent stroke-accent text-on-accent',
  M: 'fill-accent-soft stroke-accent text-accent',
  L: 'fill-surface-raised stroke-border-strong text-muted',
} as const satisfies Record<GraphPriority, string>;

export const LARGEST_PX = 60;
const SMALLEST_PX = 28;

/** Side of a node's shape: its area follows the weight, down to what can still be read. */
export function shapeSize(weight: number, heaviest: number): number {
  const share = heaviest > 0 ? Math.max(0, weight) / heaviest : 1;
  return Math.round(Math.max(SMALLEST_PX, LARGEST_PX * Math.sqrt(share)));
}

/** Hexagon for high, square for medium, circle for low; the letter says it once more. */
export function PriorityShape({
  priority,
  size,
  className,
}: {
  priority: GraphPriority;
  size: number;
  className?: string;
}) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 60 60"
      width={size}
      height={size}
      className={classNames('shrink-0 overflow-visible', LOOK[priority], className)}
      strokeWidth={(2 * 60) / size}
      strokeLinejoin="round"
    >
      {priority === 'H' && <path d="M30 2 55 16v28L30 58 5 44V16Z" />}
      {priority === 'M' && <rect x="5" y="5" width="50" height="50" rx="8" />}
      {priority === 'L' && <circle cx="30" cy="30" r="27" />}
      <text
        x="30"
        y="30"
        textAnchor="middle"
        dominantBaseline="central"
        fontSize={(16 * 60) / size}
        fontWeight="600"
        stroke="none"
        fill="currentColor"
      >
        {priority}
      </text>
    </svg>
  );
}
