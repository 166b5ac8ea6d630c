import { expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { examEngine, skillCuts } from '@/core/assessment/exam-engine';
import { completeRules, type Rules, settleRules } from '@/core/assessment/rules';
import { reportOnly, reportSession } from '@/core/assessment/session-report';
import { compilePool } from '@/core/psychometrics/item-pool';
import { simulateSessions } from '@/core/psychometrics/simulation';
import { SessionReportSchema } from '@/protocol/session';
import { aBank, aSkillGraph, playSession, seededDice } from '~test/core/psychometrics/builders';
import { anExam, aSession, choice, T0 } from '~test/support/assessment';

const graph = aSkillGraph(3, [[0, 1]], ['H', 'M', 'L']);
const pool = compilePool(aBank({ skills: 3, items: 150, seed: 7 }), graph);
const engineOf = (rules: Partial<Rules>) =>
  examEngine(settleRules(completeRules({ minItems: 6, maxItems: 24, ...rules }), graph), graph, pool);

test('cut scores are abilities, and skills without one have none', () => {
  expect(skillCuts({ composite: 600, skills: { 'skill-1': 450, gone: 700 } }, graph)).toEqual([null, -0.5, null]);
});

test('a session ends as soon as its cut score is decided, and says so', () => {
  const far = engineOf({ cutScores: { composite: 250, skills: {} } });
  const near = engineOf({ cutScores: { composite: 500, skills: {} } });
  const played = (engine: typeof far) => simulateSessions(engine, seededDice(1), { people: 120 });
  expect(played(far).stopReasons.classified ?? 0).toBeGreaterThan(60);
  expect(played(far).items.mean).toBeLessThan(played(near).items.mean);
  expect(playSession(engineOf({}), seededDice(1)).reason).not.toBe('classified');
});

test('each criterion and each randomisation gives whole sessions, and its own', () => {
  const paths = (['varianceDrop', 'MFI', 'MLWI', 'MPWI', 'KL', 'KLP'] as const).map((criterion) => {
    const engine = engineOf({ criterion, minItems: 12, maxItems: 12 });
    const { responses, reason } = playSession(engine, seededDice(4), { abilities: [1, 0, -1] });
    expect(reason).toBe('maximumItems');
    return responses.map(({ itemId }) => itemId).join();
  });
  expect(new Set(paths).size).toBeGreaterThan(3);
  const progressive = playSession(
    engineOf({ randomisation: 'progressive', minItems: 12, maxItems: 12 }),
    seededDice(4),
  );
  expect(progressive.responses).toHaveLength(12);
});

test('a plain session asks its budgets and reports points and percentages beside the measurement', () => {
  const rules = settleRules(completeRules({ ruleSet: 'plain', plainBudgets: { H: 3, M: 2, L: 1 } }), graph);
  const exam = anExam(rules);
  const session = aSession(exam);
  while (session.state.status === 'inProgress') {
    session.apply(submitResponse(session.state, { position: session.open.position, answer: choice('A') }, exam, T0));
  }
  if (session.state.status !== 'completed') throw new Error('expected an end');
  const { report, stopReason } = session.state;
  expect(stopReason).toBe('maximumItems');
  expect(report.answered).toBe(6);
  expect(report.plain).toMatchObject({ possiblePoints: 60 });
  expect(report.plain!.skills.map(({ answered }) => answered)).toEqual([3, 2, 1]);
  expect(SessionReportSchema.parse(reportOnly(report))).toEqual(reportOnly(report));
});

test('a report compares with the cuts of its assessment, and says which they are', () => {
  const exam = anExam({ cutScores: { composite: 520, skills: { 'skill-0': 300 } } });
  const given = exam.engine.pool.items
    .filter(({ skillId }) => skillId === 'skill-0')
    .slice(0, 20)
    .map(({ id }, i) => ({
      position: i + 1,
      itemId: id,
      points: i % 2,
      maxPoints: 1,
      correct: i % 2 === 1,
      pilot: false,
    }));
  const report = reportSession(exam, given);
  expect(report.cutScore).toBe(520);
  expect(report.skills.map(({ cutScore }) => cutScore)).toEqual([300, undefined, undefined]);
  expect(report.skills[0]!.label).toBe('aboveCut');
  expect(report.plain).toBeUndefined();
  expect(SessionReportSchema.parse(reportOnly(report))).toEqual(reportOnly(report));
});
