import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Cell = string | number | null;
type Problem = { tables: string; query: string; key: number; slips: Slip[]; explanation: string };

const NAMES = ['Ann', 'Ben', 'Cleo', 'Dov', 'Eva', 'Finn', 'Gul', 'Hana'];

/** A table as plain text, NULL written out. */
function textTable(name: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = [columns, ...rows.map((row) => row.map((cell) => (cell === null ? 'NULL' : String(cell))))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return [
    name,
    ...cells.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join(' | ')
        .trimEnd(),
    ),
  ].join('\n');
}

/** Mostly a value, now and then NULL. */
const perhapsNull = <T>(random: Random, value: T): T | null => (random.next() < 0.25 ? null : value);
const count = <T>(rows: readonly T[], holds: (row: T) => boolean): number => rows.filter(holds).length;

/** One table; counting with NULLs. A comparison with NULL is unknown, and `WHERE` keeps only what is true. */
function countingWithNulls(random: Random): Problem {
  const rows = Array.from({ length: random.int(6, 8) }, (_, index) => ({
    id: index + 1,
    customer: perhapsNull(random, random.pick(NAMES.slice(0, 4))),
    amount: perhapsNull(random, random.int(2, 6) * 10),
  }));
  const tables = textTable(
    'orders',
    ['id', 'customer', 'amount'],
    rows.map((row) => [row.id, row.customer, row.amount]),
  );
  const nulls = count(rows, (row) => row.amount === null);
  const limit = random.int(3, 5) * 10;
  const ask = random.pick(['unequal', 'notGreater', 'column', 'distinct'] as const);
  switch (ask) {
    case 'unequal': {
      const key = count(rows, (row) => row.amount !== null && row.amount !== limit);
      return {
        tables,
        query: `SELECT COUNT(*)\nFROM orders\nWHERE amount <> ${limit};`,
        key,
        slips: [
          { value: key + nulls, misconception: 'NULL counts as different' },
          { value: rows.length - key - nulls, misconception: 'counts the equal rows' },
          { value: rows.length, misconception: 'ignores the condition' },
        ],
        explanation: `A comparison with NULL is unknown, so rows without an amount (${nulls}) are not counted. Rows with an amount other than ${limit}: ${key}.`,
      };
    }
    case 'notGreater': {
      const key = count(rows, (row) => row.amount !== null && row.amount <= limit);
      return {
        tables,
        query: `SELECT COUNT(*)\nFROM orders\nWHERE NOT (amount > ${limit});`,
        key,
        slips: [
          { value: key + nulls, misconception: 'NOT turns unknown into true' },
          {
            value: count(rows, (row) => row.amount !== null && row.amount < limit),
            misconception: 'excludes the limit',
          },
          { value: rows.length - key - nulls, misconception: 'overlooks NOT' },
        ],
        explanation: `NOT leaves unknown as it is, so rows without an amount (${nulls}) are not counted. Amounts of ${limit} or less: ${key}.`,
      };
    }
    case 'column': {
      const key = rows.length - nulls;
      return {
        tables,
        query: 'SELECT COUNT(amount)\nFROM orders;',
        key,
        slips: [
          { value: rows.length, misconception: 'COUNT(column) counts NULL' },
          {
            value: new Set(rows.flatMap((row) => row.amount ?? [])).size,
            misconception: 'COUNT(column) counts different values',
          },
        ],
        explanation: `COUNT of a column leaves NULL out: ${rows.length} rows less ${nulls} without an amount gives ${key}.`,
      };
    }
    case 'distinct': {
      const named = rows.flatMap((row) => row.customer ?? []);
      const key = new Set(named).size;
      return {
        tables,
        query: 'SELECT COUNT(DISTINCT customer)\nFROM orders;',
        key,
        slips: [
          { value: key + (named.length < rows.length ? 1 : 0), misconception: 'NULL counts as one more value' },
          { value: named.length, misconception: 'overlooks DISTINCT' },
          { value: rows.length, misconception: 'counts rows' },
        ],
        explanation: `COUNT of a column leaves NULL out, and DISTINCT counts each name once. Different names: ${key}.`,
      };
    }
  }
}

/** Two tables; rows of a join. */
function joinedRows(random: Random): Problem {
  const customers = random
    .shuffle(NAMES)
    .slice(0, random.int(3, 5))
    .map((name, index) => ({ id: index + 1, name }));
  const orders = Array.from({ length: random.int(4, 6) }, (_, index) => ({
    id: 10 + index,
    customerId: perhapsNull(random, random.int(1, customers.length)),
  }));
  const pairs = orders.filter((order) => order.customerId !== null).length;
  const lonelyCustomers = count(customers, (customer) => !orders.some((order) => order.customerId === customer.id));
  const lonelyOrders = orders.length - pairs;
  const results = {
    INNER: pairs,
    LEFT: pairs + lonelyCustomers,
    RIGHT: pairs + lonelyOrders,
    FULL: pairs + lonelyCustomers + lonelyOrders,
  };
  const kind = random.pick(['INNER', 'LEFT', 'RIGHT', 'FULL'] as const);
  const key = results[kind];
  return {
    tables: `${textTable(
      'customers',
      ['id', 'name'],
      customers.map((row) => [row.id, row.name]),
    )}\n\n${textTable(
      'orders',
      ['id', 'customer_id'],
      orders.map((row) => [row.id, row.customerId]),
    )}`,
    query: `SELECT c.name, o.id\nFROM customers c\n${kind} JOIN orders o ON o.customer_id = c.id;`,
    key,
    slips: [
      { value: results.LEFT, misconception: 'takes it for a left join' },
      { value: results.INNER, misconception: 'takes it for an inner join' },
      { value: results.FULL, misconception: 'takes it for a full join' },
      { value: results.RIGHT, misconception: 'takes it for a right join' },
      { value: customers.length, misconception: 'one row per customer' },
      { value: orders.length, misconception: 'one row per order' },
    ],
    explanation: `Orders with a customer: ${pairs}; customers without an order: ${lonelyCustomers}; orders without a customer: ${lonelyOrders}. So ${
      {
        INNER: 'an inner join drops both kinds',
        LEFT: 'a left join adds those customers',
        RIGHT: 'a right join adds those orders',
        FULL: 'a full join adds both',
      }[kind]
    }: ${key} rows.`,
  };
}

