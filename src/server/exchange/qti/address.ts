import path from 'node:path';

/** The path of an address inside the package, seen from the document `from`; null for what leads out of it. */
export function resolveAddress(address: string, from: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(address.split(/[?#]/)[0]!);
  } catch {
    return null;
  }
  if (/^[a-z][a-z0-9+.-]*:|^[\\/]|\\/i.test(decoded)) return null;
  const joined = path.posix.normalize(path.posix.join(path.posix.dirname(from), decoded));
  return joined.startsWith('..') ? null : joined;
}
