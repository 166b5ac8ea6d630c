import type { Tone } from '@/components/tone';
import type { Severity } from '@/core/evaluation/judge';

export const SEVERITY_TONE = {
  low: 'neutral',
  medium: 'caution',
  high: 'negative',
  critical: 'negative',
} as const satisfies Record<Severity, Tone>;
