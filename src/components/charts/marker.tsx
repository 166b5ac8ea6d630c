import { classNames } from '../class-names';
import { TONE_TEXT, type Tone } from '../tone';
import type { MarkerShape } from './series-look';

const SHAPES = {
  circle: <circle cx="6" cy="6" r="4.5" />,
  square: <rect x="1.75" y="1.75" width="8.5" height="8.5" />,
  triangle: <path d="M6 1 11 10.5H1Z" />,
  diamond: <path d="M6 .5 11.5 6 6 11.5.5 6Z" />,
  cross: <path d="M4 1h4v3h3v4H8v3H4V8H1V4h3Z" />,
} as const satisfies Record<MarkerShape, unknown>;

export type MarkerProps = { shape: MarkerShape; tone: Tone; className?: string };

/** A point of a chart, or its sign in the legend. Outlined in the ground's colour, so that overlapping ones stay apart. */
export function Marker({ shape, tone, className }: MarkerProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      className={classNames('size-3 shrink-0 fill-current stroke-surface-raised', TONE_TEXT[tone], className)}
    >
      {SHAPES[shape]}
    </svg>
  );
}
