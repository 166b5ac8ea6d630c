/** The server under load, measured from outside; started by `npm run bench`, which says how. */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bundleServer, removeBundle } from '~test/support/server-process';
import { startBench } from './bench-server';
import { FULL, CASES as OWN_CASES, QUICK, type Row } from './cases';
import { table } from './report';
import { WIRE_CASES } from './wire-cases';

const { values } = parseArgs({
  options: {
    server: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
});
const CASES = { ...OWN_CASES, ...WIRE_CASES };
const wanted = values.only?.split(',') ?? Object.keys(CASES);
const unknown = wanted.filter((name) => !(name in CASES));
if (unknown.length > 0) {
  console.error(`No such case: ${unknown.join(', ')}. There are: ${Object.keys(CASES).join(', ')}`);
  process.exit(2);
}

const bundle = values.server ?? (await bundleServer());
const nodeArgs = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
if (!values.json) console.log(`${machine}; server, PostgreSQL and load on the same machine`);
const rows: Row[] = [];
try {
  for (const name of wanted) {
    if (!values.json) process.stderr.write(`\n${name} …\n`);
    const bench = await startBench(bundle, nodeArgs);
    try {
      const measured = await CASES[name]!(bench, values.quick ? QUICK : FULL);
      if (!values.json) console.log(`\n${table(measured)}`); // at once: a later case may fail
      rows.push(...measured);
    } finally {
      await bench.stop();
    }
  }
} finally {
  if (!values.server) removeBundle(bundle);
}

if (values.json)
  console.log(JSON.stringify({ at: new Date().toISOString(), machine, quick: values.quick, rows }, null, 2));