/** Groups kept by HAVING, or anti-joins with a NULL in the subquery. */
function groupsAndAntiJoins(random: Random): Problem {
  const names = random.shuffle(NAMES).slice(0, 5);
  const rows = Array.from({ length: random.int(7, 9) }, (_, index) => ({
    id: index + 1,
    customer: perhapsNull(random, random.pick(names)),
    amount: random.int(1, 6) * 10,
  }));
  const tables = textTable(
    'orders',
    ['id', 'customer', 'amount'],
    rows.map((row) => [row.id, row.customer, row.amount]),
  );
  const groups = [...new Set(rows.map((row) => row.customer))].map(
    (customer) => [customer, rows.filter((row) => row.customer === customer)] as const,
  );
  const sum = (members: typeof rows) => members.reduce((total, row) => total + row.amount, 0);
  if (random.next() < 0.7) {
    const limit = random.int(4, 8) * 10;
    const kept = groups.filter(([, members]) => sum(members) > limit);
    const key = kept.length;
    return {
      tables,
      query: `SELECT customer, SUM(amount)\nFROM orders\nGROUP BY customer\nHAVING SUM(amount) > ${limit};`,
      key,
      slips: [
        { value: kept.filter(([customer]) => customer !== null).length, misconception: 'NULL forms no group' },
        {
          value: groups.filter(([, members]) => members.some((row) => row.amount > limit)).length,
          misconception: 'applies HAVING to single rows',
        },
        { value: groups.filter(([, members]) => sum(members) >= limit).length, misconception: 'includes the limit' },
        { value: groups.length, misconception: 'ignores HAVING' },
        {
          value: kept.reduce((total, [, members]) => total + members.length, 0),
          misconception: 'counts rows instead of groups',
        },
      ],
      explanation: `Rows with the same customer form a group, and so do those with NULL: ${groups.length} in all. Groups with a sum above ${limit}: ${key}.`,
    };
  }
  const people = random.shuffle([...names, 'Ivo', 'Jana']);
  const buyers = new Set(rows.map((row) => row.customer));
  const without = people.filter((name) => !buyers.has(name)).length;
  const hasNull = buyers.has(null);
  const exists = random.next() < 0.4;
  return {
    tables: `${textTable(
      'people',
      ['name'],
      people.map((name) => [name]),
    )}\n\n${tables}`,
    query: exists
      ? 'SELECT p.name\nFROM people p\nWHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer = p.name);'
      : 'SELECT name\nFROM people\nWHERE name NOT IN (SELECT customer FROM orders);',
    key: !exists && hasNull ? 0 : without,
    slips: [
      { value: exists ? 0 : without, misconception: 'confuses NOT IN with NOT EXISTS' },
      { value: people.length - without, misconception: 'overlooks NOT' },
      { value: people.length, misconception: 'NULL makes each row pass' },
    ],
    explanation:
      !exists && hasNull
        ? 'The subquery gives a NULL, and `name <> NULL` is unknown, so NOT IN is true for no row.'
        : `${without} of the ${people.length} people appear in no order${exists ? '; NOT EXISTS is not disturbed by NULL' : ', and the subquery gives no NULL'}.`,
  };
}

const PROBLEM: Record<string, (random: Random) => Problem> = {
  easy: countingWithNulls,
  medium: joinedRows,
  hard: groupsAndAntiJoins,
};

/** How many rows or which count a query gives on a small table with NULLs. */
export const sqlQueryResult: ItemModel = {
  id: 'sql-query-result',
  version: 1,
  skillId: 'sql',
  title: 'Result of a query on a small table',
  levels: [
    { id: 'easy', difficulty: -0.8, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.1, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 1.1, expectedTimeMs: 90_000 },
  ],
  generate(random, level): Variant {
    const place = drawKeyPlace(random);
    return untilMade(() => {
      const { tables, query, key, slips, explanation } = PROBLEM[level]!(random);
      const distractors = numericDistractors(key, slips, place);
      if (distractors === null) return null;
      const ask = level === 'easy' ? 'Which number does the query return?' : 'How many rows does the query return?';
      return {
        stem: `${ask}\n\n\`\`\`\n${tables}\n\`\`\`\n\n\`\`\`sql\n${query}\n\`\`\``,
        key: String(key),
        distractors,
        explanation,
        hint: 'Go through the tables row by row and mind what happens to NULL.',
      };
    });
  },
};
