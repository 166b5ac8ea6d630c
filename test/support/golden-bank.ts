import type { Item } from '@/core/items/item';
import { provisionalParameters } from '@/server/bank/provisional-parameters';

/** Questions of two skills for transcripts that are read: few, plain, and never changed by the bank that is shipped. */
const QUESTIONS: readonly (readonly [skillId: string, difficulty: number, stem: string, right: string, ...string[]])[] =
  [
    ['sql', -1, 'Which clause keeps only some of the rows?', 'WHERE', 'ORDER BY', 'SELECT', 'LIMIT 0'],
    ['sql', 0, 'What does COUNT(*) count?', 'All rows', 'Rows without nulls', 'Distinct rows', 'Columns'],
    ['sql', 1, 'What may a LEFT JOIN add?', 'Rows of nulls', 'Duplicates only', 'Nothing', 'An index'],
    ['http', -1, 'Which status says that nothing was found?', '404', '200', '301', '500'],
    ['http', 0, 'Which method should change nothing?', 'GET', 'POST', 'PUT', 'DELETE'],
    ['http', 1, 'What does an ETag name?', 'A version of a resource', 'A cookie', 'A header list', 'A host'],
  ];

export const GOLDEN_ITEMS: readonly Item[] = QUESTIONS.map(([skillId, difficulty, stem, ...texts], index) => ({
  id: `golden-${index + 1}`,
  version: 1,
  skillId,
  parameters: provisionalParameters(difficulty),
  expectedTimeMs: 30_000,
  enemies: [],
  source: {
    kind: 'written',
    content: {
      type: 'singleChoice',
      stem,
      options: texts.map((text, place) => ({ id: 'abcd'[place]!, text })),
      keyId: 'a',
      explanation: `${texts[0]} is right.`,
      hint: 'Think of the plainest case.',
    },
  },
}));
