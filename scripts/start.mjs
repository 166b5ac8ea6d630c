// `npm start`: builds if need be, then runs the server in this process, so that signals reach it directly.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

const [major] = process.versions.node.split('.').map(Number);
if (major < 22) {
  console.error(
    `This is Node ${process.versions.node}; start with "npm start", which uses the Node that came with the installation.`,
  );
  process.exit(1);
}
process.chdir(root);
if (process.loadEnvFile) {
  try {
    process.loadEnvFile(path.join(root, '.env'));
  } catch {
    // no .env file: the defaults and the environment are enough
  }
}
process.env.NODE_ENV ||= 'production';
const { build } = await import('./build.mjs');
await build();
stopWithParent();
await import(pathToFileURL(path.join(root, 'dist/server.mjs')).href);

/** npm passes a signal to the shell between it and us, which dies without passing it on: its death is our signal. */
function stopWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
  // Ctrl-C reaches the shell and us alike: one signal is enough.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clearInterval(timer));
}
