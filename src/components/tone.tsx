import { Circle, CircleCheck, CircleDashed, Diamond, OctagonX, TriangleAlert } from 'lucide-react';
import { classNames } from './class-names';

/** What something means, never what colour it is. Every tone also has a shape and an underline of its own. */
export type Tone = 'neutral' | 'accent' | 'positive' | 'caution' | 'negative' | 'unknown';

const SHAPE = {
  neutral: Circle,
  accent: Diamond,
  positive: CircleCheck,
  caution: TriangleAlert,
  negative: OctagonX,
  unknown: CircleDashed,
} as const satisfies Record<Tone, unknown>;

export const TONE_TEXT = {
  neutral: 'text-muted',
  accent: 'text-accent',
  positive: 'text-positive',
  caution: 'text-caution',
  negative: 'text-negative',
  unknown: 'text-unknown',
} as const satisfies Record<Tone, string>;

export const TONE_SOFT = {
  neutral: 'bg-surface-sunken',
  accent: 'bg-accent-soft',
  positive: 'bg-positive-soft',
  caution: 'bg-caution-soft',
  negative: 'bg-negative-soft',
  unknown: 'bg-unknown-soft',
} as const satisfies Record<Tone, string>;

export const TONE_FILL = {
  neutral: 'bg-muted',
  accent: 'bg-accent',
  positive: 'bg-positive',
  caution: 'bg-caution',
  negative: 'bg-negative',
  unknown: 'bg-unknown',
} as const satisfies Record<Tone, string>;

export const TONE_EDGE = {
  neutral: 'border-border-strong',
  accent: 'border-accent',
  positive: 'border-positive',
  caution: 'border-caution',
  negative: 'border-negative',
  unknown: 'border-unknown',
} as const satisfies Record<Tone, string>;

/** Line pattern under marked text, so that two tones differ without colour. */
export const TONE_UNDERLINE = {
  neutral: 'decoration-border-strong decoration-solid',
  accent: 'decoration-accent decoration-dashed',
  positive: 'decoration-positive decoration-solid',
  caution: 'decoration-caution decoration-wavy',
  negative: 'decoration-negative decoration-double',
  unknown: 'decoration-unknown decoration-dotted',
} as const satisfies Record<Tone, string>;

/** The tone's shape, decorative: the word beside it carries the meaning. */
export function ToneShape({ tone, className }: { tone: Tone; className?: string }) {
  const Shape = SHAPE[tone];
  return <Shape aria-hidden className={classNames('size-4 shrink-0', TONE_TEXT[tone], className)} strokeWidth={2.25} />;
}
