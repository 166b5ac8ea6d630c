import { writtenItems } from '../written-item';

export const SQL_ITEMS = writtenItems('sql', [
  {
    id: 'sql-null-comparison',
    difficulty: -1.5,
    seconds: 35,
    stem: 'The column `phone` of `people` may be NULL. Which condition selects exactly the rows whose `phone` is NULL?',
    options: {
      a: '`WHERE phone = NULL`',
      b: '`WHERE phone IS NULL`',
      c: "`WHERE phone = ''`",
      d: '`WHERE phone IN (NULL)`',
    },
    key: 'b',
    explanation:
      "`IS NULL` tests for the missing value. `= NULL` and `IN (NULL)` compare with NULL, which gives unknown for each row, so they select nothing. `= ''` finds empty strings, which are values in standard SQL.",
    hint: 'What truth value does a comparison with a missing value have?',
  },
  {
    id: 'sql-having-filter',
    difficulty: -0.7,
    seconds: 50,
    stem: 'Which query lists the departments that have more than five employees?',
    options: {
      a: '`SELECT dept FROM employees WHERE COUNT(*) > 5 GROUP BY dept`',
      b: '`SELECT dept FROM employees GROUP BY dept WHERE COUNT(*) > 5`',
      c: '`SELECT DISTINCT dept FROM employees HAVING COUNT(*) > 5`',
      d: '`SELECT dept FROM employees GROUP BY dept HAVING COUNT(*) > 5`',
    },
    key: 'd',
    explanation:
      '`HAVING` filters groups after they are formed. `WHERE` runs before grouping and may not hold an aggregate (a), nor may it follow `GROUP BY` (b). Without `GROUP BY` the whole table is one group and `dept` may not be selected (c).',
    hint: 'Think of the order in which the clauses of a query are evaluated.',
  },
  {
    id: 'sql-left-join-where',
    difficulty: 0,
    seconds: 75,
    stem: 'The report should show every customer, with their orders of 2025 if there are any. Customers without such an order are missing from the result. Which change repairs it?',
    code: {
      language: 'sql',
      text: "SELECT c.name, o.id\nFROM customers c\nLEFT JOIN orders o ON o.customer_id = c.id\nWHERE o.placed_on >= DATE '2025-01-01'",
    },
    options: {
      a: 'Move the date condition from `WHERE` into the `ON` clause',
      b: 'Replace `LEFT JOIN` by `RIGHT JOIN` and keep the rest',
      c: 'Replace `WHERE` by `HAVING` and group by `c.name`, `o.id`',
      d: 'Write `SELECT DISTINCT` so that unmatched rows are kept',
    },
    key: 'a',
    explanation:
      'The left join fills `o.placed_on` with NULL for customers without orders, and `WHERE` then drops those rows; in `ON` the condition only decides which orders join. A right join keeps all orders instead of all customers, `HAVING` still drops the NULL rows, and `DISTINCT` removes rows rather than adding any.',
    hint: 'Which value does the filtered column have in a row that found no partner?',
  },
  {
    id: 'sql-rank-ties',
    difficulty: 0.4,
    seconds: 55,
    stem: 'Four players have the scores 90, 80, 80 and 70. Which value does `RANK() OVER (ORDER BY score DESC)` give the player with 70 points?',
    options: { a: '2', b: '3', c: '4', d: '5' },
    key: 'c',
    explanation:
      '`RANK` gives ties the same number and then skips: 1, 2, 2, 4. `DENSE_RANK` would give 3, because it leaves no gap.',
    hint: 'Two functions number ties alike and differ in what follows a tie.',
  },
  {
    id: 'sql-index-prefix',
    difficulty: 0.9,
    seconds: 60,
    stem: 'There is one B-tree index, on `(last_name, first_name)`. For which condition can the database use it to go straight to a narrow range of entries?',
    options: {
      a: "`WHERE first_name = 'Anna'`",
      b: "`WHERE lower(last_name) = 'meyer'`",
      c: "`WHERE last_name LIKE '%eyer' AND first_name = 'Anna'`",
      d: "`WHERE last_name = 'Meyer' AND first_name > 'B'`",
    },
    key: 'd',
    explanation:
      'The entries are ordered by last name and, within it, by first name, so an equality on the first column and a range on the second name one stretch. (a) leaves the leading column open, (b) asks for a function the index does not hold, (c) leaves the beginning of the leading column open.',
    hint: 'Picture a printed telephone directory.',
  },
  {
    id: 'sql-not-in-null',
    difficulty: 1.3,
    seconds: 70,
    stem: 'Table `a` holds the ids 1, 2 and 3. The column `a_id` of table `b` holds the two values 1 and NULL. How many rows does this query return?',
    code: { language: 'sql', text: 'SELECT id FROM a\nWHERE id NOT IN (SELECT a_id FROM b)' },
    options: { a: '0', b: '1', c: '2', d: '3' },
    key: 'a',
    explanation:
      'For 2 the condition is `2 <> 1 AND 2 <> NULL`, which is unknown rather than true, and likewise for 3; for 1 it is false. So nothing is returned. `NOT EXISTS` would return 2 and 3, which is the count of two that people expect here.',
    hint: 'Write the condition out as a chain of comparisons for one id.',
  },
  {
    id: 'sql-lost-update',
    difficulty: 1.7,
    seconds: 80,
    stem: 'Two PostgreSQL sessions at READ COMMITTED each run a transaction that reads a balance of 100, subtracts 10 in the application and writes the result. Both commit, and the balance is 90. Which change makes it 80?',
    options: {
      a: 'Run both transactions with `SET CONSTRAINTS ALL DEFERRED`',
      b: 'Fetch the balance with `SELECT ... FOR UPDATE` in both sessions',
      c: 'Put a savepoint before the `UPDATE` in both sessions',
      d: 'Guard the balance with a `CHECK (balance >= 0)` constraint',
    },
    key: 'b',
    explanation:
      '`FOR UPDATE` locks the row, so the second session waits and then reads 90. Deferred constraints change when constraints are checked, a savepoint only allows a partial rollback, and the check is satisfied by 90 as well.',
    hint: 'Both sessions act on the same old value; what would make one of them wait?',
  },
]);
