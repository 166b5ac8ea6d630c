import { fitWeights } from '@/core/evaluation/trained-fit';
import { doubtOf, type TrainedWeights } from '@/core/evaluation/trained-model';
import type { Row } from './labelled-pairs';
import { auroc, balancedAccuracy, chooseThreshold, mean, type Scored } from './measures';

/**
 * The prior weighs as much as all labels together. No fold chooses it; with a family left out, every strength from .3 to 10 gives a mean
 * AUROC within .011 of this one, and so does the prior alone (docs/verifier-data-card.md).
 */
export const STRENGTH = 1;
/** What may be chosen from when there are labels of the same set, by folds within the training part. */
const STRENGTHS = [0.1, 0.5, 2];
const FOLDS = 5;
const INNER_FOLDS = 3;

export type Result = { auroc: number; balancedAccuracy: number };
/** Results by set, and the doubt of every row from a model that has not seen it. */
export type Validation = { sets: Map<string, Result>; doubts: Map<Row, number> };

/** Families count alike, so do the sets of a family and both labels of a set. The weights add up to one. */
export function weighted(rows: readonly Row[]) {
  const families = Map.groupBy(rows, (row) => row.family);
  const setsOf = new Map([...families].map(([family, members]) => [family, new Set(members.map((r) => r.set)).size]));
  const cells = Map.groupBy(rows, (row) => `${row.set} ${row.isSupported}`);
  return rows.map((row) => {
    const cell = cells.get(`${row.set} ${row.isSupported}`)!.length;
    return { ...row, weight: 1 / (2 * families.size * setsOf.get(row.family)! * cell) };
  });
}

export function doubtOfRow({ claims }: Row, model: TrainedWeights): number {
  return Math.max(...claims.map((claim) => doubtOf(claim, model)));
}

/** Trains on everything outside a part, chooses the threshold there too, and looks at the part: a family or a single set. */
export function leaveOut(rows: readonly Row[], part: 'family' | 'set'): Validation {
  const result: Validation = { sets: new Map(), doubts: new Map() };
  for (const [name, members] of Map.groupBy(rows, (row) => row[part])) {
    const training = rows.filter((row) => row[part] !== name);
    const model = fitWeights(weighted(training), STRENGTH);
    const threshold = thresholdOf(training, model);
    for (const [set, tested] of bySet(members)) {
      for (const row of tested) result.doubts.set(row, doubtOfRow(row, model));
      const cases = scored(tested, model);
      result.sets.set(set, { auroc: auroc(cases), balancedAccuracy: balancedAccuracy(cases, threshold) });
    }
  }
  return result;
}

/** Five folds by source within each set; the strength of the prior and the threshold are chosen within the training folds. */
export function withinSets(rows: readonly Row[]): Validation {
  const result: Validation = { sets: new Map(), doubts: new Map() };
  for (const [set, members] of bySet(rows)) {
    const cases: (Scored & { isHit: boolean })[] = [];
    for (const { training, tested } of folds(members, FOLDS)) {
      const model = fitWeights(weighted(training), chooseStrength(training));
      const threshold = thresholdOf(training, model);
      for (const row of tested) {
        const score = doubtOfRow(row, model);
        result.doubts.set(row, score);
        cases.push({ score, isSupported: row.isSupported, isHit: score < threshold === row.isSupported });
      }
    }
    const share = (isSupported: boolean) =>
      mean(cases.filter((c) => c.isSupported === isSupported).map((c) => (c.isHit ? 1 : 0)));
    result.sets.set(set, { auroc: auroc(cases), balancedAccuracy: (share(true) + share(false)) / 2 });
  }
  return result;
}

/** Mean over the families of the mean over their sets. */
export function macro(rows: readonly Row[], sets: ReadonlyMap<string, Result>): Result {
  const families = [...Map.groupBy(rows, (row) => row.family).values()].map((members) => [...bySet(members).keys()]);
  const over = (key: keyof Result) => mean(families.map((names) => mean(names.map((name) => sets.get(name)![key]))));
  return { auroc: over('auroc'), balancedAccuracy: over('balancedAccuracy') };
}

export function bySet<T extends { set: string }>(rows: readonly T[]): Map<string, T[]> {
  return Map.groupBy(rows, (row) => row.set);
}

/** Groups dealt in order of their hashes, so that a fold does not depend on the order of the file. */
export function folds<T extends { group: string }>(
  rows: readonly T[],
  count: number,
): { training: T[]; tested: T[] }[] {
  const groups = [...new Set(rows.map((row) => row.group))].sort();
  const foldOf = new Map(groups.map((group, i) => [group, i % count]));
  return Array.from({ length: count }, (_, k) => ({
    training: rows.filter((row) => foldOf.get(row.group) !== k),
    tested: rows.filter((row) => foldOf.get(row.group) === k),
  }));
}

function chooseStrength(training: readonly Row[]): number {
  const quality = (strength: number): number => {
    const cases = folds(training, INNER_FOLDS).flatMap((fold) =>
      scored(fold.tested, fitWeights(weighted(fold.training), strength)),
    );
    return auroc(cases);
  };
  return STRENGTHS.map((strength) => ({ strength, quality: quality(strength) })).sort(
    (a, b) => b.quality - a.quality,
  )[0]!.strength;
}

function thresholdOf(training: readonly Row[], model: TrainedWeights): number {
  return chooseThreshold([...bySet(training).values()].map((members) => scored(members, model)));
}

function scored(rows: readonly Row[], model: TrainedWeights): Scored[] {
  return rows.map((row) => ({ score: doubtOfRow(row, model), isSupported: row.isSupported }));
}
