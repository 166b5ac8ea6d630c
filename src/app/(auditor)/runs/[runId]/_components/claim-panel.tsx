'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { IconButton } from '@/components/icon-button';
import { ScrollFrame } from '@/components/scroll-frame';
import { Select } from '@/components/select';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import type { RunSnapshot } from '@/protocol/run';
import { strings } from '../../_strings';
import type { ClaimWalk, Walk } from '../_hooks/use-claim-walk';
import { ClaimDetail } from './claim-detail';
import { ClaimLabel } from './claim-label';

const words = strings.claim;

export type ClaimPanelProps = {
  run: RunSnapshot;
  mayManage: boolean;
  state: RunState;
  total: number;
  walk: ClaimWalk;
  passageIndex: number;
  onShowPassage: (index: number) => void;
};

/** The selected claim between the two texts, and the way to the next one. */
export function ClaimPanel({ run, mayManage, state, total, walk, passageIndex, onShowPassage }: ClaimPanelProps) {
  const { selected } = walk;
  const weakest = state.summary?.worstClaimId;
  const name = selected ? words.of(selected.claim.index + 1, total) : words.title;
  return (
    <Card
      title={name}
      aside={
        <div className="-my-2 flex">
          <IconButton
            label={words.previous}
            icon={<ChevronLeft aria-hidden className="size-5" />}
            disabled={walk.steps === 0}
            onClick={walk.previous}
          />
          <IconButton
            label={words.next}
            icon={<ChevronRight aria-hidden className="size-5" />}
            disabled={walk.steps === 0}
            onClick={walk.next}
          />
        </div>
      }
      padding="flush"
      className={selected ? '' : 'print:hidden'}
      footer={
        mayManage &&
        selected && <ClaimLabel runId={run.runId} claimId={selected.claim.id} total={total} onSkip={walk.next} />
      }
    >
      <p role="status" className="sr-only">
        {selected && `${name}: ${strings.verdict[selected.standing]}.`}
      </p>
      {total > 0 && (
        <div className="px-4 pb-4 sm:px-6 print:hidden">
          <Field label={words.walk} hideLabel optional>
            <Select
              value={walk.walk}
              onChange={(event) => walk.setWalk(event.target.value as Walk)}
              options={[
                { value: 'all', label: words.walkAll },
                { value: 'problems', label: words.walkProblems },
                { value: 'disputed', label: words.walkDisputed },
              ]}
            />
          </Field>
          {walk.steps === 0 && <p className="mt-2 text-muted">{words.noneOfKind}</p>}
        </div>
      )}
      <ScrollFrame label={name} className="px-4 pb-5 sm:px-6 xl:max-h-[66dvh] print:max-h-none">
        {selected ? (
          <ClaimDetail
            key={selected.claim.id}
            run={run}
            view={selected}
            passageIndex={passageIndex}
            onShowPassage={onShowPassage}
          />
        ) : (
          <div className="flex flex-col items-start gap-4 text-muted">
            <p>{total > 0 ? words.hint : hasEnded(state) ? words.nothing : words.none}</p>
            {weakest && (
              <Button size="small" onClick={() => walk.select(weakest)}>
                {words.weakest}
              </Button>
            )}
          </div>
        )}
      </ScrollFrame>
    </Card>
  );
}
