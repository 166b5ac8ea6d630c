import path from 'node:path';

/** The folder with the labelled pairs: the first argument, or the one beside the checkout. */
export function dataFolder(): string {
  return path.resolve(process.argv[2] ?? '../shared/data/verifier');
}
