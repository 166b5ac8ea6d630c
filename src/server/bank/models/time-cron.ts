import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { firstDistinct, type WrongOption } from './option-choice';

/** Allowed values of minute, hour, day of month and day of week (0 is Sunday); null for `*`. */
export type CronFields = {
  readonly minutes: readonly number[] | null;
  readonly hours: readonly number[] | null;
  readonly days: readonly number[] | null;
  readonly weekdays: readonly number[] | null;
};

const MINUTE_MS = 60_000;
/** Minutes. */
const DAY = 1440;
const has = (allowed: readonly number[] | null, value: number): boolean => allowed === null || allowed.includes(value);

/** First minute after `after` that fits; when both day fields are restricted either is enough, as crontab(5) says. */
export function nextRun(fields: CronFields, after: number, both: 'either' | 'and' = 'either'): number {
  const { minutes, hours, days, weekdays } = fields;
  const firstDay = Math.floor(after / DAY);
  for (let day = firstDay; day < firstDay + 400; day++) {
    const date = new Date(day * DAY * MINUTE_MS);
    const [onDay, onWeekday] = [has(days, date.getUTCDate()), has(weekdays, date.getUTCDay())];
    const dayFits = days !== null && weekdays !== null && both === 'either' ? onDay || onWeekday : onDay && onWeekday;
    if (!dayFits) continue;
    for (let minute = 0; minute < DAY; minute++) {
      const at = day * DAY + minute;
      if (at > after && has(hours, Math.floor(minute / 60)) && has(minutes, minute % 60)) return at;
    }
  }
  return Number.NaN;
}

const range = (lo: number, hi: number, step = 1): number[] =>
  Array.from({ length: Math.floor((hi - lo) / step) + 1 }, (_, index) => lo + index * step);
type Field = { readonly text: string; readonly values: readonly number[] | null };
const one = (value: number): Field => ({ text: String(value), values: [value] });
const between = (lo: number, hi: number): Field => ({ text: `${lo}-${hi}`, values: range(lo, hi) });
const ANY: Field = { text: '*', values: null };

function drawFields(random: Random, level: string): [Field, Field, Field, Field] {
  const step = random.pick([7, 10, 15, 20, 25, 40]);
  const every: Field = { text: `*/${step}`, values: range(0, 59, step) };
  const list = [random.int(1, 29), random.int(30, 59)];
  const minute = random.pick([every, one(random.int(0, 59)), { text: list.join(','), values: list }]);
  const from = random.int(6, 14);
  const hour = random.pick([
    between(from, from + random.int(2, 7)),
    one(random.int(0, 23)),
    { text: '*/6', values: [0, 6, 12, 18] },
  ]);
  if (level === 'easy') return [minute, random.pick([hour, ANY]), ANY, ANY];
  const weekday = random.pick([between(1, 5), one(random.int(0, 6)), { text: '0,6', values: [0, 6] }, between(2, 4)]);
  const day = random.pick([one(random.int(1, 28)), { text: '1,15', values: [1, 15] }, between(1, 7)]);
  if (level === 'medium') return random.next() < 0.7 ? [minute, hour, ANY, weekday] : [minute, hour, day, ANY];
  return [minute, hour, day, weekday];
}

const show = (at: number): string => {
  const date = new Date(at * MINUTE_MS);
  return `${date.toUTCString().slice(0, 3)} ${date.toISOString().slice(0, 16).replace('T', ' ')}`;
};

function attempt(random: Random, level: string): Variant | null {
  const [minute, hour, day, weekday] = drawFields(random, level);
  const fields: CronFields = { minutes: minute.values, hours: hour.values, days: day.values, weekdays: weekday.values };
  const now = Date.UTC(random.int(2025, 2029), random.int(0, 11), random.int(1, 28)) / MINUTE_MS + random.int(0, 1439);
  const key = nextRun(fields, now);
  const at = (changed: Partial<CronFields>, both?: 'and') => nextRun({ ...fields, ...changed }, now, both);
  const stepOf = /^\*\/(\d+)$/.exec(minute.text)?.[1];
  const rolling = stepOf === undefined ? Number.NaN : now + Number(stepOf);
  const wrong: [number, string][] = [
    [level === 'hard' ? at({}, 'and') : Number.NaN, 'wants both day fields to fit'],
    [level === 'hard' ? at({ days: null }) : Number.NaN, 'overlooks the day of the month'],
    [rolling, 'counts the interval from now instead of from the full hour'],
    [level === 'easy' ? Number.NaN : at({ weekdays: null }), 'overlooks the day of the week'],
    [
      weekday.values === null ? Number.NaN : at({ weekdays: weekday.values.map((value) => (value + 6) % 7) }),
      'counts the days of the week from Tuesday',
    ],
    [
      weekday.values === null ? Number.NaN : at({ weekdays: weekday.values.map((value) => (value + 1) % 7) }),
      'counts the days of the week from Monday as zero',
    ],
    [
      at({
        hours:
          hour.values === null ? null : hour.values.slice(0, -1).concat(hour.values.length === 1 ? hour.values : []),
      }),
      'leaves out the last hour of the range',
    ],
    [at({ hours: null }), 'overlooks the hour'],
    [at({ minutes: [0] }), 'runs at the full hour'],
    [nextRun(fields, key), 'skips a run'],
    [nextRun(fields, nextRun(fields, key)), 'skips two runs'],
    [key + 1440, 'goes to the day after'],
    [key + 60, 'is off by an hour'],
  ];
  const code = (value: number) => `\`${show(value)}\``;
  const valid = wrong.filter(([value]) => Number.isFinite(value) && value > now);
  const distractors = firstDistinct(code(key), [...valid.slice(0, 1), ...random.shuffle(valid.slice(1))].map(([value, why]): WrongOption => [code(value), why])); // biome-ignore format: one row
  if (distractors === null || !Number.isFinite(key)) return null;
  const texts = [minute, hour, day, { text: '*' }, weekday].map(({ text }) => text).join(' ');
  const days =
    day.values !== null && weekday.values !== null
      ? `Both day fields are restricted, so a day fits when either does (day of month ${day.text}, day of week ${weekday.text}, 0 being Sunday)`
      : weekday.values !== null
        ? `The day of the week must be in ${weekday.text} (0 is Sunday)`
        : day.values !== null
          ? `The day of the month must be in ${day.text}`
          : 'Every day fits';
  return {
    stem: `A crontab line begins with \`${texts}\` (minute, hour, day of month, month, day of week), and the machine runs in UTC. It is \`${show(now)}\`. When does the job run next?`,
    key: code(key),
    distractors,
    explanation: `${days}; the hour must be in ${hour.text} and the minute in ${minute.values === null ? '*' : minute.values.join(', ')}. The first such minute after now is ${show(key)}.`,
    hint: 'Find the next day that fits, then the first hour on it, then the minute; is there still time today?',
  };
}

/** When a cron schedule fires next; every minute is tried. */
export const timeCron: ItemModel = {
  id: 'time-cron',
  version: 1,
  skillId: 'time',
  title: 'Next run of a cron schedule',
  levels: [
    { id: 'easy', difficulty: -0.6, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.2, expectedTimeMs: 70_000 },
    { id: 'hard', difficulty: 1.2, expectedTimeMs: 80_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
