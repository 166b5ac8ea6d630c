import { spawnSync } from 'node:child_process';
import path from 'node:path';

const SCRIPTS = path.resolve(import.meta.dirname, '../wire/python');

export const pythonScript = (name: string): string => path.join(SCRIPTS, name);

/** A Python that has these modules, or why there is none. The system's comes first: that is where Debian's packages are. */
export function pythonWith(...modules: readonly string[]): { python: string } | { missing: string } {
  for (const python of ['/usr/bin/python3', 'python3'])
    if (spawnSync(python, ['-c', `import ${modules.join(', ')}`]).status === 0) return { python };
  return { missing: `no Python with ${modules.join(' and ')} here; Debian has them as python3-*` };
}
