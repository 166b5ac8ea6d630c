import { typedItems } from './typed-item';

export const SHORT_TEXT_ITEMS = typedItems('shortText', [
  {
    id: 'sql-word-distinct',
    skillId: 'sql',
    difficulty: -1.2,
    seconds: 30,
    stem: 'Which keyword right after `SELECT` leaves each row of the result only once?',
    accepted: { kind: 'normalised', texts: ['DISTINCT', 'SELECT DISTINCT'] },
    explanation: '`SELECT DISTINCT` removes repeated rows. `UNIQUE` is a constraint of a table.',
    hint: 'It is the opposite of `ALL`, which is the default.',
  },
  {
    id: 'git-word-oneline',
    skillId: 'git',
    difficulty: -0.4,
    seconds: 45,
    stem: 'Write the command, with one option, that shows the history of the current branch as one line for each commit.',
    accepted: {
      kind: 'pattern',
      pattern: 'git log (--oneline|--pretty[= ]oneline|--format[= ]oneline)',
      example: 'git log --oneline',
    },
    explanation: '`git log --oneline`; `--pretty=oneline` and `--format=oneline` show the long ids.',
    hint: 'The option says in English what you want.',
  },
  {
    id: 'http-word-etag',
    skillId: 'http',
    difficulty: 0.3,
    seconds: 45,
    stem: 'In which request header does a client send the entity tag of its stored copy, so that it gets the body only if that changed?',
    accepted: { kind: 'normalised', texts: ['If-None-Match', 'If-None-Match:'] },
    explanation: 'RFC 9110, 13.1.2: `If-None-Match`; the answer is 304 when the tag still matches.',
    hint: 'It is named after its condition.',
  },
  {
    id: 'regex-word-digit',
    skillId: 'regex',
    difficulty: -1.2,
    seconds: 30,
    stem: 'Write a pattern that matches exactly one decimal digit from 0 to 9. Letter case counts.',
    accepted: {
      kind: 'normalised',
      texts: ['\\d', '[0-9]', '^\\d$', '^[0-9]$', '[\\d]', '[0123456789]'],
      matchCase: true,
    },
    explanation: '`\\d` or `[0-9]`. With a capital letter, `\\D` is everything but a digit.',
    hint: 'There is a shorthand of two characters.',
  },
  {
    id: 'security-word-forgery',
    skillId: 'security',
    difficulty: -0.3,
    seconds: 45,
    stem: 'What is the attack called in which a foreign page makes the browser of a signed-in visitor send a request with the cookies of that visitor?',
    accepted: {
      kind: 'normalised',
      texts: ['CSRF', 'XSRF', 'cross-site request forgery', 'cross site request forgery', 'CSRF attack'],
    },
    explanation: 'Cross-site request forgery (CSRF). Tokens, `SameSite` cookies and a check of `Origin` prevent it.',
    hint: 'Its usual name has four letters.',
  },
]);

export const FREE_TEXT_ITEMS = typedItems('freeText', [
  {
    id: 'sql-text-index',
    skillId: 'sql',
    difficulty: -0.2,
    seconds: 180,
    stem: 'Why does an index make some queries faster, and what does it cost? Answer in two or three sentences.',
    rubric: [
      { id: 'read', text: 'The index lets the database find rows without reading the whole table.', points: 1 },
      { id: 'write', text: 'Every insert and update has to maintain the index, so writing becomes slower.', points: 1 },
    ],
    modelAnswer:
      'With an index the database can find the matching rows without reading the whole table. In return, every insert and every update has to maintain the index as well, so writing becomes slower, and the index takes space.',
    maxWords: 100,
    explanation: 'Searching a tree takes few steps; each change of the table has to change the tree too.',
    hint: 'Think of reading and of writing.',
  },
  {
    id: 'security-text-password',
    skillId: 'security',
    difficulty: 0,
    seconds: 180,
    stem: 'Why is a password stored as a slow hash with a salt? Answer in two or three sentences.',
    rubric: [
      { id: 'salt', text: 'The salt gives equal passwords different hashes.', points: 1 },
      { id: 'slow', text: 'A slow hash makes guessing many passwords expensive.', points: 1 },
    ],
    modelAnswer:
      'The salt gives equal passwords different hashes, so that tables made in advance are useless. A slow hash makes guessing many passwords expensive for whoever stole the database.',
    maxWords: 100,
    explanation:
      'A salt defeats tables and shows no equal passwords; slowness is paid once by the owner and a billion times by the thief.',
    hint: 'What does each of the two take from an attacker?',
  },
  {
    id: 'concurrency-text-order',
    skillId: 'concurrency',
    difficulty: 0.3,
    seconds: 180,
    stem: 'Why can threads not deadlock when all of them take their locks in the same order? Answer in two or three sentences.',
    rubric: [
      { id: 'cycle', text: 'A deadlock needs a cycle of threads waiting for each other.', points: 1 },
      { id: 'order', text: 'With one order for all locks no cycle of waiting can form.', points: 1 },
    ],
    modelAnswer:
      'A deadlock needs a cycle of threads waiting for each other. With one order for all locks, a thread waits only for locks later than those it holds, so no cycle of waiting can form.',
    maxWords: 100,
    explanation: 'Waiting always points upwards in the order, and a circle would have to come down somewhere.',
    hint: 'Draw who waits for whom.',
  },
  {
    id: 'testing-text-mock',
    skillId: 'testing',
    difficulty: 0,
    seconds: 180,
    stem: 'What do you not find out when every test replaces the database by a mock? Answer in two or three sentences.',
    rubric: [
      { id: 'sql', text: 'Errors in the SQL statements are not found by the tests.', points: 1 },
      { id: 'drift', text: 'The mock can behave differently from the real database.', points: 1 },
    ],
    modelAnswer:
      'Errors in the SQL statements are not found by the tests, because the statements never run. The mock can also behave differently from the real database, for example in constraints, transactions and sorting.',
    maxWords: 100,
    explanation: 'A mock answers as its author believes the database would.',
    hint: 'What runs in production and never in these tests?',
  },
]);
