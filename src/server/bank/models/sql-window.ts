import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Row = { readonly name: string; readonly team: string; readonly points: number };
const NAMES = ['ada', 'bo', 'cem', 'dia', 'eve', 'fin', 'gil', 'hal', 'ivy'];

function draw(random: Random, count: number, teams: readonly string[]): Row[] {
  const scale = random.pick([1, 5, 10]);
  const points = Array.from({ length: random.int(3, 5) }, () => random.int(1, 20) * scale);
  return random
    .shuffle(NAMES)
    .slice(0, count)
    .map((name) => ({ name, team: random.pick(teams), points: random.pick(points) }));
}

type Ranking = 'RANK' | 'DENSE_RANK' | 'ROW_NUMBER';

/** The place of a row among others, highest points first; `ROW_NUMBER` breaks ties by name. */
function placeOf(row: Row, rows: readonly Row[], ranking: Ranking, ascending = false): number {
  const ahead = rows.filter((other) => (ascending ? other.points < row.points : other.points > row.points));
  if (ranking === 'DENSE_RANK') return new Set(ahead.map(({ points }) => points)).size + 1;
  const tied = rows.filter((other) => other.points === row.points && other.name < row.name);
  return ahead.length + 1 + (ranking === 'ROW_NUMBER' ? tied.length : 0);
}

