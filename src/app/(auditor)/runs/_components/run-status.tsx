import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import type { RunStatus as RunStatusName } from '@/core/evaluation/run';
import { strings } from '../_strings';

const TONE = {
  queued: 'neutral',
  running: 'accent',
  completed: 'positive',
  failed: 'negative',
  cancelled: 'unknown',
} as const satisfies Record<RunStatusName, Tone>;

export function RunStatus({ status, look }: { status: RunStatusName; look?: 'plain' | 'pill' }) {
  return <Status tone={TONE[status]} label={strings.status[status]} {...(look ? { look } : {})} />;
}
