import { normalCdf } from '@/core/statistics/normal';
import type { AbilityPosterior } from './ability';
import { type ContentPlan, skillsByDeficit, unmetMinimums } from './content-balance';
import { type ItemGain, poolItemGain, skillImportance, skillPull } from './item-gain';
import type { ItemPool } from './item-pool';
import { attenuatedDiscrimination } from './item-response';
import { Ranking } from './ranking';
import type { ScoredResponse } from './response-factors';
import { abilityGrid, criterionValue, type SelectionCriterion } from './selection-criteria';

/** The dice: `next()` is uniform on [0, 1). */
export type Dice = { next(): number };

/** The expected drop of the weighted variance, or one of the named rules of `selection-criteria.ts`. */
export type ItemCriterion = 'varianceDrop' | SelectionCriterion;

/**
 * How chance enters: `best`, uniformly one of the best few (randomesque, Kingsbury & Zara 1989); `progressive`, the best by
 * `(1 - s) R + s U` with s the share of the session that is over and R random between 0 and the best U (Revuelta & Ponsoda
 * 1998): all chance at first, none at the end.
 */
export type Randomisation = 'best' | 'progressive';

export type SelectionInput = {
  readonly pool: ItemPool;
  readonly content: ContentPlan;
  readonly posterior: AbilityPosterior;
  /** Ids of all items this person has been shown, in this and in earlier sessions. */
  readonly seen: Iterable<string>;
  /** What `openItems` says of `pool`, `seen` and `eligible`, when the caller has it already. */
  readonly open?: Uint8Array;
  /** Items given in this session per skill, in node order. */
  readonly counts: ArrayLike<number>;
  /** Predicted success of the items given in this session, in order; the last three are used. */
  readonly predictions?: readonly number[];
  /** Null when the session has no clock. */
  readonly remainingTimeMs: number | null;
  /** What expected times are multiplied with for this person (accommodations). Default 1. */
  readonly timeMultiplier?: number;
  /** Cut scores per skill (theta), null where a skill has none. */
  readonly cuts?: ReadonlyArray<number | null>;
  /** Default `varianceDrop`. The other criteria need `answered`. */
  readonly criterion?: ItemCriterion;
  /** The answers the posterior rests on. */
  readonly answered?: readonly ScoredResponse[];
  /** Default `best`. */
  readonly randomisation?: Randomisation;
  /** The place for exposure control: false keeps an item of the pool out of this session. */
  readonly eligible?: (itemIndex: number) => boolean;
};

export type Selection =
  | {
      readonly kind: 'item';
      readonly index: number;
      readonly itemId: string;
      /** Expected drop of the weighted variance, theta units squared. */
      readonly utility: number;
      /** Predicted share of the item's points; hand the session's list back as `predictions`. */
      readonly predictedSuccess: number;
    }
  | { readonly kind: 'exhausted'; readonly reason: 'noItems' | 'noTime' };

/** Items 1 to 3 come from the ten best, later ones from the five best: same start, different paths. */
const BEST_EARLY = 10;
const BEST_LATER = 5;
/** The dice never cost more than half of what the best item offers; matters in small banks. */
const WORST_SHARE_OF_BEST = 0.5;
const HARD = 0.35;
const HARD_IN_A_ROW = 3;
const FIRST_SUCCESS = 0.7;
const FIRST_TOLERANCE = 0.1;
/** With more time than this left, a candidate gets an item even if all estimates say it takes longer. */
const LAST_ITEM_MS = 20_000;

/**
 * Chooses the next item. Filters in this order; the first two are never relaxed, the others give way from the right:
 *
 * 1. never an item the person has seen, nor an enemy of one, nor one that `eligible` refuses;
 * 2. with 20 seconds or less left, only items expected to fit. Above that an estimate is only an estimate: items that fit
 *    come first, but a person with time left is not sent away because all estimates are longer;
 * 3. when as many items are left as the content minimums still need, only skills below their minimum;
 * 4. no skill beyond its content maximum;
 * 5. no skill with a prerequisite that is both hardly asked and probably missing (see {@link isGateOpen}).
 *
 * Among the skills left the one with the largest content deficit is served. In it, items of a model that has made one for
 * this session come after all others: at another level it asks the same thing. The rest are ranked by the criterion (by
 * default the expected drop of weighted variance) and one of the best is drawn. The first item has a predicted success near .7, and three items in
 * a row below .35 are followed by an easier one, from the next skill if need be: a test should not break anyone's heart.
 */
