import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Another program that is spoken to and speaks in lines. `dispose` ends it, whatever it is doing. */
export function lineProcess(command: string, args: readonly string[], options: { cwd?: string } = {}) {
  const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let complaints = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const wake of [...waiting]) wake();
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  child.stdin.on('error', () => undefined); // it ended before it was told everything; `ended` says how
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  ended.catch(() => undefined);
  return {
    lines,
    ended,
    complaints: () => complaints,
    send: (line: string) => child.stdin.write(`${line}\n`),
    /** Waits until a line after the first `after` fits, and gives its index. */
    async until(fits: (line: string) => boolean, after = 0): Promise<number> {
      const deadline = Date.now() + 15_000;
      for (;;) {
        const found = lines.findIndex((line, index) => index >= after && fits(line));
        if (found >= 0) return found;
        if (Date.now() > deadline || child.exitCode !== null)
          throw new Error(`No such line came. Said: ${lines.slice(-5).join('\n')} Complained: ${complaints}`);
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            clearTimeout(timer);
            resolve();
          };
          const timer = setTimeout(wake, 200);
          waiting.add(wake);
        });
      }
    },
    dispose: () => child.kill('SIGKILL'),
  };
}
