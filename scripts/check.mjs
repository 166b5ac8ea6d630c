// Everything but the browser: types, lint, unit and integration tests.
import { steps } from './run.mjs';

await import('./generate.mjs');
await steps([
  ['Types', 'tsc', ['--noEmit']],
  ['Lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['Unused code', 'knip', []],
  ['Unit tests', 'vitest', ['run', '--project', 'unit']],
  ['Integration tests', 'vitest', ['run', '--project', 'integration']],
  ['Crash tests', 'vitest', ['run', '--project', 'crash']],
]);
