import { type ContentModel, untilMade } from '@/core/items/item-model';

const OFFSETS = [-570, -480, -300, -180, 0, 60, 120, 210, 330, 345, 540, 570];
const two = (value: number) => String(value).padStart(2, '0');

/** An instant as a clock at an offset (minutes east of UTC) shows it: RFC 3339. */
export function clockText(utcMinutes: number, offset: number): string {
  const local = new Date((utcMinutes + offset) * 60_000).toISOString().slice(0, 16);
  const away = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

/** Instants written with different offsets, to be put in the order they happen; their texts sort otherwise. */
export const timeInstants: ContentModel = {
  id: 'time-instants',
  version: 1,
  skillId: 'time',
  title: 'Order of instants with offsets',
  type: 'ordering',
  levels: [
    { id: 'easy', difficulty: -0.4, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 0.8, expectedTimeMs: 110_000 },
  ],
  make: (random, level) =>
    untilMade(() => {
      const count = level === 'hard' ? 5 : 4;
      const day = Date.UTC(2026, random.int(0, 11), random.int(1, 28)) / 60_000;
      const gaps = Array.from({ length: count }, () => random.int(level === 'hard' ? 2 : 5, 16) * 10);
      const offsets = random.shuffle(OFFSETS).slice(0, count);
      let at = day + random.int(0, 144) * 10;
      const instants = gaps.map((gap, index) => {
        at += gap;
        return { text: clockText(at, offsets[index]!), utc: clockText(at, 0) };
      });
      const texts = instants.map(({ text }) => text);
      const misplaced = texts.toSorted().filter((text, index) => text !== texts[index]).length;
      if (misplaced < count - 1) return null; // sorting the texts would nearly do
      return {
        type: 'ordering',
        stem: 'In which order do these instants happen? Put the earliest first.',
        options: instants.map(({ text }, index) => ({ id: `i${index}`, text: `\`${text}\`` })),
        explanation: `In UTC they are ${instants.map(({ text, utc }) => `\`${text}\` = \`${utc.slice(0, 16)}Z\``).join(', ')}.`,
        hint: 'The offset says how far the clock is ahead of UTC.',
      };
    }),
};
