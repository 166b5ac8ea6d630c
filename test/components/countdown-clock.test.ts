import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANNOUNCED_MS, announcementDue, calmWords, remainingMs } from '@/components/countdown-clock';

const MINUTE = 60_000;

test('the time left follows the clock of the server, not of the device', () => {
  expect(remainingMs(100_000, 0, 40_000)).toBe(60_000);
  expect(remainingMs(100_000, 30_000, 40_000)).toBe(30_000); // the device is half a minute slow
  expect(remainingMs(100_000, 0, 200_000)).toBe(0);
});

test('says 10, 5 and 1 minutes and 30 seconds, once each, on the way down', () => {
  const said: number[] = [];
  for (let left = 11 * MINUTE; left > 0; left -= 250) {
    const mark = announcementDue(left, left - 250);
    if (mark !== null) said.push(mark);
  }
  expect(said).toEqual([...ANNOUNCED_MS]);
});

test('a tab that wakes up late does not say what is no longer true', () => {
  expect(announcementDue(11 * MINUTE, 4.9 * MINUTE)).toBe(5 * MINUTE);
  expect(announcementDue(11 * MINUTE, 2 * MINUTE)).toBeNull();
});

test('an extension is not an announcement', () => {
  expect(announcementDue(MINUTE, 10 * MINUTE)).toBeNull();
});

test('words change by the minute, and only at the end faster', () => {
  expect(calmWords(25 * MINUTE - 1)).toBe('24 minutes');
  expect(calmWords(61_000)).toBe('1 minute');
  expect(calmWords(60_000)).toBe('1 minute');
  expect(calmWords(42_000)).toBe('40 seconds');
  expect(calmWords(7_200)).toBe('7 seconds');
});

test('words never promise more time than there is', () => {
  const perWord = { minute: MINUTE, hour: 60 * MINUTE, second: 1000 };
  const read = (words: string) =>
    [...words.matchAll(/(\d+) (minute|hour|second)/g)].reduce(
      (sum, match) => sum + Number(match[1]) * perWord[match[2] as keyof typeof perWord],
      0,
    );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 * 60 * MINUTE }), (left) => {
      expect(read(calmWords(left))).toBeLessThanOrEqual(left);
      expect(read(calmWords(left))).toBeGreaterThan(left - MINUTE);
    }),
  );
});
