import { mcNemarExact, pairedDifference } from '@/core/statistics/paired-comparison';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { Claim } from './claim';
import type { RunFigure } from './run-figure';
import type { RunSummary } from './run-summary';

/** A run as one side of a comparison. */
export type ComparedRun = { claims: readonly Claim[]; summary: Pick<RunSummary, 'support' | 'scores' | 'consensus'> };

/**
 * Two runs over the same output side by side, claim by claim and judge by judge: what a difference between them is worth. Runs over
 * different outputs share no claims, and say so.
 */
export function compareRuns(before: ComparedRun, after: ComparedRun, seed: string): RunFigure[] {
  const pairs = pairedSupport(before, after);
  const scores = before.summary.scores.flatMap(({ judgeId, score }) => {
    const other = after.summary.scores.find((entry) => entry.judgeId === judgeId);
    return other ? [{ before: score, after: other.score }] : [];
  });
  const none = notMeasured('the two runs have no claim in common');
  const { pValue, onlyBefore, onlyAfter } = mcNemarExact(
    pairs.map((pair) => ({ before: pair.labels[0] === 'SUPPORTED', after: pair.labels[1] === 'SUPPORTED' })),
  );
  const f = (id: string, name: string, unit: RunFigure['unit'], formula: string, statistic: Statistic): RunFigure => ({
    id: `comparison.${id}`,
    group: 'models',
    name,
    formula,
    unit,
    statistic,
  });
  const [one, two] = [before.summary.consensus.value, after.summary.consensus.value];
  return [
    f(
      'support',
      'Change of the probability of support',
      'probability',
      'mean over common claims of second - first',
      pairs.length === 0 ? none : pairedDifference(pairs, { seed }),
    ),
    f(
      'labels',
      'Is the change of verdicts chance?',
      'probability',
      `exact McNemar test: ${onlyBefore} supported only in the first, ${onlyAfter} only in the second`,
      pairs.length === 0 ? none : pValue,
    ),
    f(
      'scores',
      'Change of the judges’ scores',
      'points',
      'mean over judges in both of second - first',
      scores.length === 0
        ? notMeasured('no judge answered in both')
        : pairedDifference(scores, { seed: `${seed}/scores` }),
    ),
    f(
      'consensus',
      'Change of the consensus',
      'points',
      'second - first',
      one === null || two === null
        ? notMeasured('one of the two has no consensus')
        : { ...measured(two - one, 1, 'difference'), noInterval: 'two runs are one pair' },
    ),
  ];
}

function pairedSupport(before: ComparedRun, after: ComparedRun) {
  const place = (claims: readonly Claim[]) =>
    new Map(claims.map((claim) => [claim.id, `${claim.start}:${claim.text}`]));
  const [here, there] = [place(before.claims), place(after.claims)];
  const others = new Map(after.summary.support.map((support) => [there.get(support.claimId), support]));
  return before.summary.support.flatMap((support) => {
    const other = others.get(here.get(support.claimId));
    return other
      ? [{ before: support.probability, after: other.probability, labels: [support.label, other.label] as const }]
      : [];
  });
}
