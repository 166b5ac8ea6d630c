// `npm run bench`: the production build under load on this machine. Options, after `--`:
//   --quick             a small run, about a minute
//   --json              figures as JSON
//   --only closed,idle  some of the cases: closed, open, idle, watched, reconnect; over the two older protocols and beside
//                       their stack where Python has it: wireClosed, wireOpen, wireIdle, wireReconnect, wireWatched
//   --no-pages          the server without its pages, bundled for the occasion: nothing is built
//   --profile FOLDER    the server writes a CPU profile there
// `npm run bench -- engine`: what the adaptive engine costs, without a server.
// `npm run bench -- retrieval`: how fast passages of collections are found among 10,000.
import path from 'node:path';
import { build } from './build.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

const NO_PAGES = '--no-pages';
const options = process.argv.slice(2);
if (options[0] === 'engine') {
  process.exit(await run('node', ['--expose-gc', '--import', 'tsx', 'test/bench/engine-bench.ts']));
}
if (options[0] === 'retrieval') process.exit(await run('tsx', ['test/bench/retrieval-bench.ts']));
const server = options.includes(NO_PAGES) ? [] : ['--server', path.join(root, 'dist/server.mjs')];
if (server.length > 0) await build();
const rest = options.filter((option) => option !== NO_PAGES);
process.exit(await run('tsx', ['test/bench/load/main.ts', ...server, ...rest]));
