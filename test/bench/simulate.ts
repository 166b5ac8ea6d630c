/**
 * Simulated precision and bank use, printed as tables. Run with `npx tsx test/bench/simulate.ts [single|graph|calibration]`;
 * all three take about two minutes. One bank and one replicate each, fixed seeds: differences below .01 mean nothing.
 */
import type { ItemParameters } from '@/core/items/item';
import { estimateAbility, type ScoredResponse } from '@/core/psychometrics/ability';
import { type AdaptiveEngine, createEngine } from '@/core/psychometrics/adaptive-engine';
import { updateDifficulty } from '@/core/psychometrics/difficulty-update';
import { drawEligible, exposureSummary, noExposure, recordExposure } from '@/core/psychometrics/exposure-control';
import { compilePool, type ItemPool } from '@/core/psychometrics/item-pool';
import { information, probability } from '@/core/psychometrics/item-response';
import type { Dice } from '@/core/psychometrics/item-selection';
import { normalDraw, simulateSessions } from '@/core/psychometrics/simulation';
import type { SkillPrior } from '@/core/psychometrics/skill-prior';
import { anItem, aSkillGraph, parameters, seededDice } from '../core/psychometrics/builders';

const CHECKPOINTS = [10, 20, 30, 40];
const GRID = Float64Array.from({ length: 81 }, (_, i) => -5 + i * 0.125);

function drawItems(count: number, guessing: number, upperAsymptote: number, dice: Dice): ItemParameters[] {
  return Array.from({ length: count }, () =>
    parameters({
      discrimination: Math.exp(0.1 + 0.3 * normalDraw(dice)),
      difficulty: 1.2 * normalDraw(dice),
      guessing,
      upperAsymptote,
    }),
  );
}

type Choose = (posterior: Float64Array, used: Uint8Array, position: number, dice: Dice) => number;
type Eligibility = { flags(): Uint8Array; record(given: readonly number[]): void };

/** One skill, EAP on a grid, N(0, 1): the textbook CAT, to compare the engine with. */
function textbook(
  name: string,
  items: readonly ItemParameters[],
  people: number,
  choose: Choose,
  eligibility?: Eligibility,
) {
  const dice = seededDice(21);
  const table = items.map((item) => GRID.map((theta) => probability(item, theta)));
  const squared = new Float64Array(CHECKPOINTS.length);
  const counts = new Float64Array(items.length);
  const reached: number[] = [];
  for (let person = 0; person < people; person++) {
    const truth = normalDraw(dice);
    const flags = eligibility?.flags();
    const used = flags ? flags.map((flag) => 1 - flag) : new Uint8Array(items.length);
    const given: number[] = [];
    let posterior = GRID.map((theta) => Math.exp((-theta * theta) / 2));
    let arrived = Number.POSITIVE_INFINITY;
    for (let position = 1; position <= 40; position++) {
      const index = choose(posterior, used, position, dice);
      used[index] = 1;
      given.push(index);
      const right = dice.next() < probability(items[index]!, truth);
      posterior = posterior.map((weight, i) => weight * (right ? table[index]![i]! : 1 - table[index]![i]!));
      const { mean, sd } = momentsOf(posterior);
      if (sd <= 0.32) arrived = Math.min(arrived, position);
      const checkpoint = CHECKPOINTS.indexOf(position);
      if (checkpoint >= 0) squared[checkpoint]! += (mean - truth) ** 2;
    }
    reached.push(arrived);
    eligibility?.record(given);
    for (const index of given) counts[index]! += 1;
  }
  printSingle(name, squared, reached, counts, people);
}

/** The product's engine on the same bank, items drawn among the best as in real sessions. */
function product(name: string, items: readonly ItemParameters[], people: number, maximumRate?: number) {
  const graph = aSkillGraph(1);
  const bank = items.map((item, i) => anItem({ id: `item-${String(i).padStart(4, '0')}`, parameters: item }));
  const pool = compilePool(bank, graph);
  const engine = createEngine({ pool, graph, rules: { minItems: 40, maxItems: 40, compositeSd: 0, leastGain: 0 } });
  const eligibility = maximumRate === undefined ? undefined : eligibilityOf(pool, engine, maximumRate);
  const squared = new Float64Array(CHECKPOINTS.length);
  const counts = new Float64Array(pool.size);
  const reached: number[] = [];
  let flags: Uint8Array | undefined;
  simulateSessions(engine, seededDice(22), {
    people,
    eligible: () => {
      flags = eligibility?.flags();
      return flags ? (index) => flags![index] === 1 : undefined;
    },
    onSession: ({ abilities, responses }) => {
      CHECKPOINTS.forEach((n, i) => {
        squared[i]! += (engine.estimate(responses.slice(0, n)).mean[0]! - abilities[0]!) ** 2;
      });
      let arrived = Number.POSITIVE_INFINITY;
      for (let n = 5; n <= 40 && arrived > n; n++) {
        if (Math.sqrt(engine.estimate(responses.slice(0, n)).covariance[0]!) <= 0.32) arrived = n;
      }
      reached.push(arrived);
      const given = responses.map(({ itemId }) => pool.indexOf.get(itemId)!);
      eligibility?.record(given);
      for (const index of given) counts[index]! += 1;
    },
  });
  printSingle(name, squared, reached, counts, people);
}

