import type { ItemParameters } from '@/core/items/item';
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { exposureSummary } from '@/core/psychometrics/exposure-control';
import { compilePool } from '@/core/psychometrics/item-pool';
import { information, probability } from '@/core/psychometrics/item-response';
import type { Dice } from '@/core/psychometrics/item-selection';
import { normalDraw, simulateSessions } from '@/core/psychometrics/simulation';
import { anItem, aSkillGraph, parameters, seededDice } from '../../core/psychometrics/builders';
import { type Estimate, type Row, rmse } from './table';

export const CHECKPOINTS = [10, 20, 30, 40];
const LONGEST = 40;
const FIXED_LONGEST = 80;
const PRECISE = 0.32;
const GRID = Float64Array.from({ length: 81 }, (_, i) => -5 + i * 0.125);
const PRIOR = GRID.map((theta) => Math.exp((-theta * theta) / 2));

/** a ~ logN(.1, .3), b ~ N(0, 1.2). */
export function drawItems(count: number, guessing: number, dice: Dice): ItemParameters[] {
  return Array.from({ length: count }, () =>
    parameters({
      discrimination: Math.exp(0.1 + 0.3 * normalDraw(dice)),
      difficulty: 1.2 * normalDraw(dice),
      guessing,
    }),
  );
}

/** What one way of testing came to: error after each number of items (index + 1), items until precise, bank use. */
export type Outcome = {
  readonly error: readonly Estimate[];
  readonly medianToPrecise: number;
  readonly maximum: number;
  readonly unused: number;
  readonly overlap: number;
};

export function row(name: string, outcome: Outcome, baseline?: Row['baseline']): Row {
  const { error, medianToPrecise, maximum, unused, overlap } = outcome;
  return {
    name,
    values: [
      ...CHECKPOINTS.map((n) => error[n - 1]?.value ?? null),
      medianToPrecise > LONGEST ? '>40' : String(medianToPrecise),
      maximum,
      unused,
      overlap,
    ],
    ...(baseline && { baseline }),
  };
}

/** The product's engine, items drawn among the best as in real sessions. */
export function engineOutcome(items: readonly ItemParameters[], people: number, seed: number, cap?: number): Outcome {
  const graph = aSkillGraph(1);
  const bank = items.map((item, i) => anItem({ id: `item-${String(i).padStart(4, '0')}`, parameters: item }));
  const pool = compilePool(bank, graph);
  const rules = { minItems: LONGEST, maxItems: LONGEST, compositeSd: 0, leastGain: 0 };
  const engine = createEngine({ pool, graph, rules });
  const squares = Array.from({ length: LONGEST }, (): number[] => []);
  const reached: number[] = [];
  const summary = simulateSessions(engine, seededDice(seed), {
    people,
    exposureCap: cap ?? null,
    onSession: ({ abilities, responses, path }) => {
      for (let n = 1; n <= LONGEST; n++) squares[n - 1]!.push((path[n]! - abilities[0]!) ** 2);
      let arrived = Number.POSITIVE_INFINITY;
      for (let n = 5; n <= LONGEST && arrived > n; n++) {
        if (Math.sqrt(engine.estimate(responses.slice(0, n)).covariance[0]!) <= PRECISE) arrived = n;
      }
      reached.push(arrived);
    },
  });
  const { maximumExposure: maximum, unusedShare: unused, overlap } = summary;
  return { error: squares.map(rmse), medianToPrecise: median(reached), maximum, unused, overlap };
}

/** One outcome of several banks: errors pooled, bank use averaged; the noise is that between banks. */
export function pooled(outcomes: readonly Outcome[]): Outcome {
  const average = (pick: (outcome: Outcome) => number) =>
    outcomes.reduce((sum, outcome) => sum + pick(outcome), 0) / outcomes.length;
  return {
    error: outcomes[0]!.error.map((_, i) => {
      const values = outcomes.map(({ error }) => error[i]!.value);
      const value = Math.sqrt(values.reduce((sum, each) => sum + each * each, 0) / values.length);
      const spread = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / Math.max(1, values.length - 1);
      return { value, noise: Math.sqrt(spread / values.length) };
    }),
    medianToPrecise: median(outcomes.map(({ medianToPrecise }) => medianToPrecise)),
    maximum: average(({ maximum }) => maximum),
    unused: average(({ unused }) => unused),
    overlap: average(({ overlap }) => overlap),
  };
}

