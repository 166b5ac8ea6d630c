import { readdirSync, readFileSync } from 'node:fs';

/** What Linux's /proc says of a process; CPU times are counted in ticks of 10 ms. */
const TICKS_PER_SECOND = 100;

type Stat = { readonly parent: number; readonly own: number; readonly ended: number };

/** Parent, own CPU ticks and those of children that have ended; null when there is no such process. */
function stat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! };
  } catch {
    return null;
  }
}

/** CPU seconds a process has used. */
export function cpuSeconds(pid: number): number {
  return (stat(pid)?.own ?? 0) / TICKS_PER_SECOND;
}

/** CPU seconds a process and its children, living and ended, have used. */
export function familyCpuSeconds(pid: number): number {
  const self = stat(pid);
  let ticks = self ? self.own + self.ended : 0;
  for (const name of readdirSync('/proc')) {
    const child = /^\d+$/.test(name) ? stat(Number(name)) : null;
    if (child?.parent === pid) ticks += child.own;
  }
  return ticks / TICKS_PER_SECOND;
}

/** CPU seconds of the whole machine, all cores, idle time left out. */
export function machineCpuSeconds(): number {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.trim().split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = fields;
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
}

/** Resident memory, KiB. */
export function residentKiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
