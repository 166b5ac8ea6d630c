import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationFigures, durationIso, durationWords } from '@/components/format-duration';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('says a length of time in its two largest units', () => {
  expect(durationWords(HOUR + 5 * MINUTE + 9000)).toBe('1 hour 5 minutes');
  expect(durationWords(2 * HOUR)).toBe('2 hours');
  expect(durationWords(45_999)).toBe('45 seconds');
  expect(durationWords(MINUTE + 1000)).toBe('1 minute 1 second');
  expect(durationWords(49 * HOUR)).toBe('2 days 1 hour');
  expect(durationWords(HOUR + 5000)).toBe('1 hour');
  expect(durationWords(0)).toBe('0 seconds');
  expect(durationWords(-1)).toBe('0 seconds');
});

test('shows a length of time as a clock does', () => {
  expect(durationFigures(HOUR + 4 * MINUTE + 5000)).toBe('1:04:05');
  expect(durationFigures(4 * MINUTE + 5999)).toBe('4:05');
  expect(durationFigures(-1)).toBe('0:00');
});

test('writes a length of time for machines', () => {
  expect(durationIso(HOUR + 4 * MINUTE + 5000)).toBe('PT1H4M5S');
  expect(durationIso(0)).toBe('PT0S');
});

test('figures give the seconds back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 360_000 }), (seconds) => {
      const read = durationFigures(seconds * 1000)
        .split(':')
        .reduce((sum, part) => sum * 60 + Number(part), 0);
      expect(read).toBe(seconds);
    }),
  );
});
