'use client';

import { useState } from 'react';
import type { RunState } from '@/core/evaluation/run';
import type { RunSnapshot } from '@/protocol/run';
import { strings } from '../../_strings';
import type { ClaimWalk } from '../_hooks/use-claim-walk';
import { ClaimPanel } from './claim-panel';
import type { ClaimView, Tally } from './claim-view';
import { OutputText } from './output-text';
import { SourceText } from './source-text';

export type TextPairProps = {
  run: RunSnapshot;
  mayManage: boolean;
  state: RunState;
  views: readonly ClaimView[];
  tally: Tally;
  walk: ClaimWalk;
};

/**
 * The output with its claims, what is known of the selected one, and the source with its evidence, in this order: beside each
 * other where there is room, otherwise below.
 */
export function TextPair({ run, mayManage, state, views, tally, walk }: TextPairProps) {
  const { selected, select } = walk;
  const [passage, setPassage] = useState<{ claimId: string; index: number } | null>(null);
  const passageIndex = selected && passage?.claimId === selected.claim.id ? passage.index : 0;
  const showPassage = (index: number) => selected && setPassage({ claimId: selected.claim.id, index });
  return (
    <section
      aria-label={strings.texts.title}
      className="grid items-start gap-6 lg:grid-cols-2 lg:grid-rows-[auto_1fr] xl:grid-cols-[minmax(0,1fr)_24rem_minmax(0,1fr)] xl:grid-rows-none 2xl:grid-cols-[minmax(0,1fr)_30rem_minmax(0,1fr)]"
    >
      <OutputText
        text={run.output}
        views={views}
        tally={tally}
        isRead={state.stages.retrieval.status === 'finished'}
        selectedId={selected?.claim.id ?? null}
        onSelect={select}
        className="lg:row-span-2 xl:row-span-1"
      />
      <ClaimPanel
        run={run}
        mayManage={mayManage}
        state={state}
        total={views.length}
        walk={walk}
        passageIndex={passageIndex}
        onShowPassage={showPassage}
      />
      <SourceText
        text={run.source}
        view={selected}
        passageIndex={passageIndex}
        onShowPassage={(index) => showPassage(index)}
      />
    </section>
  );
}
