import { expect, test } from 'vitest';
import { formatClock, formatDay, formatInstant } from '@/components/format-date';

const instant = new Date('2026-07-04T22:05:09Z');

test('an instant is shown with its zone', () => {
  expect(formatInstant(instant, 'UTC')).toBe('4 July 2026, 22:05 UTC');
  expect(formatInstant(instant, 'Europe/London')).toBe('4 July 2026, 23:05 BST');
});

test('the day is the day of the zone', () => {
  expect(formatDay(instant, 'Asia/Tokyo')).toBe('5 July 2026');
});

test('midnight is 00, not 24', () => {
  expect(formatClock(new Date('2026-07-04T00:00:01Z'), 'UTC')).toBe('00:00:01');
});
