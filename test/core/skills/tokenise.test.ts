import { expect, test } from 'vitest';
import { normaliseWord, tokenise } from '@/core/skills/tokenise';

const terms = (text: string) => tokenise(text).map(({ term }) => term);

test('keeps names with marks whole', () => {
  expect(terms('C++, C#, F#, .NET, ASP.NET and Node.js')).toEqual([
    'c++',
    'c#',
    'f#',
    '.net',
    'asp.net',
    'and',
    'node.js',
  ]);
});

test('a full stop at the end of a sentence belongs to no word', () => {
  expect(terms('We use SQL. Node.js.')).toEqual(['we', 'use', 'sql', 'node.js']);
});

test('plural and singular are one word, and words that only look plural stay', () => {
  expect([normaliseWord('queries'), normaliseWord('APIs'), normaliseWord('joins')]).toEqual(['query', 'api', 'join']);
  expect([normaliseWord('DNS'), normaliseWord('Redis'), normaliseWord('access'), normaliseWord('status')]).toEqual([
    'dns',
    'redis',
    'access',
    'status',
  ]);
});

test('says where each word stands', () => {
  const text = 'Git & CI/CD';
  expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Git', 'CI', 'CD']);
});