export function selectItem(input: SelectionInput, dice: Dice): Selection {
  const { pool, content, posterior, counts, remainingTimeMs } = input;
  const given = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const open = input.open ?? openItems(input);
  if (!open.includes(1)) return { kind: 'exhausted', reason: 'noItems' };

  const time = remainingTimeMs === null ? Number.POSITIVE_INFINITY : remainingTimeMs;
  const multiplier = input.timeMultiplier ?? 1;
  const fits = (index: number) => pool.expectedTimeMs[index]! * multiplier <= time;
  const importance = skillImportance(posterior, content.weights, input.cuts);
  const pull = skillPull(posterior, importance);
  const ranked = skillsByDeficit(content, counts, given + 1, pull);
  const owed = unmetMinimums(content, counts) >= content.maxItems - given;
  const isOwed = (k: number) => !owed || counts[k]! < content.minimum[k]!;
  const hasRoom = (k: number) => counts[k]! < content.maximum[k]!;
  const isReady = (k: number) => isGateOpen(pool, k, posterior, counts, input.cuts);
  const tiers = [
    ranked.filter((k) => isOwed(k) && hasRoom(k) && isReady(k)),
    ranked.filter((k) => isOwed(k) && hasRoom(k)),
    ranked.filter(isOwed),
    ranked,
  ];
  const isProgressive = input.randomisation === 'progressive';
  const search = {
    input,
    open,
    similar: similarItems(input),
    pull,
    first: given === 0,
    best: isProgressive ? 1 : given < 3 ? BEST_EARLY : BEST_LATER,
    chance: isProgressive ? Math.max(0, 1 - given / content.maxItems) : 0,
  };
  for (const mayTakeLonger of time > LAST_ITEM_MS ? [false, true] : [false]) {
    for (const skills of tiers) {
      const chosen = searchSkills(search, skills, mayTakeLonger ? () => true : fits, dice);
      if (chosen) return chosen;
    }
  }
  return { kind: 'exhausted', reason: open.some((flag, i) => flag === 1 && !fits(i)) ? 'noTime' : 'noItems' };
}

/**
 * A skill may be asked when each prerequisite has at least two answers, or when the person probably has it:
 * `P(theta_p > cut_p - .5) >= .25`. A skill without a cut counts as cut at 0, the mean of the norm group.
 */
export function isGateOpen(
  pool: ItemPool,
  skill: number,
  posterior: AbilityPosterior,
  counts: ArrayLike<number>,
  cuts: ReadonlyArray<number | null> = [],
): boolean {
  return pool.parents[skill]!.every((parent) => {
    if (counts[parent]! >= 2) return true;
    const sd = Math.sqrt(posterior.covariance[parent * (pool.skills + 1)]!);
    return normalCdf((posterior.mean[parent]! - ((cuts[parent] ?? 0) - 0.5)) / sd) >= 0.25;
  });
}

/** 1 for items that may still be shown to this person, 0 for the others. */
export function openItems({ pool, seen, eligible }: Pick<SelectionInput, 'pool' | 'seen' | 'eligible'>): Uint8Array {
  const open = new Uint8Array(pool.size).fill(1);
  for (const id of seen) {
    const blocked = pool.blockedBy.get(id);
    if (blocked) for (const index of blocked) open[index] = 0;
  }
  if (eligible) for (let i = 0; i < pool.size; i++) if (open[i] === 1 && !eligible(i)) open[i] = 0;
  return open;
}

/** 1 for items of a model that has made an item for this session. */
export function similarItems({ pool, seen }: Pick<SelectionInput, 'pool' | 'seen'>): Uint8Array {
  const similar = new Uint8Array(pool.size);
  for (const id of seen) for (const index of pool.siblings.get(id) ?? []) similar[index] = 1;
  return similar;
}

type Search = {
  input: SelectionInput;
  open: Uint8Array;
  /** As {@link similarItems} gives it. */
  similar: Uint8Array;
  pull: Float64Array;
  first: boolean;
  best: number;
  /** Weight of chance in the progressive rule, 0 to 1. */
  chance: number;
};

