// Generates the Prisma client. The schema engine's download is replaced by scripts/schema-engine.mjs (prisma.config.ts).
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = path.join(root, 'node_modules/.bin');
const result = spawnSync(path.join(bin, 'node'), [path.join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
});
if (result.status !== 0) {
  process.stderr.write(`${result.stdout}${result.stderr}\nThe Prisma client could not be generated.\n`);
  process.exit(result.status ?? 1);
}
