import type { ItemParameters } from '@/core/items/item';
import { type AnsweredItem, createEngine } from '@/core/psychometrics/adaptive-engine';
import { priorDifficulty, updateDifficulty } from '@/core/psychometrics/difficulty-update';
import { compilePool } from '@/core/psychometrics/item-pool';
import { drawScore, probability } from '@/core/psychometrics/item-response';
import type { Dice } from '@/core/psychometrics/item-selection';
import { gaussHermite } from '@/core/psychometrics/quadrature';
import { normalDraw } from '@/core/psychometrics/simulation';
import { anItem, aSkillGraph, parameters, seededDice } from '../../core/psychometrics/builders';
import { type SimulationOptions, STATED } from './options';
import { type Estimate, goal, rmse, type Table } from './table';

const LENGTH = 30;
const GUESSING = 0.25;

const LOG_SLOPE_SD = 0.3;

/** True items as people meet them: b ~ N(0, 1), a ~ logN(0, .3); and what is believed of them from a rating. */
function drawTruth(count: number, dice: Dice): ItemParameters[] {
  return Array.from({ length: count }, () =>
    parameters({
      discrimination: Math.exp(LOG_SLOPE_SD * normalDraw(dice)),
      difficulty: normalDraw(dice),
      guessing: GUESSING,
    }),
  );
}

function rated(truth: ItemParameters, r: number, dice: Dice): ItemParameters {
  const rating = r * truth.difficulty + Math.sqrt(1 - r * r) * normalDraw(dice);
  return parameters({ ...priorDifficulty(rating, r), guessing: GUESSING });
}

/**
 * 30 items of one skill whose difficulties are ratings that correlate r with the truth; a is taken as 1. The
 * candidates are spread over forty banks: people who meet the same misjudged items err alike, so the noise is that between
 * banks.
 */
export function coldStartTable({ items, candidates, seed }: SimulationOptions): Table {
  const known = { name: 'known', r: 1 };
  const levels = [0, 0.5, 0.7, 0.9].map((r) => ({ name: `r=${r}`, r }));
  const results = [...levels, known].map(({ r }) => {
    return coldStart(r, items, r === GOAL_AT ? MORE * candidates : candidates, seed);
  });
  const column = (pick: (result: ReturnType<typeof coldStart>) => number) => results.map(pick);
  const half = results[1]!;
  return {
    title: `Cold start: one skill, ${LENGTH} of ${items} items, ${candidates} candidates (${MORE * candidates} at r=.5); difficulties from ratings`,
    columns: [...levels, known].map(({ name }) => name),
    rows: [
      {
        name: 'RMSE, adaptive',
        values: column(({ adaptive }) => adaptive.value),
        baseline: [0.52, 0.475, 0.495, 0.463, 0.354],
      },
      {
        name: 'RMSE, random items',
        values: column(({ random }) => random.value),
        baseline: [0.535, 0.529, 0.526, 0.515, 0.5],
      },
      {
        name: '90 % coverage, ratings taken as certain',
        values: column(({ naive }) => naive.value),
        baseline: [0.872, 0.85, 0.865, 0.893, 0.898],
      },
      {
        name: '90 % coverage, counted',
        values: column(({ covered }) => covered.value),
        baseline: [0.908, 0.912, 0.89, 0.903, 0.898],
      },
      { name: '90 % coverage, expected', values: column(({ expected }) => expected.value) },
    ],
    notes: [
      `${BANKS} banks; standard error of the counted coverage at r=.5: ${half.covered.noise.toFixed(4)}.`,
      'Expected: the share of the truths that could have given a session its answers which lie in its interval; the',
      'same figure as counted with a hundredth of its variance, and what the goal is about.',
    ],
    goals: [goal('cold start, coverage at r=.5', half.expected, [0.9, 1], candidates >= STATED.candidates)],
  };
}

const BANKS = 40;
/** The level a goal is stated for gets four times the candidates: its limit lies within the noise of a thousand. */
const GOAL_AT = 0.5;
const MORE = 4;

