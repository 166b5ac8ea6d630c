// Everything but the browser: types, lint, unit and integration tests.
import { steps } from './run.mjs';

await import('./generate.mjs');
export const CHECKS = [
  ['Types', 'tsc', ['--noEmit']],
  ['Lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['Unused code', 'knip', []],
  ['Unit and integration tests', 'vitest', ['run']],
];
await steps(CHECKS);
