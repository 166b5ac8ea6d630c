'use client';

import { useRouter } from 'next/navigation';
import { Notice } from '@/components/notice';
import { ProgressBar } from '@/components/progress-bar';
import { hasTaskEnded } from '@/core/items/bank-task';
import { GATE_IDS } from '@/core/items/gates/gate';
import { useBankTask } from '../_hooks/use-bank-task';
import { strings } from '../_strings';
import { GateState } from './item-states';

const words = strings.gatePanel;
/** The two gates that are a person's and the candidates'. */
const BY_PROGRAM = GATE_IDS.length - 2;

/** How far a check is, gate by gate for one item and item by item for many; the page refreshes itself at the end. */
export function TaskProgress({ taskId, onEnd }: { taskId: string; onEnd?: () => void }) {
  const router = useRouter();
  const { state, refusal } = useBankTask(taskId, () => {
    router.refresh();
    onEnd?.();
  });
  if (refusal) return <Notice tone="caution">{words.lost}</Notice>;
  if (state.status === 'failed') return <Notice tone="negative">{state.note}</Notice>;
  if (hasTaskEnded(state))
    return (
      <Notice tone="positive" live="polite">
        {words.finished}
      </Notice>
    );
  const many = state.total > 1;
  const latest = state.gates.at(-1);
  return (
    <div className="flex flex-col gap-3">
      <ProgressBar
        label={words.progress}
        value={state.status === 'queued' ? null : many ? state.checked.length : state.gates.length}
        max={many ? state.total : BY_PROGRAM}
        {...(many ? { valueText: words.items(state.checked.length, state.total) } : {})}
      />
      {latest && !many && (
        <p className="flex flex-wrap gap-x-3">
          <span>{strings.gates[latest.gate].name}</span>
          <GateState result={latest.result} />
        </p>
      )}
    </div>
  );
}