function coldStart(r: number, count: number, candidates: number, seed: number) {
  const graph = aSkillGraph(1);
  const squares: number[] = [];
  const randomSquares: number[] = [];
  const coverage: { covered: number; naive: number; people: number }[] = [];
  const inside: number[] = [];
  for (let bank = 0; bank < BANKS; bank++) {
    const dice = seededDice(4_000_037 * (seed + 1) + 101 * bank + Math.round(1000 * r));
    const truth = drawTruth(count, dice);
    const believed = truth.map((item) => (r === 1 ? item : rated(item, r, dice)));
    const engineOf = (list: readonly ItemParameters[]) => {
      const items = list.map((item, i) => anItem({ id: `item-${String(i).padStart(4, '0')}`, parameters: item }));
      const rules = { minItems: LENGTH, maxItems: LENGTH, compositeSd: 0, leastGain: 0 };
      return createEngine({ pool: compilePool(items, graph), graph, rules });
    };
    const engine = engineOf(believed);
    const share = shareInside(r === 1 ? truth.map((item) => [item]) : believed.map(possibleItems));
    const certain = engineOf(believed.map((item) => ({ ...item, difficultyVariance: 0 })));
    const own = Math.floor(((bank + 1) * candidates) / BANKS) - Math.floor((bank * candidates) / BANKS);
    const here = { covered: 0, naive: 0, people: own };
    if (own > 0) coverage.push(here);
    for (let person = 0; person < own; person++) {
      const theta = normalDraw(dice);
      const responses = play(engine, truth, theta, dice);
      const { mean, covariance } = engine.finalEstimate(responses);
      squares.push((mean[0]! - theta) ** 2);
      const reach = 1.645 * Math.sqrt(covariance[0]!);
      if (Math.abs(mean[0]! - theta) < reach) here.covered++;
      inside.push(share(responses, mean[0]! - reach, mean[0]! + reach));
      const other = certain.finalEstimate(play(certain, truth, theta, dice));
      if (Math.abs(other.mean[0]! - theta) < 1.645 * Math.sqrt(other.covariance[0]!)) here.naive++;
      const some = engine.finalEstimate(playRandom(engine.pool.size, truth, theta, dice));
      randomSquares.push((some.mean[0]! - theta) ** 2);
    }
  }
  return {
    adaptive: rmse(squares),
    random: rmse(randomSquares),
    covered: acrossBanks(coverage.map(({ covered, people }) => [covered, people])),
    expected: meanOf(inside),
    naive: acrossBanks(coverage.map(({ naive, people }) => [naive, people])),
  };
}

const SLOPES = gaussHermite(5);
const PLACES = gaussHermite(15);
const STEP = 0.1;
const THETAS = Float64Array.from({ length: 121 }, (_, i) => (i - 60) * STEP);

type Possible = readonly (ItemParameters & { readonly weight?: number })[];

/** What an item may truly be when this is believed of it: b as uncertain as stated, a ~ logN(0, .3). */
function possibleItems(believed: ItemParameters): Possible {
  return [...SLOPES.nodes].flatMap((slope, i) =>
    [...PLACES.nodes].map((place, j) => ({
      ...believed,
      discrimination: Math.exp(LOG_SLOPE_SD * slope),
      difficulty: believed.difficulty + Math.sqrt(believed.difficultyVariance) * place,
      weight: SLOPES.weights[i]! * PLACES.weights[j]!,
    })),
  );
}

/**
 * The probability that theta lies in an interval given a session's answers, by Bayes' rule with all that the simulation
 * draws: theta ~ N(0, 1), and a and b of each item from where they come. Its mean over sessions is the expected coverage
 * (Rao-Blackwell): the same as counting whether theta lay inside, without the luck of the draw.
 */
function shareInside(items: readonly Possible[]) {
  const curves = items.map((possible) =>
    THETAS.map((theta) => possible.reduce((sum, item) => sum + (item.weight ?? 1) * probability(item, theta), 0)),
  );
  return (responses: readonly AnsweredItem[], low: number, high: number): number => {
    const posterior = THETAS.map((theta) => Math.exp((-theta * theta) / 2));
    for (const { itemId, score } of responses) {
      const curve = curves[Number(itemId.slice('item-'.length))]!;
      for (let q = 0; q < posterior.length; q++) posterior[q]! *= score === 1 ? curve[q]! : 1 - curve[q]!;
    }
    let all = 0;
    let within = 0;
    for (let q = 0; q < posterior.length; q++) {
      const left = THETAS[q]! - STEP / 2;
      const part = (Math.min(high, left + STEP) - Math.max(low, left)) / STEP;
      all += posterior[q]!;
      within += posterior[q]! * Math.max(0, part);
    }
    return within / all;
  };
}

function meanOf(values: readonly number[]): Estimate {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  return { value, noise: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) };
}

/** A share of everyone, with the standard error that the spread between the banks shows. */
function acrossBanks(banks: readonly (readonly [hits: number, of: number])[]): Estimate {
  const people = banks.reduce((sum, [, of]) => sum + of, 0);
  const value = banks.reduce((sum, [hits]) => sum + hits, 0) / people;
  const spread = banks.reduce((sum, [hits, of]) => sum + (of / people) ** 2 * (hits / of - value) ** 2, 0);
  return { value, noise: Math.sqrt((spread * banks.length) / Math.max(1, banks.length - 1)) };
}