type Choose = (posterior: Float64Array, used: Uint8Array, position: number, dice: Dice) => number;

/** One skill, EAP on a grid, N(0, 1): what other ways of choosing items come to on the same bank. */
export function textbookOutcome(
  items: readonly ItemParameters[],
  people: number,
  seed: number,
  choose: Choose,
  longest = LONGEST,
): Outcome {
  const dice = seededDice(seed);
  const table = items.map((item) => GRID.map((theta) => probability(item, theta)));
  const length = Math.min(longest, items.length);
  const squares = Array.from({ length }, (): number[] => []);
  const counts = new Float64Array(items.length);
  const reached: number[] = [];
  for (let person = 0; person < people; person++) {
    const truth = normalDraw(dice);
    const used = new Uint8Array(items.length);
    const posterior = PRIOR.slice();
    let arrived = Number.POSITIVE_INFINITY;
    for (let position = 1; position <= length; position++) {
      const index = choose(posterior, used, position, dice);
      used[index] = 1;
      if (position <= LONGEST) counts[index]! += 1;
      const right = dice.next() < probability(items[index]!, truth);
      const curve = table[index]!;
      for (let q = 0; q < GRID.length; q++) posterior[q]! *= right ? curve[q]! : 1 - curve[q]!;
      const { mean, sd } = momentsOf(posterior);
      if (sd <= PRECISE) arrived = Math.min(arrived, position);
      squares[position - 1]!.push((mean - truth) ** 2);
    }
    reached.push(arrived);
  }
  const { maximum, unusedShare: unused, overlap } = exposureSummary(counts, people);
  return { error: squares.map(rmse), medianToPrecise: median(reached), maximum, unused, overlap };
}

/** The most informative item over the posterior; the form that is best for the whole population; any item. */
export function waysOfChoosing(items: readonly ItemParameters[]) {
  const table = items.map((item) => GRID.map((theta) => information(item, theta)));
  const value = (index: number, posterior: Float64Array) => {
    let sum = 0;
    const curve = table[index]!;
    for (let q = 0; q < GRID.length; q++) sum += curve[q]! * posterior[q]!;
    return sum;
  };
  const fixed = items.map((_, index) => index).sort((x, y) => value(y, PRIOR) - value(x, PRIOR));
  const best: Choose = (posterior, used) => {
    let chosen = -1;
    let highest = -1;
    for (let index = 0; index < items.length; index++) {
      if (used[index] === 1) continue;
      const worth = value(index, posterior);
      if (worth > highest) {
        highest = worth;
        chosen = index;
      }
    }
    return chosen;
  };
  const random: Choose = (_, used, __, dice) => {
    for (;;) {
      const index = Math.floor(dice.next() * items.length);
      if (used[index] === 0) return index;
    }
  };
  return { best, fixed: ((_, __, position) => fixed[position - 1]!) as Choose, random, fixedLongest: FIXED_LONGEST };
}

/** How many items another way needs to be as precise as `error`; as text when even its longest is not. */
export function itemsNeeded(other: Outcome, error: number): string {
  const found = other.error.findIndex(({ value }) => value <= error);
  return found < 0 ? `more than ${other.error.length}` : String(found + 1);
}

function momentsOf(posterior: Float64Array): { mean: number; sd: number } {
  let total = 0;
  let first = 0;
  let second = 0;
  for (let q = 0; q < GRID.length; q++) {
    total += posterior[q]!;
    first += posterior[q]! * GRID[q]!;
    second += posterior[q]! * GRID[q]! * GRID[q]!;
  }
  return { mean: first / total, sd: Math.sqrt(second / total - (first / total) ** 2) };
}

const median = (values: readonly number[]) => values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]!;
