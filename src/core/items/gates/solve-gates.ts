import { type Evidence, type GateOutcome, notRun } from './gate';

/**
 * What independent solves of an item say about it. A solver sees what a candidate sees, options in another order each time, and
 * never the key; `answer` names what it chose in a form that is the same whatever the order was.
 */
export type Solve = { readonly answer: string; readonly isKey: boolean; readonly wording: string };

export const SOLVES = 5;
const LEAST_AGREEING = 4;
/** This many solvers on one other answer, and it may be right too. */
const RIVAL = 2;
/** Below this probability the options alone give the key away. */
const SIGNIFICANCE = 0.05;

/** At least 4 of 5 solvers reach the key, and no other answer is reached twice. */
export function independentSolvesGate(solves: readonly Solve[]): GateOutcome {
  if (solves.length < SOLVES) {
    return notRun('independentSolves', `Only ${solves.length} of ${SOLVES} solves came back; run the gates again.`);
  }
  const agreeing = solves.filter(({ isKey }) => isKey).length;
  const counts = countAnswers(solves);
  const rival = [...counts.values()].find(({ isKey, count }) => !isKey && count >= RIVAL);
  const passed = agreeing >= LEAST_AGREEING && rival === undefined;
  return {
    gate: 'independentSolves',
    result: passed ? 'passed' : 'failed',
    summary: rival
      ? `${agreeing} of ${solves.length} solvers reached the key, but ${rival.count} agree on another answer.`
      : `${agreeing} of ${solves.length} solvers reached the key.`,
    evidence: evidenceOf(counts),
  };
}

export type StemSolve = {
  /** The stem asks one thing that can be answered without seeing options. */
  readonly isAnswerable: boolean;
  /** Somebody who knows nothing of the subject could answer it from the words alone. */
  readonly needsNoKnowledge: boolean;
  readonly answer: string;
};

/** The stem alone is a question, and not one that answers itself: more than half of the solvers have to say so. */
export function withoutOptionsGate(solves: readonly StemSolve[], asked: number): GateOutcome {
  if (solves.length < asked) return notRun('withoutOptions', `Only ${solves.length} of ${asked} solves came back.`);
  const unanswerable = solves.filter(({ isAnswerable }) => !isAnswerable).length;
  const trivial = solves.filter(({ needsNoKnowledge }) => needsNoKnowledge).length;
  const evidence = solves.map(({ isAnswerable, answer }, index) => ({
    label: `Solver ${index + 1}`,
    text: isAnswerable ? answer.slice(0, 300) : 'The stem asks nothing that can be answered without the options.',
  }));
  const more = (count: number) => count * 2 > solves.length;
  return {
    gate: 'withoutOptions',
    result: more(unanswerable) || more(trivial) ? 'failed' : 'passed',
    summary: more(unanswerable)
      ? `${unanswerable} of ${solves.length} solvers could not answer the stem by itself.`
      : more(trivial)
        ? `${trivial} of ${solves.length} solvers say the stem answers itself.`
        : `The stem is a question by itself for ${solves.length - unanswerable} of ${solves.length} solvers.`,
    evidence,
  };
}

/** P(X >= k) of n draws with probability p. */
export function binomialTail(k: number, n: number, p: number): number {
  let tail = 0;
  let choose = 1; // n over i
  for (let i = 0; i <= n; i++) {
    if (i >= k) tail += choose * p ** i * (1 - p) ** (n - i);
    choose = (choose * (n - i)) / (i + 1);
  }
  return Math.min(1, tail);
}

/** Guessing from the options alone must be no better than luck: a binomial test against one in `options`. */
export function withoutStemGate(solves: readonly Solve[], options: number): GateOutcome {
  if (solves.length < SOLVES) return notRun('withoutStem', `Only ${solves.length} of ${SOLVES} solves came back.`);
  const hits = solves.filter(({ isKey }) => isKey).length;
  const p = binomialTail(hits, solves.length, 1 / options);
  const figures = `${hits} of ${solves.length} without the stem, p = ${p.toFixed(3)} against luck`;
  return {
    gate: 'withoutStem',
    result: p < SIGNIFICANCE ? 'failed' : 'passed',
    summary: p < SIGNIFICANCE ? `The options give the key away: ${figures}.` : `The key was found ${figures}.`,
    evidence: evidenceOf(countAnswers(solves)),
  };
}

type Counted = { wording: string; isKey: boolean; count: number };

function countAnswers(solves: readonly Solve[]): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const { answer, isKey, wording } of solves) {
    const id = `${isKey} ${answer}`;
    const known = counts.get(id);
    if (known) known.count += 1;
    else counts.set(id, { wording, isKey, count: 1 });
  }
  return counts;
}

const evidenceOf = (counts: Map<string, Counted>): Evidence[] =>
  [...counts.values()]
    .sort((left, right) => right.count - left.count)
    .map(({ wording, isKey, count }) => ({ label: `${count}×${isKey ? ' (key)' : ''}`, text: wording.slice(0, 300) }));
