import Link from 'next/link';
import { Instant } from '@/components/instant';
import { GATE_IDS } from '@/core/items/gates/gate';
import type { GateOutput } from '@/protocol/bank';
import { strings } from '../_strings';
import { itemAddress } from './item-address';
import { GateState } from './item-states';

const words = strings.gatePanel;

/** Lines of a stored result never move, so their place names them. */
const keyOf = (place: number) => `line-${place}`;

/** Every gate in its order, with what it found; one that was not tried says so. */
export function GateList({ gates }: { gates: readonly GateOutput[] }) {
  return (
    <ol className="divide-y">
      {GATE_IDS.map((id) => {
        const found = gates.find(({ gate }) => gate === id);
        const { name, why } = strings.gates[id];
        return (
          <li key={id} className="flex flex-col gap-1 py-4 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-medium">{name}</h3>
              <GateState result={found?.result ?? 'notRun'} />
            </div>
            <p>{found?.summary ?? words.notTried}</p>
            <p className="text-muted">{why}</p>
            {found && found.evidence.length > 0 && (
              <details className="mt-1">
                <summary className="min-h-11 cursor-pointer py-2 text-link">{words.evidence}</summary>
                <dl className="grid gap-x-6 gap-y-1 rounded-md bg-surface-sunken p-4 sm:grid-cols-[max-content_1fr]">
                  {found.evidence.map(({ label, text, itemId }, place) => (
                    <div key={keyOf(place)} className="contents">
                      <dt className="text-muted wrap-anywhere max-sm:mt-2 sm:max-w-64">
                        {itemId ? (
                          <Link href={itemAddress(itemId)} className="text-link">
                            {label}
                          </Link>
                        ) : (
                          label
                        )}
                      </dt>
                      <dd className="min-w-0 wrap-anywhere">{text}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            )}
            {found && (
              <p className="text-muted">
                <Instant value={new Date(found.at)} />
                {found.decidedBy && ` ${words.decidedBy(found.decidedBy)}`}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
