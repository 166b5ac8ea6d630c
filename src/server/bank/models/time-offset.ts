import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

/** Times are minutes since 1970; local times as if they were UTC. Offsets are minutes ahead of UTC. */
const at = (year: number, month: number, day: number, minutes: number): number =>
  Date.UTC(year, month - 1, day) / 60_000 + minutes;
const show = (local: number): string => new Date(local * 60_000).toISOString().slice(0, 16).replace('T', ' ');
const offsetText = (offset: number): string => {
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
};
/** Not `5 h`: options that are plain numbers would be sorted, and the place of the key would follow from its size. */
const hours = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} hours`;

const OFFSETS = [-600, -480, -420, -300, -240, -210, -180, 0, 60, 120, 180, 270, 330, 345, 480, 540, 570, 720];
const DAY = 1440;

function distinct(
  key: number,
  candidates: readonly (readonly [number, string])[],
  text: (value: number) => string,
): Distractor[] | null {
  const seen = new Set([key]);
  const chosen = candidates.flatMap(([value, misconception]) => {
    if (seen.has(value)) return [];
    seen.add(value);
    return [{ text: text(value), misconception }];
  });
  return chosen.length < 3 ? null : chosen.slice(0, 3);
}

const localTime = (random: Random): number =>
  at(random.int(2025, 2029), random.int(1, 12), random.int(1, 28), random.int(0, 95) * 15);

function convert(random: Random): Variant | null {
  const [from, to] = random.shuffle(OFFSETS) as [number, number];
  const local = localTime(random);
  const key = local - from + to;
  const day = Math.floor(key / DAY) - Math.floor(local / DAY);
  const text = (value: number) => `\`${show(value)}\``;
  const distractors = distinct(
    key,
    [
      [local + from - to, 'adds the offset instead of subtracting it'],
      [key - day * DAY, 'forgets that the date changes'],
      [local + from + to, 'adds both offsets'],
      [local + to, 'takes the given time for UTC'],
      [local - from, 'stops at UTC'],
    ],
    text,
  );
  if (distractors === null) return null;
  return {
    stem: `It is \`${show(local)}\` at the offset \`${offsetText(from)}\`. What do clocks at the offset \`${offsetText(to)}\` show at this instant?`,
    key: text(key),
    distractors,
    explanation: `In UTC it is ${show(local - from)} (the offset is taken off), and adding ${offsetText(to)} gives ${show(key)}.`,
    hint: 'Go by way of UTC and decide for each step whether to add or to subtract.',
  };
}

function journey(random: Random): Variant | null {
  const [from, to] = random.shuffle(OFFSETS) as [number, number];
  const departure = localTime(random);
  const duration = random.int(8, 56) * 15;
  if (Math.abs(to - from) > duration + 60) return null; // no aircraft outruns the sun by that much
  const arrival = departure - from + duration + to;
  const askDuration = random.next() < 0.4;
  if (askDuration) {
    const text = (value: number) => hours(value);
    const shown = arrival - departure;
    const distractors = distinct(
      duration,
      (
        [
          [shown, 'takes the difference of the clocks'],
          [shown + to - from, 'applies the offsets the wrong way round'],
          [duration + 60, 'one hour too many'],
          [duration - 60, 'one hour too few'],
          [duration + DAY, 'counts a day too many'],
        ] as const
      ).filter(([value]) => value > 0),
      text,
    );
    if (distractors === null) return null;
    return {
      stem: `A flight departs at \`${show(departure)}\` (offset \`${offsetText(from)}\`) and arrives at \`${show(arrival)}\` (offset \`${offsetText(to)}\`), both in local time. How long does it take?`,
      key: text(duration),
      distractors,
      explanation: `In UTC it departs at ${show(departure - from)} and arrives at ${show(arrival - to)}, which is ${text(duration)} apart.`,
      hint: 'Two clocks can be compared once both are at the same offset.',
    };
  }
  const text = (value: number) => `\`${show(value)}\``;
  const day = Math.floor(arrival / DAY) - Math.floor(departure / DAY);
  const distractors = distinct(
    arrival,
    [
      [departure + duration, 'ignores the offsets'],
      [departure + from + duration - to, 'applies the offsets the wrong way round'],
      [arrival - day * DAY, 'forgets that the date changes'],
      [departure - from + duration, 'stops at UTC'],
      [departure - from + to, 'forgets the duration'],
    ],
    text,
  );
  if (distractors === null) return null;
  return {
    stem: `A flight departs at \`${show(departure)}\` local time (offset \`${offsetText(from)}\`) and takes ${hours(duration)}. What is the local time on arrival, where the offset is \`${offsetText(to)}\`?`,
    key: text(arrival),
    distractors,
    explanation: `Departure in UTC: ${show(departure - from)}. Plus ${hours(duration)}: ${show(departure - from + duration)}. At ${offsetText(to)}: ${show(arrival)}.`,
    hint: 'Add the duration while the time is in UTC.',
  };
}