function eligibilityOf(pool: ItemPool, engine: AdaptiveEngine, maximumRate: number): Eligibility {
  let exposure = noExposure(pool.size);
  let flags = new Uint8Array(pool.size);
  const dice = seededDice(5);
  return {
    flags: () => {
      flags = new Uint8Array(drawEligible(pool, engine.content, exposure, maximumRate, dice));
      return flags;
    },
    record: (given) => {
      exposure = recordExposure(exposure, flags, given);
    },
  };
}

function momentsOf(posterior: Float64Array): { mean: number; sd: number } {
  let total = 0;
  let first = 0;
  let second = 0;
  posterior.forEach((weight, i) => {
    total += weight;
    first += weight * GRID[i]!;
    second += weight * GRID[i]! ** 2;
  });
  return { mean: first / total, sd: Math.sqrt(second / total - (first / total) ** 2) };
}

function printSingle(
  name: string,
  squared: Float64Array,
  reached: number[],
  counts: Float64Array,
  people: number,
): void {
  const median = reached.toSorted((x, y) => x - y)[Math.floor(people / 2)]!;
  const { maximum, unusedShare, overlap } = exposureSummary(counts, people);
  const rmse = [...squared].map((sum) => Math.sqrt(sum / people).toFixed(3)).join('  ');
  console.log(
    `${name.padEnd(34)} ${rmse}   ${median > 40 ? '>40' : String(median).padStart(3)}   ${maximum.toFixed(2)}   ` +
      `${(100 * unusedShare).toFixed(0).padStart(3)} %   ${overlap.toFixed(3)}`,
  );
}

function singleSkill(title: string, guessing: number): void {
  const people = 1000;
  const items = drawItems(300, guessing, 1, seededDice(2024));
  const table = items.map((item) => GRID.map((theta) => information(item, theta)));
  const value = (index: number, posterior: Float64Array) =>
    table[index]!.reduce((sum, info, i) => sum + info * posterior[i]!, 0);
  const among = (best: number): Choose => {
    return (posterior, used, _, dice) => {
      const order = items.flatMap((_, index) => (used[index] === 1 ? [] : [{ index, value: value(index, posterior) }]));
      order.sort((x, y) => y.value - x.value);
      return order[Math.floor(dice.next() * Math.min(best, order.length))]!.index;
    };
  };
  const prior = GRID.map((theta) => Math.exp((-theta * theta) / 2));
  const fixed = items.map((_, index) => index).sort((x, y) => value(y, prior) - value(x, prior));
  const pool = compilePool(
    items.map((item, i) => anItem({ id: `item-${String(i).padStart(4, '0')}`, parameters: item })),
    aSkillGraph(1),
  );
  const rules = { minItems: 40, maxItems: 40 };
  const capped = eligibilityOf(pool, createEngine({ pool, graph: aSkillGraph(1), rules }), 0.25);

  console.log(`\n${title}: one skill, 300 items, ${people} people from N(0, 1)`);
  console.log(`${''.padEnd(34)} RMSE @10  @20    @30    @40   to SE .32  max   unused  overlap`);
  textbook('posterior-weighted information', items, people, among(1));
  textbook('+ one of the best five', items, people, among(5));
  textbook('+ eligibility .25', items, people, among(1), capped);
  textbook('best fixed form of the prior', items, people, (_, __, position) => fixed[position - 1]!);
  textbook('random items', items, people, (_, used, __, dice) => {
    for (;;) {
      const index = Math.floor(dice.next() * items.length);
      if (used[index] === 0) return index;
    }
  });
  product('engine', items, people);
  product('engine + eligibility .25', items, people, 0.25);
}

