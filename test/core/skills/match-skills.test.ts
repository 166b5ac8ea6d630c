import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '@/core/errors';
import { MAX_SUGGESTED_SKILLS, matchSkills, suggestSkillGraph } from '@/core/skills/match-skills';
import { validateSkillGraph } from '@/core/skills/skill-graph';
import { TAXONOMY } from '@/server/bank/taxonomy';
import {
  BACKEND,
  CHEF,
  DATA_ENGINEER,
  FRONTEND,
  FULL_STACK,
  MARKETING,
  NURSE,
  QA_ENGINEER,
  SECURITY_ENGINEER,
  SRE,
} from './job-descriptions';

const priorities = (text: string) =>
  Object.fromEntries(matchSkills(text, TAXONOMY).matched.map(({ skillId, priority }) => [skillId, priority]));
const unassessable = (text: string) =>
  matchSkills(text, TAXONOMY)
    .unassessable.map(({ skillId }) => skillId)
    .sort();

/** What is expected of each description: exactly these skills, with these priorities where one is given. */
const EXPECTED: [string, string, Record<string, string>, string[]][] = [
  [
    'backend',
    BACKEND,
    { sql: 'H', javascript: 'H', security: 'H', testing: 'H', http: 'M', git: 'M', time: 'L', concurrency: 'L' },
    ['infrastructure-as-code', 'kubernetes', 'leadership', 'messaging'],
  ],
  [
    'frontend',
    FRONTEND,
    { javascript: 'H', git: 'H', testing: 'H', http: 'H', concurrency: 'H', security: 'L' },
    ['architecture', 'css', 'design', 'react'],
  ],
  [
    'data engineer',
    DATA_ENGINEER,
    { sql: 'H', algorithms: 'H', time: 'H', regex: 'L', git: 'L' },
    ['ci-cd', 'data-engineering', 'messaging', 'python'],
  ],
  [
    'site reliability engineer',
    SRE,
    { networking: 'H', concurrency: 'H', regex: 'H', security: 'H', http: 'M', git: 'M', sql: 'L' },
    ['ci-cd', 'cloud', 'go', 'infrastructure-as-code', 'kubernetes', 'linux'],
  ],
  [
    'security engineer',
    SECURITY_ENGINEER,
    { security: 'H', http: 'H', networking: 'H', regex: 'H', javascript: 'H', git: 'L' },
    ['csharp', 'java', 'python'],
  ],
  [
    'quality engineer',
    QA_ENGINEER,
    { testing: 'H', javascript: 'H', logic: 'H', sql: 'M', http: 'M', time: 'M', git: 'L' },
    ['agile'],
  ],
  [
    'full stack engineer',
    FULL_STACK,
    { javascript: 'H', sql: 'H', testing: 'H', git: 'H', http: 'M', security: 'L' },
    ['nosql', 'react'],
  ],
];

describe.each(EXPECTED)('the description of a %s', (_, text, skills, others) => {
  test('is matched with the skills a recruiter would expect and no others', () => {
    expect(priorities(text)).toEqual(skills);
  });

  test('names what the bank cannot measure', () => {
    expect(unassessable(text)).toEqual(others);
  });

  test('gives a valid graph of four to eight skills, the most important first', () => {
    const { graph, matches } = suggestSkillGraph(text, TAXONOMY);
    expect(() => validateSkillGraph(graph)).not.toThrow();
    expect(graph.nodes.length).toBeGreaterThanOrEqual(4);
    expect(graph.nodes.length).toBeLessThanOrEqual(MAX_SUGGESTED_SKILLS);
    expect(matches.map(({ skillId }) => skillId)).toEqual(graph.nodes.map(({ skillId }) => skillId));
    const order = graph.nodes.map(({ priority }) => 'HML'.indexOf(priority));
    expect(order).toEqual([...order].sort());
  });

  test('has evidence that stands in the text where it says', () => {
    const { matched, unassessable: others } = matchSkills(text, TAXONOMY);
    for (const { evidence } of [...matched, ...others]) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { term, start, end } of evidence) expect(text.slice(start, end)).toBe(term);
    }
  });
});

test('the description of a chef is refused, and the refusal says what could be assessed and what was seen', () => {
  try {
    suggestSkillGraph(CHEF, TAXONOMY);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).code).toBe('graph_invalid');
    expect((error as DomainError).message).toContain('SQL and relational data');
    expect((error as DomainError).message).toContain('Leadership');
  }
});

test.each([
  ['a marketing manager', MARKETING],
  ['a nurse', NURSE],
])('words that other trades share do not make the description of %s technical', (_, text) => {
  expect(matchSkills(text, TAXONOMY).matched).toEqual([]);
});

test('a shared word counts beside a technical name', () => {
  expect(Object.keys(priorities('Testing of our PostgreSQL services'))).toEqual(['sql', 'testing']);
});

test('joining a team is not joining tables', () => {
  expect(priorities('Join our team!')).toEqual({});
  expect(priorities('You write joins daily.')).toEqual({ sql: 'M' });
});

test('prerequisites join the chosen skills only', () => {
  const { graph } = suggestSkillGraph('HTTP, TLS and subnetting', TAXONOMY);
  expect(graph.edges).toEqual([
    { from: 'networking', to: 'http' },
    { from: 'http', to: 'security' },
  ]);
});

test('SQL injection is security and says nothing about SQL', () => {
  expect(Object.keys(priorities('You know how to prevent SQL injection.'))).toEqual(['security']);
});

test('C++, C#, .NET, Node.js and Java are told apart', () => {
  expect(unassessable('C++, C# and .NET')).toEqual(['cpp', 'csharp']);
  expect(Object.keys(priorities('Node.js services'))).toEqual(['javascript']);
  expect(unassessable('JavaScript')).toEqual([]);
});

test('ordinary words are not taken for names', () => {
  expect(unassessable('You go the extra mile and do not rust.')).toEqual([]);
  expect(priorities('Take a rest on our sofa.')).toEqual({});
  expect(unassessable('Services in Go and Rust')).toEqual(['go', 'rust']);
});

test('the nearer cue of a sentence decides', () => {
  expect(priorities('Strong SQL is a must, regular expressions are a plus.')).toEqual({ sql: 'H', regex: 'L' });
});

test('what the text says is not needed is left out', () => {
  expect(priorities('Git is required. JavaScript is not required.')).toEqual({ git: 'H' });
});

test('a description in other words is found by its meaning-bearing words', () => {
  const { matched } = matchSkills(
    'You reason about threads and locks, and about what happens at the same time as something else in asynchronous code.',
    TAXONOMY,
  );
  expect(matched.map(({ skillId }) => skillId)).toContain('concurrency');
});

test('any text gives an answer, and the same text the same answer', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      expect(matchSkills(text, TAXONOMY)).toEqual(matchSkills(text, TAXONOMY));
    }),
    { numRuns: 50 },
  );
});

test('naming a skill more often does not lower its score', () => {
  const once = matchSkills('We use SQL. We use Git.', TAXONOMY).matched.find(({ skillId }) => skillId === 'sql')!;
  const twice = matchSkills('We use SQL. We use Git. We use SQL.', TAXONOMY).matched.find(
    ({ skillId }) => skillId === 'sql',
  )!;
  expect(twice.score).toBeGreaterThan(once.score);
});
