import type { LabelledProbability } from './labelled-probability';
import { measured, notMeasured, type Statistic } from './statistic';

/**
 * Split conformal prediction for yes/no. Vovk et al. (2005); Angelopoulos & Bates (2021). The threshold makes the set hold the true
 * answer with probability of at least 1 - alpha on average over new cases that are exchangeable with the calibration cases: not for
 * each kind of case, and not after the material has changed. Coverage by domain has to be shown beside it.
 */
export type ConformalRule = { alpha: number; n: number; threshold: number };

/** Both answers possible: a person decides. Neither: the case is unlike anything seen, and a person decides as well. */
export type ConformalSet = 'yes' | 'no' | 'both' | 'neither';

/** Fewest calibration cases with which the rule says anything at all: ceil(1/alpha) - 1, 19 for .05. */
export function conformalMinimum(alpha: number): number {
  return Math.ceil(1 / alpha - 1e-9) - 1;
}

/**
 * @param cases calibration cases that took no part in fitting the probabilities.
 * @param alpha allowed share of sets that miss, in (0, 1).
 * @returns the rule, or the reason why there are too few cases for it.
 */
export function fitConformal(cases: readonly LabelledProbability[], alpha: number): Statistic<ConformalRule> {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha ${alpha} is not between 0 and 1`);
  const n = cases.length;
  if (n < conformalMinimum(alpha)) {
    return notMeasured(`${n} labelled cases; ${conformalMinimum(alpha)} are needed for a miss rate of ${alpha}`, n);
  }
  const scores = cases
    .map(({ probability, isTrue }) => 1 - (isTrue ? probability : 1 - probability))
    .sort((a, b) => a - b);
  const rank = Math.ceil((n + 1) * (1 - alpha) - 1e-9);
  return measured({ alpha, n, threshold: scores[Math.min(rank, n) - 1]! }, n, 'split conformal');
}

/** Answers whose score 1 - p is within the threshold. */
export function conformalSet(rule: ConformalRule, probability: number): ConformalSet {
  const isYes = 1 - probability <= rule.threshold;
  const isNo = probability <= rule.threshold;
  if (isYes && isNo) return 'both';
  if (isYes) return 'yes';
  return isNo ? 'no' : 'neither';
}

/** Share of cases whose set holds their true answer; give the cases of one domain to see whether it fares worse. */
export function conformalCoverage(rule: ConformalRule, cases: readonly LabelledProbability[]): Statistic {
  if (cases.length === 0) return notMeasured('no labelled case');
  const covered = cases.filter(({ probability, isTrue }) => {
    const set = conformalSet(rule, probability);
    return set === 'both' || set === (isTrue ? 'yes' : 'no');
  });
  return measured(covered.length / cases.length, cases.length, 'share of sets that hold the true answer');
}
