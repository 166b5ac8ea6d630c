import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import type { GateResult, GateSummary } from '@/core/items/gates/gate';
import type { ItemStatus } from '@/core/items/item-life';
import { strings } from '../_strings';

const STATUS_TONE: Record<ItemStatus, Tone> = {
  draft: 'neutral',
  review: 'accent',
  pilot: 'caution',
  operational: 'positive',
  quarantined: 'negative',
  retired: 'unknown',
};
const GATE_TONE: Record<GateResult, Tone> = {
  passed: 'positive',
  failed: 'negative',
  notRun: 'unknown',
  notApplicable: 'neutral',
};
const SUMMARY_TONE: Record<GateSummary, Tone> = {
  passed: 'positive',
  failed: 'negative',
  incomplete: 'caution',
  notRun: 'unknown',
};

/** Where a version stands; what was accepted and not published says so. */
export function ItemState({ status, isPublished }: { status: ItemStatus; isPublished: boolean }) {
  const waits = !isPublished && (status === 'pilot' || status === 'operational' || status === 'retired');
  const label = strings.statuses[status];
  return <Status tone={STATUS_TONE[status]} label={waits ? `${label}, ${strings.waiting}` : label} />;
}

export const GateState = ({ result }: { result: GateResult }) => (
  <Status tone={GATE_TONE[result]} label={strings.gateResults[result]} />
);

export const GatesState = ({ summary }: { summary: GateSummary }) => (
  <Status tone={SUMMARY_TONE[summary]} label={strings.gateSummaries[summary]} />
);
