'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Card } from '@/components/card';
import { formatCount } from '@/components/format-number';
import { Notice } from '@/components/notice';
import { ProgressBar } from '@/components/progress-bar';
import { itemAddress } from '../../_components/item-address';
import { GateState, GatesState } from '../../_components/item-states';
import { useBankTask } from '../../_hooks/use-bank-task';
import { strings } from '../../_strings';

const words = strings.generate;

/** Items as they are written and checked, each gate as it ends. */
export function LiveGeneration({ taskId }: { taskId: string }) {
  const router = useRouter();
  const { state, refusal } = useBankTask(taskId, () => router.refresh());
  const { drafted, refused, checked, gates, spent, total, status, note } = state;
  return (
    <Card title={words.stages[status]}>
      <div className="flex flex-col gap-5">
        {refusal && <Notice tone="caution">{refusal}</Notice>}
        <ProgressBar
          label={words.drafted}
          value={status === 'queued' ? null : checked.length + refused.length}
          max={total}
        />
        {spent && (
          <p className="figures text-muted">
            {words.spent(formatCount(spent.tokens), formatCount(spent.budget), spent.requests)}
          </p>
        )}
        <ol aria-live="polite" className="flex flex-col gap-4">
          {drafted.map(({ place, itemId, stem }) => {
            const result = checked.find((item) => item.itemId === itemId);
            const latest = gates.findLast((gate) => gate.itemId === itemId);
            return (
              <li key={itemId} className="flex flex-col gap-1">
                <span className="text-muted">{words.place(place)}</span>
                <Link href={itemAddress(itemId)} className="font-medium text-link wrap-anywhere">
                  {stem}
                </Link>
                {result ? (
                  <GatesState summary={result.outcome} />
                ) : (
                  latest && (
                    <span className="flex flex-wrap gap-x-3">
                      {strings.gates[latest.gate].name} <GateState result={latest.result} />
                    </span>
                  )
                )}
              </li>
            );
          })}
          {refused.map(({ place, problems }) => (
            <li key={`refused-${place}`} className="flex flex-col gap-1">
              <span className="text-muted">
                {words.place(place)}: {words.refusedDrafts.toLowerCase()}
              </span>
              <span>{problems.join(' ')}</span>
            </li>
          ))}
        </ol>
        {note && <Notice tone={status === 'failed' ? 'negative' : 'caution'}>{note}</Notice>}
      </div>
    </Card>
  );
}