function ranks(random: Random, place: number, partitioned: boolean): Variant | null {
  const rows = draw(random, partitioned ? random.int(7, 9) : random.int(6, 7), partitioned ? ['red', 'blue'] : ['red']);
  const ranking = random.pick<Ranking>(['RANK', 'DENSE_RANK', 'ROW_NUMBER']);
  const asked = random.pick(rows);
  const own = rows.filter(({ team }) => team === asked.team);
  const tied = own.filter(({ points }) => points >= asked.points).length;
  if (new Set(own.map(({ points }) => points)).size === own.length || tied < 2) return null; // no ties, nothing to tell apart
  const key = placeOf(asked, own, ranking);
  const others = (['RANK', 'DENSE_RANK', 'ROW_NUMBER'] as const).filter((other) => other !== ranking);
  const slips: Slip[] = [
    ...(partitioned
      ? [{ value: placeOf(asked, rows, ranking), misconception: 'ranks over the whole table, ignoring the partition' }]
      : []),
    ...others.map((other) => ({ value: placeOf(asked, own, other), misconception: `treats ties as ${other} does` })),
    { value: placeOf(asked, own, ranking, true), misconception: 'ranks from the lowest value' },
    { value: rows.indexOf(asked) + 1, misconception: 'counts the rows in the order of the table' },
    { value: placeOf(asked, own, ranking) - 1, misconception: 'counts only the rows ahead' },
  ];
  const distractors = numericDistractors(key, slips, place, { least: 1, most: rows.length, telling: 2 });
  if (distractors === null) return null;
  const order = `ORDER BY points DESC${ranking === 'ROW_NUMBER' ? ', name' : ''}`;
  const over = `${partitioned ? 'PARTITION BY team ' : ''}${order}`;
  const ahead = own.filter(({ points }) => points > asked.points).map(({ name, points }) => `${name} (${points})`);
  const rule = {
    RANK: 'RANK is one more than the number of rows ahead, and equal rows share it',
    DENSE_RANK: 'DENSE_RANK is one more than the number of different values ahead',
    ROW_NUMBER: 'ROW_NUMBER counts every row, here with ties in the order of the name',
  }[ranking];
  return {
    stem: `Which value does \`place\` have in the row of \`${asked.name}\`?\n\n\`\`\`\n${table(rows, partitioned)}\n\`\`\`\n\n\`\`\`sql\nSELECT name, ${ranking}() OVER (${over}) AS place\nFROM scores;\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `${rule}. With more points than ${asked.name} (${asked.points})${partitioned ? ` in team ${asked.team}` : ''}: ${ahead.join(', ') || 'nobody'}. So the value is ${key}.`,
    hint: 'Settle first which rows are compared at all, then what the function does with equal values.',
  };
}

function table(rows: readonly Row[], withTeam: boolean): string {
  return [
    `name | ${withTeam ? 'team | ' : ''}points`,
    ...rows.map(({ name, team, points }) => `${name.padEnd(4)} | ${withTeam ? `${team.padEnd(4)} | ` : ''}${points}`),
  ].join('\n');
}

type Sale = { readonly id: number; readonly day: number; readonly amount: number };
type Frame = { readonly sql: string; readonly includes: (row: Sale, other: Sale) => boolean; readonly says: string };

const FRAMES: readonly Frame[] = [
  {
    sql: 'ORDER BY day',
    includes: (row, other) => other.day <= row.day,
    says: 'without a frame clause the sum goes up to the current row and all rows equal to it in the ordering',
  },
  {
    sql: 'ORDER BY day, id',
    includes: (row, other) => other.day < row.day || (other.day === row.day && other.id <= row.id),
    says: 'the ordering has no ties, so the sum goes up to the current row',
  },
  {
    sql: 'ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW',
    includes: (row, other) => other.id === row.id || other.id === row.id - 1,
    says: 'the frame holds the row and the one before it',
  },
  {
    sql: 'ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
    includes: (row, other) => Math.abs(other.id - row.id) <= 1,
    says: 'the frame holds the row, the one before and the one after it',
  },
  {
    sql: 'ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
    includes: (row, other) => other.id >= row.id,
    says: 'the frame goes from the row to the end',
  },
  { sql: 'PARTITION BY day', includes: (row, other) => other.day === row.day, says: 'the whole partition is summed' },
];

/** Sums over the frame of a row; the default frame takes in the peers of the row. */
function frames(random: Random, place: number): Variant | null {
  let day = random.int(1, 9);
  const sales: Sale[] = Array.from({ length: random.int(5, 6) }, (_, index) => {
    if (index > 0) day += random.pick([0, 0, 1, 2]);
    return { id: index + 1, day, amount: random.int(1, 30) };
  });
  const asked = random.pick(sales);
  const frame = random.pick(FRAMES);
  const sum = (includes: Frame['includes']) =>
    sales.reduce((total, other) => total + (includes(asked, other) ? other.amount : 0), 0);
  if (sales.filter((sale) => sale.day === asked.day).length < 2) return null;
  const key = sum(frame.includes);
  const slips: Slip[] = [
    ...random
      .shuffle(FRAMES.filter((other) => other !== frame))
      .map((other) => ({ value: sum(other.includes), misconception: `sums as for "${other.sql}"` })),
    { value: sum(() => true), misconception: 'sums the whole table' },
    { value: asked.amount, misconception: 'takes the amount of the row alone' },
    { value: key - asked.amount, misconception: 'leaves the current row out of its frame' },
  ];
  const distractors = numericDistractors(key, slips, place, { least: 1, telling: 3 });
  if (distractors === null) return null;
  const taken = sales.filter((other) => frame.includes(asked, other)).map(({ amount }) => amount);
  return {
    stem: `Which value does \`total\` have in the row with \`id\` ${asked.id}?\n\n\`\`\`\nid | day | amount\n${sales.map((sale) => `${sale.id}  | ${String(sale.day).padEnd(3)} | ${sale.amount}`).join('\n')}\n\`\`\`\n\n\`\`\`sql\nSELECT id, SUM(amount) OVER (${frame.sql}) AS total\nFROM sales;\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `Here ${frame.says}: ${taken.join(' + ')} = ${key}.`,
    hint: 'Mark the rows that belong to the frame of this one row before adding anything.',
  };
}

/** Window functions, computed from their definitions. */
export const sqlWindow: ItemModel = {
  id: 'sql-window',
  version: 1,
  skillId: 'sql',
  title: 'Values of window functions',
  levels: [
    { id: 'easy', difficulty: -0.3, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.3, expectedTimeMs: 70_000 },
    { id: 'hard', difficulty: 1.1, expectedTimeMs: 80_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() => (level === 'hard' ? frames(random, place) : ranks(random, place, level === 'medium')));
  },
};
