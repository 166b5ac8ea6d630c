import { expect, test } from 'vitest';
import { byteRange } from '@/server/media/byte-range';

test.each([
  [undefined, 'whole'],
  ['bytes=0-', { start: 0, end: 100 }],
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=10-19', { start: 10, end: 20 }],
  ['bytes=90-1000', { start: 90, end: 100 }],
  ['bytes=-5', { start: 95, end: 100 }],
  ['bytes=-1000', { start: 0, end: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=-', 'whole'],
  ['bytes=9-2', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['items=0-1', 'whole'],
  ['bytes=1e9-2', 'whole'],
  ['bytes=99999999999999999999-', 'unsatisfiable'],
])('of 100 bytes, "%s" asks for %o', (header, expected) => {
  expect(byteRange(header, 100)).toEqual(expected);
});
