'use client';

import Link from 'next/link';
import { useRef } from 'react';
import { Card } from '@/components/card';
import type { ItemOutput } from '@/protocol/bank';
import { GateList } from '../../_components/gate-list';
import { itemAddress } from '../../_components/item-address';
import { TaskProgress } from '../../_components/task-progress';
import { VersionDiff } from '../../_components/version-diff';
import { useKeys } from '../../_hooks/use-keys';
import { strings } from '../../_strings';
import { ItemFacts } from '../../[itemId]/_components/item-facts';
import { ItemPreviews } from '../../[itemId]/_components/item-previews';
import { Decision, type DecisionHandle } from './decision';

const words = strings.review;

export type ReviewItemProps = {
  item: ItemOutput;
  onDone: () => void;
  onNext: () => void;
  onPrevious: () => void;
  onChecked: () => void;
};

/** One version in review: what candidates would see, what it replaces, what the gates found, and the decision. */
export function ReviewItem({ item, onDone, onNext, onPrevious, onChecked }: ReviewItemProps) {
  const decision = useRef<DecisionHandle>(null);
  useKeys({
    a: () => decision.current?.open('accept'),
    r: () => decision.current?.open('reject'),
    n: onNext,
    p: onPrevious,
  });
  const published = item.versions.find(
    ({ fromRevision, untilRevision }) => fromRevision !== null && untilRevision === null,
  );
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-6">
        <Card
          title={item.shown.skillId}
          description={[
            strings.item.version(item.shown.version),
            strings.origins[item.shown.origin],
            item.shown.createdBy ?? '',
            item.shown.note,
          ]
            .filter(Boolean)
            .join(' · ')}
          aside={
            <Link href={itemAddress(item.id)} className="inline-flex min-h-11 items-center text-link">
              {strings.item.title}
            </Link>
          }
        >
          <ItemPreviews item={item} />
        </Card>
        {published && (
          <Card title={strings.item.versions.compare} description={strings.item.version(published.version)}>
            <VersionDiff before={published} after={item.shown} />
          </Card>
        )}
        <ItemFacts item={item} />
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <Decision ref={decision} item={item} onDone={onDone} />
        <p className="text-muted max-md:hidden">{words.keys}</p>
        <Card title={strings.item.tabs.gates}>
          {item.runningTask && <TaskProgress key={item.runningTask} taskId={item.runningTask} onEnd={onChecked} />}
          <GateList gates={item.gates} />
        </Card>
      </div>
    </div>
  );
}
