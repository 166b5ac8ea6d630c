import { options, typedItems } from './typed-item';

export const CODE_ITEMS = typedItems('codeReading', [
  {
    id: 'javascript-code-spread',
    skillId: 'javascript',
    difficulty: 0,
    seconds: 60,
    stem: 'What does line 5 print?',
    code: {
      language: 'javascript',
      text: 'const a = { n: 1 };\nconst b = { ...a, n: 2 };\nconst c = b;\nc.n += a.n;\nconsole.log(a.n, b.n);',
      highlightedLines: [5],
    },
    options: options('`1 2`', '`1 3`', '`3 3`', '`2 3`'),
    keyId: 'b',
    explanation:
      'The spread copies `a` into a new object; `c` is the same object as `b`, so line 4 makes `b.n` 3 and leaves `a.n` at 1.',
    hint: 'How many objects are there?',
  },
  {
    id: 'algorithms-code-default',
    skillId: 'algorithms',
    difficulty: 0.6,
    seconds: 75,
    stem: 'What does line 7 print?',
    code: {
      language: 'python',
      text: 'def count(items, seen=[]):\n    for item in items:\n        seen.append(item)\n    return len(seen)\n\ncount([1, 2])\nprint(count([3]))',
      highlightedLines: [1, 7],
    },
    options: options('1', '2', '3', '4'),
    keyId: 'c',
    explanation:
      'The default list is made once, when the function is defined, and keeps its elements: 1, 2 and then 3.',
    hint: 'When is the default value made?',
  },
  {
    id: 'security-code-injection',
    skillId: 'security',
    difficulty: -0.6,
    seconds: 60,
    stem: "A visitor sends `x' OR '1'='1` as the name. What does the query return?",
    code: {
      language: 'javascript',
      text: 'const rows = await db.query(\n  "SELECT * FROM users WHERE name = \'" + name + "\'",\n);',
      highlightedLines: [2],
    },
    options: options(
      'Each row of `users`',
      'The row with that text as its name',
      'Nothing, as quotes are escaped',
      'An error, as a quote stays open',
    ),
    keyId: 'a',
    explanation:
      "The text becomes part of the statement: `name = 'x' OR '1'='1'` is true for each row. A parameter would have kept it a value.",
    hint: 'Write the statement out as the database gets it.',
  },
  {
    id: 'concurrency-code-increment',
    skillId: 'concurrency',
    difficulty: -0.2,
    seconds: 75,
    stem: 'Two threads call `add` 1,000 times each on one object. Why can `get` give less than 2,000 when both are done?',
    code: {
      language: 'java',
      text: 'class Counter {\n  private int value;\n  void add() {\n    value++;\n  }\n  int get() { return value; }\n}',
      highlightedLines: [4],
    },
    options: options(
      'Reading and writing are separate steps in line 4',
      'An `int` of Java overflows at the number 1,000',
      'Each thread works on a copy made at its start',
      'A method runs in one thread at a time by default',
    ),
    keyId: 'a',
    explanation:
      'Both threads may read the same value and write the same successor: one increment is lost. A lock or an atomic counter prevents it.',
    hint: 'What does `++` consist of?',
  },
  {
    id: 'sql-code-outer',
    skillId: 'sql',
    difficulty: 0.5,
    seconds: 75,
    stem: 'What does line 4 do to customers who have no order?',
    code: {
      language: 'sql',
      text: 'SELECT c.name, COUNT(o.id)\nFROM customers c\nLEFT JOIN orders o ON o.customer_id = c.id\nWHERE o.total > 100\nGROUP BY c.name;',
      highlightedLines: [4],
    },
    options: options(
      'It takes them out of the result',
      'It lets them through with the count 0',
      'It lets them through with the count 1',
      'It makes the whole statement fail',
    ),
    keyId: 'a',
    explanation:
      'Their `o.total` is NULL, the comparison is unknown, and WHERE keeps only what is true. In the ON clause the condition would have left them with the count 0.',
    hint: 'What is in the columns of `o` for them?',
  },
]);
