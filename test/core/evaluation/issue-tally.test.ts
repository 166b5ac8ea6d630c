import { expect, test } from 'vitest';
import { issuesOf, tallyIssues } from '@/core/evaluation/issue-tally';
import type { FlaggedIssue } from '@/core/evaluation/judge';
import { aJudgement } from '~test/support/evaluation';
import { aRunState } from '~test/support/run-state';

const anIssue = (parts: Partial<FlaggedIssue>): FlaggedIssue => ({
  type: 'bias',
  severity: 'low',
  message: '',
  outputSpan: null,
  evidenceSpan: null,
  ...parts,
});

test('issues of all judges come gravest first, then by their place in the output', () => {
  const judged = (judgeId: string, issues: FlaggedIssue[]) =>
    ({ type: 'judgementReached', payload: { judgeId, durationMs: 1, judgement: aJudgement({ issues }) } }) as const;
  const { judges } = aRunState({
    judges: ['one', 'two', 'silent'],
    events: [
      judged('one', [anIssue({ message: 'a' }), anIssue({ message: 'b', severity: 'critical' })]),
      judged('two', [anIssue({ message: 'c', outputSpan: { start: 3, end: 4 } })]),
    ],
  });
  expect(issuesOf(judges).map(({ message, judge }) => `${message} of ${judge.name}`)).toEqual([
    'b of one',
    'c of two',
    'a of one',
  ]);
});

test('types are counted by severity, the most frequent first, without those nobody flagged', () => {
  const tally = tallyIssues([
    anIssue({ type: 'bias' }),
    anIssue({ type: 'numerical_error', severity: 'high' }),
    anIssue({ type: 'numerical_error', severity: 'low' }),
  ]);
  expect(tally).toEqual([
    { type: 'numerical_error', total: 2, bySeverity: { low: 1, medium: 0, high: 1, critical: 0 } },
    { type: 'bias', total: 1, bySeverity: { low: 1, medium: 0, high: 0, critical: 0 } },
  ]);
});
