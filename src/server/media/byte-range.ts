import type { ByteRange } from './media-store';

/**
 * What a Range header asks of a file of `size` bytes (RFC 9110, 14.1.2): one range is served, several or other units are
 * answered with the whole file as the standard allows, a range outside the file is `unsatisfiable`.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [, first, last] = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  if (last !== '' && Number(last) < start) return 'whole'; // malformed: as if it were not there
  return start >= size ? 'unsatisfiable' : { start, end };
}
