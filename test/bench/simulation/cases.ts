import { seededDice } from '../../core/psychometrics/builders';
import { calibrationTable, coldStartTable } from './new-items';
import { type SimulationCase, type SimulationOptions, STATED } from './options';
import {
  CHECKPOINTS,
  drawItems,
  engineOutcome,
  itemsNeeded,
  type Outcome,
  pooled,
  row,
  textbookOutcome,
  waysOfChoosing,
} from './single-skill';
import { graphTable } from './skill-graph';
import { goal, type Table } from './table';

const COLUMNS = [...CHECKPOINTS.map((n) => `RMSE@${n}`), 'to SE.32', 'max', 'unused', 'overlap'];
/** One bank's luck is worth more than the limits of the goals are apart. */
const BANKS = 5;
const NOISE = 'Published baselines are of one other bank drawn the same way, noise about .01.';

/** Figures of one case; the same options give the same figures to the bit. */
export function runCase(name: SimulationCase, options: SimulationOptions): Table {
  switch (name) {
    case '2pl':
      return uncapped(options, '2PL', 0);
    case '3pl':
      return uncapped(options, '3PL, c = .2', 0.2);
    case 'capped':
      return capped(options);
    case 'graph':
      return graphTable(options);
    case 'cold-start':
      return coldStartTable(options);
    case 'calibration':
      return calibrationTable(options);
  }
}

const isStated = ({ items, candidates }: SimulationOptions) =>
  items === STATED.items && candidates >= STATED.candidates;

const BASELINE = {
  '2PL': {
    best: [0.369, 0.28, 0.242, 0.218, '15', 1, 0.53, 0.505],
    engine: [0.381, 0.286, 0.242, 0.218, '15', 0.88, 0.5, 0.5],
    fixed: [0.419, 0.322, 0.277, 0.245, null, 1, null, null],
    random: [0.568, 0.436, 0.367, 0.323, '>40', 0.16, 0, 0.134],
  },
  '3PL, c = .2': {
    best: [0.448, 0.347, 0.301, 0.268, '25', 1, 0.5, 0.487],
    engine: undefined,
    fixed: [0.5, 0.405, 0.351, 0.319, null, 1, null, null],
    random: [0.663, 0.533, 0.461, 0.403, '>40', 0.16, 0, 0.134],
  },
} as const;

/** Candidates are spread over the banks for the comparisons; the engine plays all of them on each bank. */
function uncapped(options: SimulationOptions, model: keyof typeof BASELINE, guessing: number): Table {
  const { items: count, candidates, seed } = options;
  const banks = Array.from({ length: BANKS }, (_, bank) => drawItems(count, guessing, bankDice(seed, bank)));
  const some = Math.ceil(candidates / BANKS);
  const played = banks.map((items, bank) => {
    const { best, fixed, random, fixedLongest } = waysOfChoosing(items);
    const own = seed + 97 * bank;
    return {
      engine: engineOutcome(items, candidates, own + 1),
      best: textbookOutcome(items, some, own + 2, best),
      fixed: textbookOutcome(items, some, own + 3, fixed, fixedLongest),
      random: textbookOutcome(items, some, own + 4, random, fixedLongest),
    };
  });
  const of = (way: keyof (typeof played)[number]) => pooled(played.map((outcomes) => outcomes[way]));
  const engine = of('engine');
  const baseline = BASELINE[model];
  const goals =
    model === '2PL'
      ? [
          goal('2PL RMSE after 20 items', engine.error[19]!, [0, 0.285], isStated(options)),
          goal('2PL median items to SE .32', engine.medianToPrecise, [0, 15], isStated(options)),
        ]
      : [];
  return {
    title: `${model}: one skill, ${BANKS} banks of ${count} items, ${candidates} candidates each from N(0, 1)`,
    columns: COLUMNS,
    rows: [
      row('engine (one of the best ten, then five)', engine, baseline.engine),
      row('always the most informative item', of('best'), baseline.best),
      row('best fixed form for the population', of('fixed'), baseline.fixed),
      row('random items', of('random'), baseline.random),
    ],
    notes: [
      efficiency(engine, of('fixed'), of('random')),
      `Engine: all candidates on each bank; other rows: ${some} on each. ${NOISE}`,
      noiseOf(engine),
    ],
    goals,
  };
}

/** 20 adaptive items against both: only the second would be an overclaim. */
function efficiency(engine: Outcome, fixed: Outcome, random: Outcome): string {
  const error = engine.error[19]!.value;
  return (
    `20 items of the engine are as precise as ${itemsNeeded(fixed, error)} of the best fixed form ` +
    `and ${itemsNeeded(random, error)} random ones.`
  );
}

const noiseOf = ({ error }: Outcome) => `Standard error of the engine's RMSE@20: ${error[19]!.noise.toFixed(4)}.`;

function capped(options: SimulationOptions): Table {
  const { items: count, candidates, seed } = options;
  const outcomes = [0, 0.2].map((guessing) => {
    const items = drawItems(count, guessing, bankDice(seed, 0));
    return {
      quarter: engineOutcome(items, candidates, seed + 5, 0.25),
      strict: guessing === 0 ? engineOutcome(items, candidates, seed + 6, 0.15) : null,
    };
  });
  const [two, three] = outcomes;
  return {
    title: `Exposure capped: one skill, ${count} items, ${candidates} candidates from N(0, 1), from the first session on`,
    columns: COLUMNS,
    rows: [
      row('2PL, at most .25', two!.quarter, [0.477, 0.352, 0.292, 0.257, '24', 0.25, 0.22, 0.226]),
      row('2PL, at most .15', two!.strict!),
      row('3PL, c = .2, at most .25', three!.quarter, [0.544, 0.41, 0.344, 0.31, '40', 0.25, 0.21, 0.225]),
    ],
    notes: [`One bank. ${NOISE}`, noiseOf(two!.quarter)],
    goals: [
      goal('greatest exposure under .25', two!.quarter.maximum, [0, 0.27], isStated(options)),
      goal('2PL RMSE after 20 items under .25', two!.quarter.error[19]!, [0, 0.355], isStated(options)),
    ],
  };
}

/** Banks and people are drawn apart, so that more people do not change the bank. */
const bankDice = (seed: number, bank: number) => seededDice(1_000_003 * (seed + 1) + 7919 * bank);
