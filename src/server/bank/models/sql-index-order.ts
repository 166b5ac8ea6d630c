import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { balancedByLength, type WrongOption } from './option-choice';

export type OrderTerm = { readonly column: string; readonly descending: boolean };

/**
 * Whether reading a B-tree index forwards or backwards delivers the order: columns fixed by an equality are left out of
 * both lists, and what remains of the ORDER BY must begin the index with all directions the same or all reversed.
 */
export function deliversOrder(
  index: readonly OrderTerm[],
  fixed: readonly string[],
  orderBy: readonly OrderTerm[],
): boolean {
  const free = (terms: readonly OrderTerm[]) => terms.filter(({ column }) => !fixed.includes(column));
  const [indexed, wanted] = [free(index), free(orderBy)];
  if (wanted.length > indexed.length) return false;
  const turned = wanted.map((term, place) => term.descending !== indexed[place]!.descending);
  return (
    wanted.every((term, place) => term.column === indexed[place]!.column) && turned.every((turn) => turn === turned[0])
  );
}

const TABLES = [
  { table: 'orders', columns: ['region', 'status', 'placed', 'total'] },
  { table: 'events', columns: ['source', 'kind', 'seen', 'size'] },
  { table: 'tickets', columns: ['team', 'state', 'opened', 'rank'] },
  { table: 'books', columns: ['genre', 'author', 'year', 'price'] },
  { table: 'flights', columns: ['origin', 'gate', 'leaves', 'seats'] },
];

const termText = ({ column, descending }: OrderTerm): string => `${column}${descending ? ' DESC' : ''}`;
const listText = (terms: readonly OrderTerm[]): string => terms.map(termText).join(', ');

function reasonAgainst(index: readonly OrderTerm[], fixed: readonly string[], wrong: readonly OrderTerm[]): string {
  const free = index.filter(({ column }) => !fixed.includes(column)).map(({ column }) => column);
  const wanted = wrong.map(({ column }) => column).filter((column) => !fixed.includes(column));
  if (wanted.some((column) => !free.includes(column))) return 'orders by a column the index does not have';
  if (wanted[0] !== free[0]) return 'skips the leading column of the index';
  if (wanted.some((column, place) => column !== free[place])) return 'takes the order of the columns as irrelevant';
  return 'mixes directions the index does not have';
}

function attempt(random: Random, level: string, shorter: number): Variant | null {
  const { table, columns } = random.pick(TABLES);
  const shuffled = random.shuffle(columns);
  const index = shuffled
    .slice(0, 3)
    .map((column) => ({ column, descending: level !== 'easy' && random.next() < 0.35 }));
  const fixed =
    level === 'hard'
      ? random
          .shuffle(index.slice(0, 2))
          .slice(0, 1)
          .map(({ column }) => column)
      : [];
  const drawn = Array.from({ length: 24 }, () =>
    random
      .shuffle(random.next() < 0.75 ? shuffled.slice(0, 3) : shuffled)
      .slice(0, random.int(1, 3))
      .map((column) => ({ column, descending: random.next() < (level === 'easy' ? 0.15 : 0.4) })),
  ).filter((terms) => terms.some(({ column }) => !fixed.includes(column)));
  const { right = [], wrong = [] } = Object.groupBy(drawn, (terms) =>
    deliversOrder(index, fixed, terms) ? 'right' : 'wrong',
  );
  if (right.length === 0) return null;
  const key = random.pick(right);
  if (level === 'hard' && random.next() < 0.7 && deliversOrder(index, [], key)) return null; // the equality should matter
  const candidates = wrong.map(
    (terms): WrongOption => [`\`ORDER BY ${listText(terms)}\``, reasonAgainst(index, fixed, terms)],
  );
  const keyText = `\`ORDER BY ${listText(key)}\``;
  const distractors = balancedByLength(random, keyText, shorter, candidates);
  if (distractors === null || new Set(distractors.map(({ misconception }) => misconception)).size < 2) return null;
  const where = fixed.length > 0 ? ` WHERE ${fixed[0]} = $1` : '';
  const rest = listText(index.filter(({ column }) => !fixed.includes(column)));
  return {
    stem: `The table \`${table}\` has one index, a B-tree: \`CREATE INDEX ON ${table} (${listText(index)})\`. With which ending can \`SELECT * FROM ${table}${where}\` return its rows by reading this index, with no sorting at all?`,
    key: keyText,
    distractors,
    explanation: `${fixed.length > 0 ? `\`${fixed[0]}\` is the same in every row, so it drops out and the rows of the index follow \`${rest}\`. ` : ''}An index delivers the order of its leading columns, forwards as declared or backwards with every direction reversed: \`${rest}\`. Of the four only \`${listText(key)}\` begins that way.`,
    hint: 'Picture the entries of the index one below the other. Which sequences appear when they are read from either end?',
  };
}

/** Which ORDER BY an index serves, decided by the rule the planner follows. */
export const sqlIndexOrder: ItemModel = {
  id: 'sql-index-order',
  version: 1,
  skillId: 'sql',
  title: 'Orders an index delivers without sorting',
  levels: [
    { id: 'easy', difficulty: 0, expectedTimeMs: 55_000 },
    { id: 'medium', difficulty: 0.6, expectedTimeMs: 65_000 },
    { id: 'hard', difficulty: 1.2, expectedTimeMs: 75_000 },
  ],
  generate(random, level) {
    const shorter = random.int(0, 3);
    return untilMade(() => attempt(random, level, shorter));
  },
};
