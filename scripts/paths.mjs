import path from 'node:path';
import process from 'node:process';

/** The checkout, wherever a command is called from. */
export const root = path.resolve(import.meta.dirname, '..');

const bin = path.join(root, 'node_modules/.bin');

/** The pinned Node and the installed tools first, whatever the machine has. */
export const env = {
  ...process.env,
  PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
  NEXT_TELEMETRY_DISABLED: '1',
};

export const tool = (name) => path.join(bin, process.platform === 'win32' ? `${name}.cmd` : name);
