import { spawn } from 'node:child_process';
import { env, root, tool } from './paths.mjs';

/** Runs a tool in the checkout with its output shown; resolves with its exit code. */
export function run(name, args, extra = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(tool(name), args, { cwd: root, env: { ...env, ...extra }, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/** Runs named steps in order, says how long each took, and ends the process with the first failure. */
export async function steps(list) {
  for (const [title, name, args, extra] of list) {
    const started = Date.now();
    console.log(`\n== ${title}`);
    const code = await run(name, args, extra);
    if (code !== 0) {
      console.error(`\n${title}: failed (exit code ${code})`);
      process.exit(code);
    }
    console.log(`${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}