function skillGraph(): void {
  const people = 600;
  const equicorrelated = (rho: number): SkillPrior => ({
    mean: new Float64Array(6),
    covariance: Float64Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 1 : rho)),
  });
  const graph = aSkillGraph(6);
  const items = drawItems(150, 0.2, 1, seededDice(77));
  const bank = items.map((item, i) =>
    anItem({ id: `item-${String(i).padStart(4, '0')}`, skillId: `skill-${i % 6}`, parameters: item }),
  );
  const pool = compilePool(bank, graph);
  console.log(`\nSix skills, 25 items each (3PL, c = .2), true correlation .6, ${people} people; RMSE per skill`);
  console.log(`${''.padEnd(44)} n=12   18     30     48`);
  const row = (name: string, values: (n: number) => number) =>
    console.log(`${name.padEnd(44)} ${[12, 18, 30, 48].map((n) => values(n).toFixed(3)).join('  ')}`);
  const engineOf = (n: number, prior: SkillPrior) => {
    const rules = { minItems: n, maxItems: n, compositeSd: 0, skillSd: 0 };
    return createEngine({ pool, graph, rules, prior });
  };
  row('random items, skills alone', (n) => randomItems(pool, equicorrelated(0.6), equicorrelated(0), n, people));
  const run = (n: number, assumed: number, truth: number) =>
    simulateSessions(engineOf(n, equicorrelated(assumed)), seededDice(n), {
      people,
      population: equicorrelated(truth),
    });
  row('engine, skills alone', (n) => run(n, 0, 0.6).meanSkillRmse);
  row('engine, graph prior .6', (n) => run(n, 0.6, 0.6).meanSkillRmse);
  row('engine, graph prior .3 (the default)', (n) => run(n, 0.3, 0.6).meanSkillRmse);
  row('composite, graph prior .6', (n) => run(n, 0.6, 0.6).compositeRmse);
  row('coverage of 90 % intervals, prior right', (n) => run(n, 0.6, 0.6).coverage90);
  row('coverage, prior .6 where .3 is true', (n) => run(n, 0.6, 0.3).coverage90);
  row('coverage, prior .3 where .6 is true', (n) => run(n, 0.3, 0.6).coverage90);
}

function randomItems(pool: ItemPool, population: SkillPrior, prior: SkillPrior, n: number, people: number): number {
  const dice = seededDice(n);
  let squared = 0;
  for (let person = 0; person < people; person++) {
    const general = Math.sqrt(population.covariance[1]!) * normalDraw(dice);
    const abilities = Array.from(
      { length: 6 },
      () => general + Math.sqrt(1 - population.covariance[1]!) * normalDraw(dice),
    );
    const used = new Set<number>();
    while (used.size < n) used.add(Math.floor(dice.next() * pool.size));
    const responses = [...used].map((index): ScoredResponse => {
      const { id, parameters: item } = pool.items[index]!;
      const skill = pool.skill[index]!;
      return { itemId: id, skill, parameters: item, score: dice.next() < probability(item, abilities[skill]!) ? 1 : 0 };
    });
    const { mean } = estimateAbility(prior, responses);
    squared += mean.reduce((sum, theta, k) => sum + (theta - abilities[k]!) ** 2, 0);
  }
  return Math.sqrt(squared / (people * 6));
}

/** Difficulties learnt online from a rating that correlates r with the truth; the person known with sd .4. */
function calibration(): void {
  const answers = [0, 30, 100, 300];
  console.log(
    '\nDifficulty learnt from answers, 300 items, c = .25, a ~ logN(0, .3) scored as 1: RMSE (90 % coverage)',
  );
  console.log(`${''.padEnd(8)} ${answers.map((n) => `${n} answers`.padEnd(16)).join('')}`);
  for (const r of [0, 0.5, 0.7]) {
    const dice = seededDice(300);
    const squared = answers.map(() => 0);
    const covered = answers.map(() => 0);
    for (let i = 0; i < 300; i++) {
      const b = normalDraw(dice);
      const truth = parameters({ discrimination: Math.exp(0.3 * normalDraw(dice)), difficulty: b, guessing: 0.25 });
      const rating = r * b + Math.sqrt(1 - r * r) * normalDraw(dice);
      let item = parameters({ difficulty: r * rating, difficultyVariance: 1 - r * r, guessing: 0.25 });
      for (let n = 0; n <= 300; n++) {
        const at = answers.indexOf(n);
        if (at >= 0) {
          squared[at]! += (item.difficulty - b) ** 2;
          covered[at]! += Math.abs(item.difficulty - b) < 1.645 * Math.sqrt(item.difficultyVariance) ? 1 : 0;
        }
        const estimate = 0.917 * normalDraw(dice);
        const theta = estimate + 0.4 * normalDraw(dice);
        item = updateDifficulty(item, dice.next() < probability(truth, theta) ? 1 : 0, { theta: estimate, sd: 0.4 });
      }
    }
    const cells = answers.map((_, at) =>
      `${Math.sqrt(squared[at]! / 300).toFixed(2)} (${(covered[at]! / 300).toFixed(2)})`.padEnd(16),
    );
    console.log(`r = ${r}`.padEnd(9) + cells.join(''));
  }
}

const wanted = process.argv[2];
if (!wanted || wanted === 'single') {
  singleSkill('2PL', 0);
  singleSkill('3PL, c = .2', 0.2);
}
if (!wanted || wanted === 'graph') skillGraph();
if (!wanted || wanted === 'calibration') calibration();
