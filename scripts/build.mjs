// Builds pages and server, unless what is built is what is here. `--force` builds anyway.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { steps } from './run.mjs';

const SOURCES = [
  'src',
  'prisma/schema.prisma',
  'public',
  'server.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];
const stamp = path.join(root, 'dist/build-stamp');

function* files(place) {
  const full = path.join(root, place);
  if (!existsSync(full)) return;
  const entries = readdirSync(full, { withFileTypes: true, recursive: true, encoding: 'utf8' });
  for (const entry of entries) if (entry.isFile()) yield path.join(entry.parentPath, entry.name);
}

/** A fingerprint of everything the build depends on. */
function fingerprint() {
  const hash = createHash('sha256');
  const list = SOURCES.flatMap((place) => (path.extname(place) ? [path.join(root, place)] : [...files(place)]));
  for (const file of list.sort())
    if (existsSync(file)) hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

export async function build({ force = false } = {}) {
  if (!existsSync(path.join(root, 'src/server/generated/prisma/client.ts'))) await import('./generate.mjs');
  const wanted = fingerprint();
  const isBuilt =
    existsSync(stamp) && existsSync(path.join(root, '.next/BUILD_ID')) && readFileSync(stamp, 'utf8') === wanted;
  if (isBuilt && !force) return;
  console.log('Building (once, and again after changes; about a minute)');
  rmSync(stamp, { force: true });
  await steps([
    ['Pages', 'next', ['build'], { NODE_ENV: 'production' }],
    [
      'Server',
      'esbuild',
      [
        'server=server.ts',
        // Threads that do evaluation runs start here; src/server/evaluation/pooled-runner.ts looks for it beside the server.
        'run-worker=src/server/evaluation/run-worker.ts',
        'document-worker=src/server/documents/document-worker.ts',
        '--bundle',
        '--platform=node',
        '--format=esm',
        '--target=node24',
        '--packages=external',
        '--alias:@=./src',
        '--sourcemap',
        '--outdir=dist',
        '--out-extension:.js=.mjs',
        '--log-level=warning',
      ],
    ],
  ]);
  // Files the server reads while it runs lie beside it as they lie beside their source.
  cpSync(path.join(root, 'src/server/export/fonts'), path.join(root, 'dist/fonts'), { recursive: true });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

if (import.meta.filename === path.resolve(process.argv[1] ?? ''))
  await build({ force: process.argv.includes('--force') });
