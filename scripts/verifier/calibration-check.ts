import { fitCurve } from '@/core/evaluation/trained-fit';
import { seededRandom } from '@/core/items/random';
import { crossFittedProbabilities } from '@/core/statistics/calibration';
import type { LabelledProbability } from '@/core/statistics/labelled-probability';
import { expectedCalibrationError } from '@/core/statistics/proper-scores';
import type { Row } from './labelled-pairs';
import { calibrationError, mean } from './measures';
import { bySet, folds, weighted } from './validation';

type Doubts = ReadonlyMap<Row, number>;

/** Rows with their doubt and a weight under which both labels, all sets of a family and all families count alike. */
export function doubted(rows: readonly Row[], doubts: Doubts) {
  const found = weighted(rows);
  return rows.map((row, i) => ({ ...found[i]!, doubt: doubts.get(row)! }));
}

/**
 * Calibration error of the curve that is shipped, on sets that took part neither in the weights nor in the curve: for each set
 * the curve is fitted on the others. Mean over the families of the mean over their sets; both labels count alike.
 */
export function errorOnNewSets(rows: readonly Row[], doubts: Doubts): number {
  const errors = [...bySet(rows)].map(([set, members]) => {
    const curve = fitCurve(
      doubted(
        rows.filter((row) => row.set !== set),
        doubts,
      ),
    );
    const cases = doubted(members, doubts).map((c) => ({ ...c, probability: supportBy(curve, c.doubt) }));
    return { family: members[0]!.family, error: calibrationError(cases) };
  });
  return mean([...Map.groupBy(errors, (e) => e.family).values()].map((of) => mean(of.map((e) => e.error))));
}

/**
 * The same for the curve fitted on all sets together, cross-fitted over five folds by source: what the shipped curve gives on
 * texts like these.
 */
export function errorOfCurve(rows: readonly Row[], doubts: Doubts): number {
  const all = doubted(rows, doubts);
  const cases = folds(all, 5).flatMap(({ training, tested }) => {
    const curve = fitCurve(training);
    return tested.map((c) => ({ ...c, probability: supportBy(curve, c.doubt) }));
  });
  return calibrationError(cases);
}

/** `perfect`: what probabilities without any error would show on as many labels, by chance alone. */
export type OwnLabelError = { n: number; error: number; perfect: number };

/**
 * Calibration error by family and by set once its own labels are used for calibrating, as a project with labels of its own would:
 * weights from the other families, calibration cross-fitted over five folds by source, labels as frequent as they are.
 */
export function errorWithOwnLabels(rows: readonly Row[], doubts: Doubts): Map<string, OwnLabelError> {
  const groups = [...Map.groupBy(rows, (row) => row.family), ...Map.groupBy(rows, (row) => row.set)];
  return new Map(
    groups.map(([name, members]) => {
      const cases = members.map((row) => ({
        probability: 1 / (1 + Math.exp(doubts.get(row)!)),
        isTrue: row.isSupported,
        source: row.group,
      }));
      const calibrated = crossFittedProbabilities(cases) ?? [];
      const error = expectedCalibrationError(calibrated).value ?? Number.NaN;
      return [name, { n: cases.length, error, perfect: errorByChance(calibrated) }] as const;
    }),
  );
}

const DRAWS = 100;

/** The mean error when the labels are drawn by the very probabilities. */
function errorByChance(cases: readonly LabelledProbability[]): number {
  const random = seededRandom('labels by chance');
  const errors = Array.from({ length: DRAWS }, () => {
    const drawn = cases.map((c) => ({ ...c, isTrue: random.next() < c.probability }));
    return expectedCalibrationError(drawn).value ?? Number.NaN;
  });
  return mean(errors);
}

function supportBy({ slope, shift }: { slope: number; shift: number }, doubt: number): number {
  return 1 / (1 + Math.exp(slope * doubt + shift));
}