/** Value of the pool's items for a skill under the criterion, 0 or above; the gain's own share where it is that. */
function valuation({ pool, posterior, criterion, answered = [] }: SelectionInput, skill: number) {
  // For a normal posterior the expected posterior variance falls as the share rises: MEPV ranks as the default does.
  if (criterion === undefined || criterion === 'varianceDrop' || criterion === 'MEPV') return null;
  const attenuated = (parameters: ScoredResponse['parameters']) => ({
    ...parameters,
    discrimination: attenuatedDiscrimination(parameters),
  });
  const own = answered.filter((response) => response.skill === skill);
  const mean = posterior.mean[skill]!;
  const sd = Math.sqrt(posterior.covariance[skill * (pool.skills + 1)]!);
  const grid = abilityGrid(
    own.map(({ parameters, score }) => ({ parameters: attenuated(parameters), score })),
    mean,
  );
  // The joint posterior knows more than the answers to this skill alone.
  const joint = { ...grid, posterior: grid.thetas.map((theta) => Math.exp(-(((theta - mean) / sd) ** 2) / 2)) };
  return (index: number) => criterionValue(criterion, attenuated(pool.items[index]!.parameters), joint);
}

/** The first skill that has a suitable item serves it; if no skill has one easy enough, the easiest of the first skill. */
function searchSkills(
  search: Search,
  skills: readonly number[],
  fits: (index: number) => boolean,
  dice: Dice,
): Selection | null {
  const recent = (search.input.predictions ?? []).slice(-HARD_IN_A_ROW);
  const needsRelief = recent.length === HARD_IN_A_ROW && recent.every((success) => success < HARD);
  let fallback: Selection | null = null;
  for (const skill of skills) {
    const isFresh = (index: number) => search.similar[index] === 0 && fits(index);
    for (const admits of [isFresh, fits]) {
      const found = searchSkill(search, skill, admits, needsRelief ? HARD : 0, dice);
      if (found.chosen) return found.chosen;
      fallback ??= found.easiest;
      if (found.easiest) break;
    }
  }
  return fallback;
}

function searchSkill(
  { input, open, pull, first, best, chance }: Search,
  skill: number,
  fits: (index: number) => boolean,
  leastSuccess: number,
  dice: Dice,
): { chosen: Selection | null; easiest: Selection | null } {
  const { pool, posterior } = input;
  const mean = posterior.mean[skill]!;
  const sd = Math.sqrt(posterior.covariance[skill * (pool.skills + 1)]!);
  const gain: ItemGain = { share: 0, success: 0 };
  const top = new Ranking(best);
  const easiest = new Ranking(1);
  const nearest = new Ranking(1);
  const value = valuation(input, skill);
  const admitted: { index: number; score: number; share: number; success: number }[] = [];
  for (let i = pool.start[skill]!; i < pool.start[skill + 1]!; i++) {
    if (open[i] === 0 || !fits(i)) continue;
    poolItemGain(pool, i, mean, sd, gain);
    const { share, success } = gain;
    easiest.offer(i, success, share, success);
    if (success < leastSuccess) continue;
    if (first) {
      nearest.offer(i, -Math.abs(success - FIRST_SUCCESS), share, success);
      if (Math.abs(success - FIRST_SUCCESS) > FIRST_TOLERANCE) continue;
    }
    const score = value === null ? share : value(i);
    if (chance > 0) admitted.push({ index: i, score, share, success });
    else top.offer(i, score, share, success);
  }
  const highest = admitted.reduce((most, { score }) => Math.max(most, score), 0);
  for (const { index, score, share, success } of admitted) {
    top.offer(index, chance * highest * dice.next() + (1 - chance) * score, share, success);
  }
  const take = (ranking: Ranking, place: number): Selection | null =>
    ranking.length === 0
      ? null
      : {
          kind: 'item',
          index: ranking.index[place]!,
          itemId: pool.items[ranking.index[place]!]!.id,
          utility: pull[skill]! * ranking.share[place]!,
          predictedSuccess: ranking.success[place]!,
        };
  if (top.length === 0) return { chosen: take(nearest, 0), easiest: take(easiest, 0) };
  let candidates = 1;
  while (candidates < top.length && top.score[candidates]! >= WORST_SHARE_OF_BEST * top.score[0]!) candidates++;
  return { chosen: take(top, Math.min(candidates - 1, Math.floor(dice.next() * candidates))), easiest: null };
}