/** A zone whose rule for the year stands in the stem, so that no time zone database is needed. */
function acrossChange(random: Random): Variant | null {
  const standard = random.pick([-300, -240, 60, 120, 180, 570]);
  const [year, month, day] = [random.int(2025, 2029), random.pick([3, 4, 9, 10, 11]), random.int(2, 27)];
  const forward = random.next() < 0.5;
  const change = at(year, month, day, forward ? 120 : 180); // local time before the change at which it happens
  const [before, after] = forward ? [standard, standard + 60] : [standard + 60, standard];
  const start = change - random.int(10, 50) * 15;
  const duration = random.int(8, 30) * 60;
  const endUtc = start - before + duration;
  const changeUtc = change - before;
  if (endUtc <= changeUtc + 60) return null;
  const key = endUtc + after;
  const shift = after - before;
  const rule = `Clocks go ${forward ? 'forward' : 'back'} by one hour at \`${show(change)}\` local time, so that the offset changes from \`${offsetText(before)}\` to \`${offsetText(after)}\`.`;
  if (random.next() < 0.4) {
    const distractors = distinct(
      duration,
      [
        [key - start, 'ignores the change of the clocks'],
        [duration + 2 * shift, 'applies the change in the wrong direction and twice'],
        [duration - shift, 'applies the change in the wrong direction'],
        [duration - 2 * shift, 'applies the change twice'],
      ],
      hours,
    );
    if (distractors === null) return null;
    return {
      stem: `${rule} A process starts at \`${show(start)}\` and ends at \`${show(key)}\`, both in the local time of that zone. How long does it run?`,
      key: hours(duration),
      distractors,
      explanation: `In UTC it runs from ${show(start - before)} to ${show(endUtc)}: ${hours(duration)}. The clocks alone would suggest ${hours(key - start)}.`,
      hint: 'Translate both ends to UTC with the offset in force at that end.',
    };
  }
  const text = (value: number) => `\`${show(value)}\``;
  const distractors = distinct(
    key,
    [
      [key - shift, 'ignores the change of the clocks'],
      [key - 2 * shift, 'applies the change in the wrong direction'],
      [key + shift, 'applies the change twice'],
    ],
    text,
  );
  if (distractors === null) return null;
  return {
    stem: `${rule} A process starts at \`${show(start)}\` in the local time of that zone and runs for exactly ${hours(duration)}. What is the local time when it ends?`,
    key: text(key),
    distractors,
    explanation: `It starts at ${show(start - before)} UTC and ends at ${show(endUtc)} UTC. By then the offset is ${offsetText(after)}: ${show(key)}.`,
    hint: 'Translate the start to UTC, add the duration, translate back with the offset then in force.',
  };
}

const PROBLEM: Record<string, (random: Random) => Variant | null> = {
  easy: convert,
  medium: journey,
  hard: acrossChange,
};

/** Arithmetic with explicit offsets and with a change of the clocks stated in the stem. */
export const timeOffset: ItemModel = {
  id: 'time-offset',
  version: 1,
  skillId: 'time',
  title: 'Local times, offsets and durations',
  levels: [
    { id: 'easy', difficulty: -0.7, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.2, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 1, expectedTimeMs: 90_000 },
  ],
  generate: (random, level) => untilMade(() => PROBLEM[level]!(random)),
};
