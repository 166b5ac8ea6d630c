/**
 * Simulated precision and bank use of the engine, beside published figures and goals. `npm run simulate -- --help` lists
 * the options. Same options, same bytes: nothing depends on clock or machine. Exits with 1 when a goal is not met, with 2
 * when the options cannot be understood. All cases at the stated size take some three minutes.
 */
import { runCase } from './simulation/cases';
import { parseSimulationOptions, type SimulationOptions, USAGE } from './simulation/options';
import { printed } from './simulation/table';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(USAGE);
} else {
  const options = read(args);
  if (options) run(options);
}

function read(given: readonly string[]): SimulationOptions | null {
  try {
    return parseSimulationOptions(given);
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 2;
    return null;
  }
}

function run(options: SimulationOptions): void {
  const { items, candidates, seed, cases, json } = options;
  const tables = cases.map((name) => {
    const table = runCase(name, options);
    if (!json) console.log(`${printed(table)}\n`);
    return { case: name, ...table };
  });
  if (json) console.log(JSON.stringify({ items, candidates, seed, tables }, null, 2));
  const missed = tables.flatMap(({ goals }) => goals).filter(({ met }) => met === false);
  if (missed.length > 0) process.exitCode = 1;
}
