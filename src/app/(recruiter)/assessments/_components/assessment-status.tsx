import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import type { AssessmentOutput } from '@/protocol/assessment';
import { strings } from '../_strings';

type AssessmentState = AssessmentOutput['status'];

const TONE = {
  preparing: 'unknown',
  draft: 'unknown',
  scheduled: 'accent',
  live: 'positive',
  ended: 'neutral',
} as const satisfies Record<AssessmentState, Tone>;

export function AssessmentStatus({ status }: { status: AssessmentState }) {
  return <Status tone={TONE[status]} label={strings.status[status]} look="pill" className="whitespace-nowrap" />;
}
