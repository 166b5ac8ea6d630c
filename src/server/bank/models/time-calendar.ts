import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';
import { firstDistinct, type WrongOption } from './option-choice';

const DAY_MS = 86_400_000;
/** Days since 1970 of a date in the Gregorian calendar. */
const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY_MS;
const iso = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** 0 for Monday; 1970 began on a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** ISO 8601: weeks begin on Monday, and week 1 is the one with the first Thursday of the year. */
export function isoWeek(day: number): { year: number; week: number } {
  const thursday = day - weekdayOf(day) + 3;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

/** A span that may cross the end of February. */
function span(random: Random): { from: number; to: number; years: readonly number[] } {
  const year = random.pick([1896, 1900, 1996, 2000, 2023, 2024, 2027, 2028, 2096, 2100]);
  const from = dayOf(year, random.int(1, 12), random.int(1, 28));
  const to = from + random.int(40, 420);
  return { from, to, years: [year, year + 1] };
}

const leapWords = (years: readonly number[]): string =>
  years.map((year) => `${year} is ${isLeap(year) ? 'a leap year' : 'no leap year'}`).join(', ');

function weekday(random: Random): Variant | null {
  const { from, to, years } = span(random);
  const key = WEEKDAYS[weekdayOf(to)]!;
  const days = to - from;
  const shifted = (by: number) => WEEKDAYS[(((weekdayOf(to) + by) % 7) + 7) % 7]!;
  const wrong: WrongOption[] = [
    [shifted(-1), 'misses a leap day or counts the first day'],
    [shifted(1), 'adds a leap day that does not exist or counts both ends'],
    [WEEKDAYS[weekdayOf(from)]!, 'expects the same weekday'],
    [WEEKDAYS[(((weekdayOf(from) - (days % 7)) % 7) + 7) % 7]!, 'counts backwards'],
    [shifted(2), 'takes every month for 30 days'],
    [shifted(-2), 'takes every month for 31 days'],
  ];
  const distractors = firstDistinct(key, wrong);
  if (distractors === null) return null;
  return {
    stem: `Counting from \`${WEEKDAYS[weekdayOf(from)]} ${iso(from)}\` in the Gregorian calendar, which day of the week is \`${iso(to)}\`?`,
    key,
    distractors,
    explanation: `${leapWords(years)}. There are ${days} days between the dates, that is ${Math.floor(days / 7)} weeks and ${days % 7} days: from ${WEEKDAYS[weekdayOf(from)]} to ${key}.`,
    hint: 'Only the remainder of the number of days by seven matters. Does a 29 February lie between?',
  };
}

function daysBetween(random: Random, place: number): Variant | null {
  const { from, to, years } = span(random);
  const key = to - from;
  const crosses = years.some((year) => dayOf(year, 2, 28) >= from && dayOf(year, 3, 1) <= to);
  const leapInside = years.some((year) => isLeap(year) && dayOf(year, 2, 29) >= from && dayOf(year, 2, 29) < to);
  const [start, end] = [new Date(from * DAY_MS), new Date(to * DAY_MS)];
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  const byMonths = (length: number) => months * length + end.getUTCDate() - start.getUTCDate();
  const slips: Slip[] = [
    {
      value: leapInside ? key - 1 : key + 1,
      misconception: leapInside ? 'misses the leap day' : 'adds a leap day that does not exist',
    },
    { value: byMonths(30), misconception: 'takes every month for 30 days' },
    { value: byMonths(31), misconception: 'takes every month for 31 days' },
    { value: leapInside ? key + 1 : key - 1, misconception: leapInside ? 'counts both ends' : 'leaves out both ends' },
    { value: key + 2, misconception: 'counts both ends and a leap day too many' },
    { value: key - 2, misconception: 'takes February for 28 days and leaves out an end' },
    { value: key + 3, misconception: 'takes every February for 31 days' },
    { value: key - 3, misconception: 'takes long months for short ones' },
  ];
  const distractors = numericDistractors(key, slips, place, { least: 1, telling: 2 });
  if (distractors === null || !crosses) return null;
  return {
    stem: `How many days after \`${iso(from)}\` is \`${iso(to)}\` in the Gregorian calendar?`,
    key: String(key),
    distractors,
    explanation: `${leapWords(years)}, so a 29 February ${leapInside ? 'lies' : 'does not lie'} between the two dates. Adding up the months gives ${key} days.`,
    hint: 'A year divisible by 100 is a leap year only when it is divisible by 400.',
  };
}

/** Week dates near the turn of the year, where year and week are easily got wrong. */
function week(random: Random): Variant | null {
  const year = random.int(2001, 2098);
  const day = random.next() < 0.5 ? dayOf(year, 12, random.int(26, 31)) : dayOf(year, 1, random.int(1, 7));
  const found = isoWeek(day);
  const show = (of: number, number: number) => `${of}-W${String(number).padStart(2, '0')}`;
  const own = Number(iso(day).slice(0, 4));
  const newYear = dayOf(own, 1, 1);
  const simple = Math.floor((day - newYear) / 7) + 1; // days of the year in sevens
  const american = Math.floor((day - newYear + ((weekdayOf(newYear) + 1) % 7)) / 7) + 1; // weeks begin on Sunday, week 1 has 1 January
  const mondays = Math.floor((day - newYear + weekdayOf(newYear)) / 7) + 1; // week 1 has 1 January
  const key = show(found.year, found.week);
  const wrong: WrongOption[] = [
    [show(own, found.week), 'keeps the calendar year although the week belongs to another one'],
    [show(own, simple), 'counts sevens of days from 1 January'],
    [show(own, mondays), 'begins week 1 with 1 January'],
    [show(own, american), 'begins weeks on Sunday and week 1 with 1 January'],
    [show(found.year, found.week === 53 ? 52 : found.week === 52 ? 53 : found.week + 1), 'is off by one week'],
    [
      show(found.week === 1 ? found.year - 1 : found.year + 1, found.week === 1 ? 53 : 1),
      'puts the week on the other side of the turn of the year',
    ],
    [
      show(found.week === 1 ? found.year - 1 : found.year + 1, found.week === 1 ? 52 : 1),
      'expects 52 weeks in every year',
    ],
  ];
  const distractors = firstDistinct(key, random.shuffle(wrong));
  if (distractors === null) return null;
  const thursday = day - weekdayOf(day) + 3;
  return {
    stem: `\`${iso(day)}\` is a ${WEEKDAYS[weekdayOf(day)]}. To which week does it belong by ISO 8601?`,
    key,
    distractors,
    explanation: `The Thursday of that week, ${iso(thursday)}, decides the year: ${found.year}. It is day ${thursday - dayOf(found.year, 1, 1) + 1} of that year, hence in week ${found.week}: ${key}.`,
    hint: 'ISO weeks begin on Monday, and each belongs to the year in which its Thursday lies.',
  };
}

/** Weekdays, spans and weeks of the Gregorian calendar. */
export const timeCalendar: ItemModel = {
  id: 'time-calendar',
  version: 1,
  skillId: 'time',
  title: 'Dates, leap years and weeks',
  levels: [
    { id: 'easy', difficulty: 0, expectedTimeMs: 75_000 },
    { id: 'medium', difficulty: 0.4, expectedTimeMs: 90_000 },
    { id: 'hard', difficulty: 1.1, expectedTimeMs: 80_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() =>
      level === 'easy' ? weekday(random) : level === 'medium' ? daysBetween(random, place) : week(random),
    );
  },
};