function play(
  engine: ReturnType<typeof createEngine>,
  truth: readonly ItemParameters[],
  theta: number,
  dice: Dice,
): AnsweredItem[] {
  const responses: AnsweredItem[] = [];
  const predictions: number[] = [];
  for (;;) {
    const step = engine.next({ responses, predictions, remainingTimeMs: null }, dice);
    if (step.kind === 'stop') return responses;
    responses.push({ itemId: step.itemId, score: drawScore(truth[step.index]!, theta, dice.next()) });
    predictions.push(step.predictedSuccess);
  }
}

function playRandom(size: number, truth: readonly ItemParameters[], theta: number, dice: Dice): AnsweredItem[] {
  const used = new Set<number>();
  while (used.size < LENGTH) used.add(Math.floor(dice.next() * size));
  return [...used].map((index) => {
    return { itemId: `item-${String(index).padStart(4, '0')}`, score: drawScore(truth[index]!, theta, dice.next()) };
  });
}

/** Sd of a person's ability when an item learns from the answer. */
const PERSON_SD = 0.4;
const ANSWERS = [0, 30, 100, 300];
/** Banks of `--items` items taken together. */
const CALIBRATED_BANKS = 16;

/** Difficulties learnt online, one answer after another, from a rating that correlates r with the truth. */
export function calibrationTable({ items, candidates, seed }: SimulationOptions): Table {
  const results = [0, 0.5, 0.7].map((r) => ({ r, ...calibration(r, CALIBRATED_BANKS * items, seed) }));
  const baselines = [
    [1.01, 0.56, 0.35, 0.27],
    [0.85, 0.52, 0.34, 0.26],
    [0.73, 0.48, 0.32, 0.26],
  ];
  const elo = [
    [1.01, 0.62, 0.47, 0.32],
    [0.88, 0.65, 0.46, 0.31],
    [0.74, 0.64, 0.46, 0.32],
  ];
  const isStated = items >= STATED.items && candidates >= STATED.candidates;
  return {
    title: `Calibration: RMSE of b over ${CALIBRATED_BANKS} banks of ${items} items, c = .25, a ~ logN(0, .3) scored as 1, persons known with sd ${PERSON_SD}`,
    columns: ANSWERS.map((n) => `${n} answ.`),
    rows: results.flatMap(({ r, bayes, simple, covered }, i) => [
      { name: `r = ${r}, Bayesian`, values: bayes.map(({ value }) => value), baseline: baselines[i]! },
      { name: `r = ${r}, Elo`, values: simple.map(({ value }) => value), baseline: elo[i]! },
      { name: `r = ${r}, 90 % coverage of b`, values: covered },
    ]),
    notes: ['Coverage falls with many answers because a is fixed at 1; it is to be freed from 200 answers on.'],
    goals: results.map(({ r, bayes }) => goal(`RMSE of b after 100 answers, r = ${r}`, bayes[2]!, [0, 0.36], isStated)),
  };
}

function calibration(r: number, count: number, seed: number) {
  const dice = seededDice(5_000_011 * (seed + 1) + Math.round(1000 * r));
  const bayes: number[][] = ANSWERS.map(() => []);
  const simple: number[][] = ANSWERS.map(() => []);
  const covered = ANSWERS.map(() => 0);
  for (const truth of drawTruth(count, dice)) {
    let item = rated(truth, r, dice);
    let elo = item.difficulty;
    for (let n = 0; n <= ANSWERS.at(-1)!; n++) {
      const at = ANSWERS.indexOf(n);
      if (at >= 0) {
        bayes[at]!.push((item.difficulty - truth.difficulty) ** 2);
        simple[at]!.push((elo - truth.difficulty) ** 2);
        const reach = 1.645 * Math.sqrt(item.difficultyVariance);
        if (Math.abs(item.difficulty - truth.difficulty) < reach) covered[at]! += 1;
      }
      const estimate = Math.sqrt(1 - PERSON_SD ** 2) * normalDraw(dice);
      const score = drawScore(truth, estimate + PERSON_SD * normalDraw(dice), dice.next());
      const expected = GUESSING + (1 - GUESSING) / (1 + Math.exp(elo - estimate));
      elo += (expected - score) / (1 + 0.05 * n);
      item = updateDifficulty(item, score, { theta: estimate, sd: PERSON_SD });
    }
  }
  return {
    bayes: bayes.map(rmse) as Estimate[],
    simple: simple.map(rmse) as Estimate[],
    covered: covered.map((hits) => hits / count),
  };
}
