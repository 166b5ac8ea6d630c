import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numeric } from '@/core/items/types/numeric';
import { parseNumber } from '@/core/items/types/parse-number';

test.each([
  ['12', 12, ''],
  ['-3.5', -3.5, ''],
  ['−3,5', -3.5, ''],
  ['+ 7', 7, ''],
  ['.5', 0.5, ''],
  ['5.', 5, ''],
  ['0,125', 0.125, ''],
  ['2.125', 2.125, ''],
  ['1,234.5', 1234.5, ''],
  ['1.234,5', 1234.5, ''],
  ['1 234,5', 1234.5, ''],
  ['1\u202f234\u202f567', 1_234_567, ''],
  ["1'234.5", 1234.5, ''],
  ['1,234,567', 1_234_567, ''],
  ['1.234.567', 1_234_567, ''],
  ['6.02e23', 6.02e23, ''],
  ['6,02 · 10^23', 6.02e23, ''],
  ['1E-3', 0.001, ''],
  ['12 ms', 12, 'ms'],
  ['12ms', 12, 'ms'],
  ['1.5e3 MB', 1500, 'MB'],
  ['25 %', 25, '%'],
  ['10 µs', 10, 'μs'],
  ['１２', 12, ''],
  ['-0', 0, ''],
])('%s is %d %s', (text, value, unit) => {
  expect(parseNumber(text)).toEqual({ value, unit });
});

test.each([
  '',
  '  ',
  'twelve',
  'ms 12',
  '1,2,3',
  '1.2.3',
  '1,23,456',
  '12 34',
  '--3',
  '1,,2',
  '.',
  ',',
  'NaN',
  'Infinity',
  '1e999',
  '0x1F0',
  '1.2,3,4',
])('%j is refused or not taken for a bare number', (text) => {
  const parsed = parseNumber(text);
  expect('problem' in parsed || parsed.unit !== '').toBe(true);
});

test('a comma before three digits could be either, and both readings are named', () => {
  expect(parseNumber('1,234')).toEqual({ problem: expect.stringMatching(/1234 or 1\.234/) });
});

test('every finite number a program prints is read as itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseNumber(String(value))).toEqual({ value: value === 0 ? 0 : value, unit: '' });
    }),
  );
});

test('no text makes it fail', () => {
  const marks = fc.string({ unit: fc.constantFrom(..."0123456789.,' eE+-·^xms"), maxLength: 24 });
  fc.assert(
    fc.property(fc.oneof(fc.string(), marks), (text) => {
      const parsed = parseNumber(text);
      expect('problem' in parsed ? parsed.problem.length > 0 : Number.isFinite(parsed.value)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('the ends of the tolerance count, in any unit', () => {
  const key = {
    type: 'numeric',
    key: 0.3,
    tolerance: { kind: 'absolute', value: 0.1 },
    unit: 's',
    otherUnits: [{ unit: 'ms', factor: 0.001 }],
  } as const;
  const points = (text: string, unit: string) => numeric.score(key, { type: 'numeric', text, unit });
  expect([
    points('0.2', 's'),
    points('0.4', 's'),
    points('400', 'ms'),
    points('0.41', 's'),
    points('0.3', 'ms'),
  ]).toEqual([1, 1, 1, 0, 0]);
});

test('units are told apart by letter case where case makes two units', () => {
  const shown = { type: 'numeric', stem: '', units: ['MB', 'Mb', 'kB'] } as const;
  const unitOf = (text: string) => numeric.check(shown, { type: 'numeric', text, unit: null }).unit;
  expect([unitOf('1 MB'), unitOf('1 Mb'), unitOf('1 KB')]).toEqual(['MB', 'Mb', 'kB']);
  expect(() => unitOf('1 mb')).toThrow(expect.objectContaining({ code: 'not_a_number' }));
});
