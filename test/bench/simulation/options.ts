/** What `npm run simulate` was asked for. */
export type SimulationOptions = {
  readonly items: number;
  readonly candidates: number;
  readonly seed: number;
  readonly cases: readonly SimulationCase[];
  readonly json: boolean;
};

export const CASES = ['2pl', 'capped', '3pl', 'graph', 'cold-start', 'calibration'] as const;
export type SimulationCase = (typeof CASES)[number];

/** Sizes the goals are stated for; others are printed without a verdict. */
export const STATED = { items: 300, candidates: 1000 } as const;

const LIMITS = { items: [60, 5000], candidates: [20, 100_000], seed: [0, 2 ** 31] } as const;

export const USAGE =
  'Usage: npm run simulate -- [--items 300] [--candidates 1000] [--seed 1] [--case 2pl|capped|3pl|graph|cold-start|calibration|all] [--json]';

/** @throws Error with a sentence for the person at the keyboard. */
export function parseSimulationOptions(args: readonly string[]): SimulationOptions {
  const options = { items: STATED.items as number, candidates: STATED.candidates as number, seed: 1 };
  let cases: readonly SimulationCase[] = CASES;
  let json = false;
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    switch (name) {
      case '--json':
        json = true;
        break;
      case '--items':
      case '--candidates':
      case '--seed':
        options[name.slice(2) as keyof typeof LIMITS] = wholeNumber(name, args[++i]);
        break;
      case '--case':
        cases = caseOf(args[++i]);
        break;
      default:
        throw new Error(`${name} is not an option.`);
    }
  }
  return { ...options, cases, json };
}

function wholeNumber(name: string, text: string | undefined): number {
  const [least, most] = LIMITS[name.slice(2) as keyof typeof LIMITS];
  const value = text === undefined || !/^\d+$/.test(text) ? Number.NaN : Number(text);
  if (!(value >= least && value <= most)) {
    throw new Error(`${name} wants a whole number from ${least} to ${most}, not ${text ?? 'nothing'}.`);
  }
  return value;
}

function caseOf(text: string | undefined): readonly SimulationCase[] {
  if (text === 'all') return CASES;
  const found = CASES.find((name) => name === text);
  if (!found) throw new Error(`--case wants one of ${CASES.join(', ')} or all, not ${text ?? 'nothing'}.`);
  return [found];
}
