import { notMeasured, type Statistic } from './statistic';

/** What each judge is worth: how often it says yes when the truth is yes, and no when it is no. */
export type JudgeReliability = { sensitivity: number; specificity: number };

export type DawidSkene = {
  prevalence: number;
  judges: readonly JudgeReliability[];
  /** Probability that the truth is yes, by unit. */
  posteriors: readonly number[];
  logLikelihood: number;
  rounds: number;
};

const MIN_JUDGES = 3;
const MIN_UNITS = 200;
const MAX_ROUNDS = 500;
const TOLERANCE = 1e-6;
/** Beta(2, 1): one more right answer than seen, so that a judge is better than chance until shown otherwise. */
const PRIOR = { right: 1, wrong: 0 } as const;
const EDGE = 1e-9;

/**
 * Truth and reliability from judges alone, by expectation and maximisation. Dawid & Skene (1979), two categories, started from the
 * majority. With three judges the model is only just identified, and it takes the judges' errors to be independent: it is a
 * diagnostic, and human labels outrank it. So it is refused below three judges or 200 units.
 * @param units one row a unit, one column a judge; null where a judge gave nothing.
 */
export function dawidSkene(units: readonly (readonly (boolean | null)[])[]): Statistic<DawidSkene> {
  const judges = units[0]?.length ?? 0;
  const rated = units.filter((row) => row.some((answer) => answer !== null));
  if (judges < MIN_JUDGES) return notMeasured(`${judges} judges; at least ${MIN_JUDGES} are needed`, rated.length);
  if (rated.length < MIN_UNITS)
    return notMeasured(`${rated.length} rated units; at least ${MIN_UNITS} are needed`, rated.length);

  let posteriors = units.map(majority);
  let model = maximise(units, posteriors, judges);
  let previous = Number.NEGATIVE_INFINITY;
  let rounds = 0;
  for (; rounds < MAX_ROUNDS; rounds += 1) {
    const step = expect(units, model);
    posteriors = step.posteriors;
    model = maximise(units, posteriors, judges);
    if (Math.abs(step.logPosterior - previous) < TOLERANCE) break;
    previous = step.logPosterior;
  }
  const { logLikelihood } = expect(units, model);
  return {
    value: { ...model, posteriors, logLikelihood, rounds },
    n: rated.length,
    method: 'Dawid-Skene, expectation-maximisation, Beta(2,1) prior',
    noInterval: 'a diagnostic from judges alone',
  };
}

type Model = { prevalence: number; judges: JudgeReliability[] };

function majority(row: readonly (boolean | null)[]): number {
  const answers = row.filter((answer) => answer !== null);
  return answers.length === 0 ? 0.5 : answers.filter(Boolean).length / answers.length;
}

function maximise(
  units: readonly (readonly (boolean | null)[])[],
  posteriors: readonly number[],
  judges: number,
): Model {
  const reliabilities = Array.from({ length: judges }, (_, j): JudgeReliability => {
    let [yesRight, yes, noRight, no] = [0, 0, 0, 0];
    units.forEach((row, i) => {
      const answer = row[j] ?? null;
      if (answer === null) return;
      const p = posteriors[i]!;
      yes += p;
      no += 1 - p;
      if (answer) yesRight += p;
      else noRight += 1 - p;
    });
    const spare = PRIOR.right + PRIOR.wrong;
    return {
      sensitivity: (yesRight + PRIOR.right) / (yes + spare),
      specificity: (noRight + PRIOR.right) / (no + spare),
    };
  });
  const rated = units.flatMap((row, i) => (row.some((answer) => answer !== null) ? [posteriors[i]!] : []));
  return { prevalence: rated.reduce((a, b) => a + b, 0) / rated.length, judges: reliabilities };
}

function expect(
  units: readonly (readonly (boolean | null)[])[],
  { prevalence, judges }: Model,
): { posteriors: number[]; logLikelihood: number; logPosterior: number } {
  let logLikelihood = 0;
  const posteriors = units.map((row) => {
    let yes = Math.log(Math.max(EDGE, prevalence));
    let no = Math.log(Math.max(EDGE, 1 - prevalence));
    row.forEach((answer, j) => {
      if (answer === null) return;
      const { sensitivity, specificity } = judges[j]!;
      yes += Math.log(Math.max(EDGE, answer ? sensitivity : 1 - sensitivity));
      no += Math.log(Math.max(EDGE, answer ? 1 - specificity : specificity));
    });
    const top = Math.max(yes, no);
    const total = top + Math.log(Math.exp(yes - top) + Math.exp(no - top));
    logLikelihood += total;
    return Math.exp(yes - total);
  });
  const logPrior = judges.reduce(
    (total, { sensitivity, specificity }) => total + PRIOR.right * (Math.log(sensitivity) + Math.log(specificity)),
    0,
  );
  return { posteriors, logLikelihood, logPosterior: logLikelihood + logPrior };
}
