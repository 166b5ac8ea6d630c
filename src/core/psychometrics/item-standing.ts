import { driftAlarm } from './item-drift';
import { type ItemTally, itemFigures } from './item-tally';

/** A condition for promotion: the figure, what it has to be, and whether it is. A figure that is missing fails. */
export type PromotionCheck = {
  readonly condition: 'precision' | 'success' | 'correlation' | 'distractors' | 'dif';
  readonly value: number | null;
  readonly met: boolean;
  /** Why there is no value, or why the condition does not apply. */
  readonly reason?: string;
};

export const PROMOTION = {
  difficultySd: 0.35,
  success: [0.15, 0.95],
  correlation: 0.15,
  distractorShare: 0.05,
} as const;

/** What an item's options are, for items whose options do not vary; null for families and other kinds of answers. */
export type ItemOptions = { readonly keyId: string; readonly optionIds: readonly string[] } | null;

/**
 * What stands between a pilot item and the operational bank (PSYCHOMETRICS 5.7): sd(b) at most .35, .15 <= p <= .95,
 * corrected point-biserial at least .15, each distractor chosen by 5 % or more, no flagged DIF.
 */
export function promotionChecks(
  tally: ItemTally,
  most: number,
  options: ItemOptions,
  hasDif: boolean,
): PromotionCheck[] {
  const { p, correlation } = itemFigures(tally, most);
  const sd = tally.n === 0 ? null : Math.sqrt(tally.difficultyVariance);
  return [
    { condition: 'precision', value: sd, met: sd !== null && sd <= PROMOTION.difficultySd },
    {
      condition: 'success',
      value: p.value,
      met: p.value !== null && p.value >= PROMOTION.success[0] && p.value <= PROMOTION.success[1],
    },
    {
      condition: 'correlation',
      value: correlation.value,
      met: correlation.value !== null && correlation.value >= PROMOTION.correlation,
      ...(correlation.value === null && { reason: correlation.reason }),
    },
    distractorCheck(tally, options),
    { condition: 'dif', value: null, met: !hasDif, ...(hasDif && { reason: 'flagged for differential functioning' }) },
  ];
}

function distractorCheck({ n, options: chosen }: ItemTally, options: ItemOptions): PromotionCheck {
  if (!options) return { condition: 'distractors', value: null, met: true, reason: 'it has no fixed distractors' };
  if (n === 0) return { condition: 'distractors', value: null, met: false, reason: 'nobody has answered it' };
  const shares = options.optionIds.filter((id) => id !== options.keyId).map((id) => (chosen[id] ?? 0) / n);
  const least = Math.min(1, ...shares);
  return { condition: 'distractors', value: least, met: least >= PROMOTION.distractorShare };
}

export type StandingChange = {
  readonly to: 'operational' | 'quarantined';
  readonly cause: 'promotionRules' | 'successDrift' | 'successAndTimeDrift';
  readonly evidence: Readonly<Record<string, number | null>>;
};

/** What the rules say about an item now; null when it stays where it is. */
export function decideStanding(
  status: string,
  tally: ItemTally,
  most: number,
  options: ItemOptions,
  hasDif: boolean,
): StandingChange | null {
  if (status !== 'pilot' && status !== 'operational') return null;
  const alarm = driftAlarm(tally.drift);
  if (alarm) {
    const { success, fast } = tally.drift;
    return { to: 'quarantined', cause: alarm, evidence: { responses: tally.n, success, fast } };
  }
  if (status !== 'pilot') return null;
  const checks = promotionChecks(tally, most, options, hasDif);
  if (!checks.every(({ met }) => met)) return null;
  const figures = checks.map(({ condition, value }) => [condition, value] as const);
  return {
    to: 'operational',
    cause: 'promotionRules',
    evidence: { responses: tally.n, ...Object.fromEntries(figures) },
  };
}
