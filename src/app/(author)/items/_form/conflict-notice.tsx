'use client';

import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { ItemDraftInput, VersionOutput } from '@/protocol/bank';
import { VersionDiff } from '../_components/version-diff';
import { strings } from '../_strings';

const words = strings.conflict;

export type ConflictNoticeProps = {
  mine: ItemDraftInput;
  theirs: VersionOutput;
  busy: boolean;
  onSaveMine: () => void;
  onTakeTheirs: () => void;
};

/** Two authors edited one version: both texts, what differs, and the choice which goes on. */
export function ConflictNotice({ mine, theirs, busy, onSaveMine, onTakeTheirs }: ConflictNoticeProps) {
  const compared = {
    ...mine,
    parameters: mine.parameters.kind === 'guess' ? mine.parameters : { difficulty: theirs.parameters.difficulty },
  };
  return (
    <Notice tone="caution" live="polite" title={words.title(theirs.createdBy, theirs.version)}>
      <p>{words.text}</p>
      <h3 className="mt-4 mb-2 font-medium">{words.mine}</h3>
      <VersionDiff before={theirs} after={compared} />
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="primary" busy={busy} onClick={onSaveMine}>
          {words.saveMine}
        </Button>
        <Button onClick={onTakeTheirs}>{words.takeTheirs}</Button>
      </div>
    </Notice>
  );
}
