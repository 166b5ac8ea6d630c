'use client';

import { DataFigure } from '@/components/data-figure';
import type { FunnelOutput } from '@/protocol/bank';
import { strings } from '../../_strings';

const words = strings.review;

/** Shares of a bar, told apart by pattern as well as by colour. */
const PARTS = [
  { name: 'passed', style: 'bg-positive' },
  { name: 'failed', style: 'bg-negative' },
  { name: 'notRun', style: 'hatched text-unknown' },
  { name: 'notApplicable', style: 'bg-surface-sunken' },
] as const;

/** How many items stand where at each gate, in the order they are met, with the figures behind it. */
export function Funnel({ funnel: { total, gates } }: { funnel: FunnelOutput }) {
  const rows = gates.map((gate) => [strings.gates[gate.gate].name, ...PARTS.map(({ name }) => gate[name])]);
  return (
    <section aria-labelledby="funnel" className="flex flex-col gap-4">
      <h2 id="funnel" className="font-semibold text-xl">
        {words.funnel}
      </h2>
      <DataFigure
        caption={words.funnelText(total)}
        columns={[words.gate, ...PARTS.map(({ name }) => words.counts[name])]}
        rows={rows}
        fileName="gates"
      >
        <ul className="flex flex-col gap-3">
          {gates.map((gate) => (
            <li key={gate.gate} className="grid items-center gap-x-4 gap-y-1 md:grid-cols-[16rem_1fr_18rem]">
              <span>{strings.gates[gate.gate].name}</span>
              <span aria-hidden className="flex h-3 overflow-hidden rounded-full border">
                {PARTS.map(({ name, style }) => (
                  <span key={name} className={style} style={{ width: `${(gate[name] / Math.max(1, total)) * 100}%` }} />
                ))}
              </span>
              <span className="figures text-muted">
                {PARTS.filter(({ name }) => gate[name] > 0)
                  .map(({ name }) => `${gate[name]} ${words.counts[name].toLowerCase()}`)
                  .join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </DataFigure>
    </section>
  );
}
