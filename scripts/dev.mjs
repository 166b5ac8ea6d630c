// `npm run dev`: pages reload in the browser by themselves; a change in the server's files restarts the server.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';

if (!existsSync(path.join(root, 'src/server/generated/prisma/client.ts'))) await import('./generate.mjs');
const envFile = existsSync(path.join(root, '.env')) ? ['--env-file=.env'] : [];
const watched = [
  '--include',
  'src/{core,protocol,server}/**/*.ts',
  '--exclude',
  'src/app/**',
  '--exclude',
  'src/components/**',
  '--exclude',
  '.next/**',
  '--exclude',
  '.data/**',
];
process.on('SIGINT', () => undefined); // the server shuts down in order; then this ends
process.exit(
  await run('tsx', ['watch', '--clear-screen=false', ...watched, ...envFile, 'server.ts'], { NODE_ENV: 'development' }),
);
