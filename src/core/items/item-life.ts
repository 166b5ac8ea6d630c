import { DomainError } from '@/core/errors';
import { type GateId, type GateResults, type ItemOrigin, obstacles } from './gates/gate';

/**
 * The life of an item: draft -> review -> pilot | operational -> retired. Calibration moves published versions between
 * pilot, operational and quarantined by rules of its own.
 *
 * Each version has its own status. An author's edit is a new version in `draft`, whatever the one before was; handing it in
 * makes it `review`; a reviewer sends it back to `draft` or accepts it as `pilot` (shown, not scored) or `operational`.
 * Acceptance and retirement take effect with the next publication of the bank, which gives the version its first revision.
 * Until then, and for sessions that run, the version published before stays what it was.
 */
export const ITEM_STATUSES = ['draft', 'review', 'pilot', 'operational', 'quarantined', 'retired'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

export type VersionState = {
  readonly status: ItemStatus;
  readonly origin: ItemOrigin;
  /** Null while the version waits for publication. */
  readonly fromRevision: number | null;
  /** Who wrote what is not published yet; empty for what came with the application. */
  readonly writers: readonly string[];
};

export type Reviewer = {
  readonly userId: string;
  /** How many people of the organisation may review items. */
  readonly reviewers: number;
};

/** @throws DomainError `item_not_in_state` unless it is a draft. */
export function handIn({ status }: VersionState): ItemStatus {
  if (status !== 'draft')
    throw new DomainError('item_not_in_state', `Only a draft can be handed in; this is ${status}.`);
  return 'review';
}

/** @throws DomainError `item_not_in_state` unless it is in review. */
export function sendBack({ status }: VersionState): ItemStatus {
  if (status !== 'review') {
    throw new DomainError('item_not_in_state', `Only an item in review can be decided on; this is ${status}.`);
  }
  return 'draft';
}

/** True when the reviewer decides on their own words, which stands only where nobody else could. */
export function isOwnWork(version: VersionState, reviewer: Reviewer): boolean {
  return version.writers.includes(reviewer.userId);
}

export type Acceptance = {
  readonly status: 'pilot' | 'operational';
  /** Gates that had failed and were overruled. */
  readonly overruled: readonly GateId[];
  /** The reviewer wrote it, and is the only one who could review. */
  readonly ownWork: boolean;
};

/**
 * What accepting means.
 * @throws DomainError `item_not_in_state`; `own_item` when the reviewer wrote it and somebody else could decide;
 * `gates_not_passed` naming the gates in the way, when they cannot be or were not overruled.
 */
export function accept(
  version: VersionState,
  reviewer: Reviewer,
  gates: GateResults,
  wish: { readonly status: 'pilot' | 'operational'; readonly overrule: readonly GateId[] },
): Acceptance {
  sendBack(version);
  const ownWork = isOwnWork(version, reviewer);
  if (ownWork && reviewer.reviewers > 1) throw new DomainError('own_item');
  const { blocking, overrulable } = obstacles(gates, version.origin);
  const left = [...blocking, ...overrulable.filter((gate) => !wish.overrule.includes(gate))];
  if (left.length > 0) {
    throw new DomainError('gates_not_passed', `These gates stand in the way: ${left.join(', ')}.`, {
      gates: left.join(','),
    });
  }
  return { status: wish.status, overruled: overrulable, ownWork };
}

/** Takes an item out of use, with the next publication when it is in the bank. @throws DomainError `item_not_in_state` when it is. */
export function retire({ status }: VersionState): ItemStatus {
  if (status === 'retired') throw new DomainError('item_not_in_state', 'The item is retired already.');
  return 'retired';
}
