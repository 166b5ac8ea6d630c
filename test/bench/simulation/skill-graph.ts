import { estimateAbility } from '@/core/psychometrics/ability';
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { compilePool, type ItemPool } from '@/core/psychometrics/item-pool';
import { drawScore } from '@/core/psychometrics/item-response';
import type { ScoredResponse } from '@/core/psychometrics/response-factors';
import { normalDraw, simulateSessions } from '@/core/psychometrics/simulation';
import { type SkillPrior, skillPrior } from '@/core/psychometrics/skill-prior';
import { anItem, aSkillGraph, seededDice } from '../../core/psychometrics/builders';
import { type SimulationOptions, STATED } from './options';
import { drawItems } from './single-skill';
import { goal, rmse, type Table } from './table';

const SKILLS = 6;
const ITEMS = 150;
const LENGTHS = [12, 18, 30, 48];

/** Six skills of 25 items; the size of the bank is part of the case, `--items` does not change it. */
export function graphTable({ candidates, seed }: SimulationOptions): Table {
  const people = Math.max(1, Math.round(0.6 * candidates));
  const graph = aSkillGraph(SKILLS);
  const bank = drawItems(ITEMS, 0.2, seededDice(2_000_003 * (seed + 1))).map((parameters, i) =>
    anItem({ id: `item-${String(i).padStart(4, '0')}`, skillId: `skill-${i % SKILLS}`, parameters }),
  );
  const pool = compilePool(bank, graph);
  const standard = skillPrior(graph);
  const runs = new Map<string, ReturnType<typeof run>>();
  const run = (length: number, prior: SkillPrior, truth: SkillPrior) => {
    const rules = { minItems: length, maxItems: length, compositeSd: 0, skillSd: 0 };
    const engine = createEngine({ pool, graph, rules, prior });
    const squares: number[] = [];
    const summary = simulateSessions(engine, seededDice(seed + length), {
      people,
      population: truth,
      onSession: ({ abilities, posterior }) => {
        squares.push(abilities.reduce((sum, theta, k) => sum + (posterior.mean[k]! - theta) ** 2, 0) / SKILLS);
      },
    });
    // Skills of a person are related, so a person counts as one observation for the noise of coverage too: an upper bound.
    const { coverage90 } = summary;
    const covered = { value: coverage90, noise: Math.sqrt((coverage90 * (1 - coverage90)) / people) };
    return { error: rmse(squares), covered, composite: summary.compositeRmse };
  };
  const at = (length: number, prior: SkillPrior, truth: SkillPrior, key: string) => {
    const known = runs.get(key + length) ?? run(length, prior, truth);
    runs.set(key + length, known);
    return known;
  };
  const alone = (n: number) => at(n, equal(0), equal(0.6), 'alone');
  const right = (n: number) => at(n, equal(0.6), equal(0.6), 'right');
  const cautious = (n: number) => at(n, standard, equal(0.6), 'cautious');
  const low = (n: number) => at(n, standard, equal(0.3), 'low');
  const bold = (n: number) => at(n, equal(0.6), equal(0.3), 'bold');
  const isStated = candidates >= STATED.candidates;
  return {
    title: `Skill graph: six skills of 25 3PL items (c = .2), true correlation .6, ${people} candidates; RMSE per skill`,
    columns: LENGTHS.map((n) => `n=${n}`),
    rows: [
      {
        name: 'random items, skills alone',
        values: LENGTHS.map((n) => randomItems(pool, equal(0.6), equal(0), n, people, seed)),
        baseline: [0.921, 0.88, 0.804, 0.722],
      },
      {
        name: 'engine, skills alone',
        values: LENGTHS.map((n) => alone(n).error.value),
        baseline: [0.836, 0.773, 0.698, 0.628],
      },
      {
        name: 'engine, prior .6',
        values: LENGTHS.map((n) => right(n).error.value),
        baseline: [0.716, 0.658, 0.6, 0.544],
      },
      { name: 'engine, default prior (.3)', values: LENGTHS.map((n) => cautious(n).error.value) },
      {
        name: 'composite, prior .6',
        values: LENGTHS.map((n) => right(n).composite),
        baseline: [0.482, 0.413, 0.357, 0.301],
      },
      {
        name: '90 % coverage, prior .6',
        values: LENGTHS.map((n) => right(n).covered.value),
        baseline: [0.889, 0.898, 0.892, 0.898],
      },
      {
        name: '90 % coverage, prior .6, truth .3',
        values: LENGTHS.map((n) => bold(n).covered.value),
        baseline: [0.848, 0.846, 0.845, 0.84],
      },
      { name: '90 % coverage, default prior, truth .3', values: LENGTHS.map((n) => low(n).covered.value) },
      { name: '90 % coverage, default prior, truth .6', values: LENGTHS.map((n) => cautious(n).covered.value) },
    ],
    notes: [`Standard error of the RMSE at 30 items: ${right(30).error.noise.toFixed(4)}.`],
    goals: [
      goal('RMSE per skill after 30 items, prior .6', right(30).error, [0, 0.61], isStated),
      goal('coverage after 30 items, prior .6', right(30).covered, [0.87, 0.93], isStated),
      goal('coverage after 30 items, default prior, truth .3', low(30).covered, [0.87, 1], isStated),
    ],
  };
}

function equal(rho: number): SkillPrior {
  return {
    mean: new Float64Array(SKILLS),
    covariance: Float64Array.from({ length: SKILLS * SKILLS }, (_, i) => (i % (SKILLS + 1) === 0 ? 1 : rho)),
  };
}

function randomItems(pool: ItemPool, truth: SkillPrior, prior: SkillPrior, n: number, people: number, seed: number) {
  const dice = seededDice(3_000_017 * (seed + 1) + n);
  const rho = truth.covariance[1]!;
  let squared = 0;
  for (let person = 0; person < people; person++) {
    const general = Math.sqrt(rho) * normalDraw(dice);
    const abilities = Array.from({ length: SKILLS }, () => general + Math.sqrt(1 - rho) * normalDraw(dice));
    const used = new Set<number>();
    while (used.size < n) used.add(Math.floor(dice.next() * pool.size));
    const responses = [...used].map((index): ScoredResponse => {
      const { id, parameters } = pool.items[index]!;
      const skill = pool.skill[index]!;
      return { itemId: id, skill, parameters, score: drawScore(parameters, abilities[skill]!, dice.next()) };
    });
    const { mean } = estimateAbility(prior, responses);
    squared += mean.reduce((sum, theta, k) => sum + (theta - abilities[k]!) ** 2, 0);
  }
  return Math.sqrt(squared / (people * SKILLS));
}
