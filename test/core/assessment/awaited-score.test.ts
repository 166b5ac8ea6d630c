import { describe, expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { awaitedCount, candidateEvent, foldCandidateView, NEW_CANDIDATE_VIEW } from '@/core/assessment/candidate-view';
import type { Exam } from '@/core/assessment/exam';
import { examEngine } from '@/core/assessment/exam-engine';
import { submitSession } from '@/core/assessment/expiry';
import { gradeResponse, startGrading } from '@/core/assessment/grading';
import { isAwaitingScore, observe, observedEvent, UNOBSERVED } from '@/core/assessment/observed-session';
import type { FeedbackMode } from '@/core/assessment/rules';
import { reportSession } from '@/core/assessment/session-report';
import type { ContentOf } from '@/core/items/item';
import { compilePool } from '@/core/psychometrics/item-pool';
import { CandidateEventSchema, ObservedEventSchema } from '@/protocol/session';
import { anExam, aSession, replay, T0 } from '~test/support/assessment';
import { TYPE_EXAMPLES } from '~test/support/item-examples';

const CONTENT: ContentOf<'freeText'> = TYPE_EXAMPLES.freeText.contents[0]!;
const GRADING = { summary: 'Read.', judges: [], criteria: [] };
const text = (words = 'It finds rows without reading the table.') => ({ type: 'freeText', text: words }) as const;

/** An exam whose every item is answered in the candidate's own words. */
const written = (feedbackMode: FeedbackMode = 'afterSession', maxItems = 4): Exam => ({
  ...anExam({ feedbackMode, minItems: maxItems, maxItems }),
  contentOf: () => CONTENT,
});

function anAnsweredSession(exam = written()) {
  const session = aSession(exam);
  session.apply(submitResponse(session.state, { position: 1, answer: text() }, exam, T0));
  return session;
}
const grade = (session: ReturnType<typeof aSession>, points: number | null, position = 1) =>
  session.apply(gradeResponse(session.state, position, { points, grading: GRADING }, session.exam));

describe('an answer that somebody has to read', () => {
  test('is taken without a score, and the next item comes at once', () => {
    const { log, state } = anAnsweredSession();
    expect(log[3]).toMatchObject({
      type: 'responseScored',
      payload: { points: null, correct: null, maxPoints: 3, answered: 1, disclosed: null },
    });
    expect(log.at(-1)).toMatchObject({ type: 'itemPresented', payload: { position: 2 } });
    expect(state).toMatchObject({ status: 'inProgress', answers: [{ points: null }] });
  });

  test('counts as given: the session is no longer for it, and shows no item twice', () => {
    const session = aSession(written('none', 3));
    for (let position = 1; position <= 3; position += 1)
      session.apply(submitResponse(session.state, { position, answer: text() }, session.exam, T0));
    expect(session.state).toMatchObject({ status: 'completed', stopReason: 'maximumItems' });
    const items = session.log.flatMap((event) => (event.type === 'itemPresented' ? [event.payload.itemId] : []));
    expect(new Set(items).size).toBe(3);
  });

  test('leaves the ability as it was until its score comes, and then moves it', () => {
    const session = anAnsweredSession();
    const theta = () => (session.state.status === 'inProgress' ? session.state.ability!.theta : Number.NaN);
    expect(theta()).toBeCloseTo(0, 10);
    grade(session, 3);
    expect(theta()).toBeGreaterThan(0);
  });

  test('of which a score came is graded once, whatever comes later', () => {
    const session = anAnsweredSession();
    grade(session, 2);
    const before = session.state;
    expect(grade(session, 0)).toEqual([]);
    expect(startGrading(session.state, 1)).toEqual([]);
    expect(gradeResponse(session.state, 7, { points: 1, grading: GRADING }, session.exam)).toEqual([]);
    expect(session.state).toBe(before);
  });

  test('takes no points that are not there to be had', () => {
    const { state, exam } = anAnsweredSession();
    for (const points of [-1, 4, 1.5, Number.NaN])
      expect(() => gradeResponse(state, 1, { points, grading: GRADING }, exam)).toThrow(/not a number of points/);
  });
});

describe('a session completed while scores are awaited', () => {
  const completed = (feedbackMode: FeedbackMode = 'afterSession') => {
    const session = anAnsweredSession(written(feedbackMode));
    session.apply(submitSession(session.state, session.exam));
    return session;
  };
  const reportOf = ({ state }: ReturnType<typeof aSession>) => {
    if (state.status !== 'completed') throw new Error('It should be completed');
    return state.report;
  };

  test('reports that there is no score yet, and the score once it came', () => {
    const session = completed();
    expect(reportOf(session)).toMatchObject({
      answered: 1,
      unscored: 1,
      composite: { value: null, reason: 'noScores' },
    });
    grade(session, 3);
    expect(reportOf(session)).toMatchObject({ answered: 1, unscored: 0, composite: { value: expect.any(Number) } });
    if (session.state.status === 'completed')
      expect(reportSession(session.exam, session.state.answers)).toEqual(session.state.report);
  });

  test('counts what could not be measured for nothing, not even as wrong', () => {
    const session = completed();
    const before = reportOf(session);
    grade(session, null);
    expect(reportOf(session)).toEqual(before);
    expect(session.log.at(-1)).toMatchObject({ type: 'responseGraded', payload: { points: null, correct: null } });
  });

  test('replays to the same state, and is what the wire schemas say', () => {
    const session = completed('full');
    session.apply(startGrading(session.state, 1));
    grade(session, 2);
    expect(replay(JSON.parse(JSON.stringify(session.log)))).toEqual(session.state);
    for (const event of session.log) {
      expect(CandidateEventSchema.parse(candidateEvent(event))).toEqual(candidateEvent(event));
      expect(ObservedEventSchema.parse(observedEvent(event))).toEqual(observedEvent(event));
    }
  });

  test('tells the candidate how far reading is, and the points only as the mode allows', () => {
    for (const mode of ['none', 'afterSession', 'full'] as const) {
      const session = completed(mode);
      const viewOf = () => session.log.map(candidateEvent).reduce(foldCandidateView, NEW_CANDIDATE_VIEW);
      const stage = () =>
        viewOf().conversation.flatMap((entry) => (entry.kind === 'item' ? [entry.response?.reading] : []));
      expect([stage()[0], awaitedCount(viewOf())]).toEqual(['awaited', 1]);
      session.apply(startGrading(session.state, 1));
      expect([stage()[0], awaitedCount(viewOf())]).toEqual(['reading', 1]);
      grade(session, 2);
      expect([stage()[0], awaitedCount(viewOf())]).toEqual(['read', 0]);
      const told = JSON.stringify(session.log.map(candidateEvent));
      expect(told.includes('"points":2'), mode).toBe(mode !== 'none');
      expect(told.includes(CONTENT.modelAnswer), mode).toBe(mode === 'full');
      expect(told).not.toContain(CONTENT.rubric[0]!.text);
      expect(viewOf().feedback?.answers ?? null).toEqual(
        mode === 'none' ? null : [{ position: 1, points: 2, maxPoints: 3, correct: false }],
      );
    }
  });

  test('shows the recruiter the revised report, and that nothing is awaited any more', () => {
    const session = completed();
    const observed = () => session.log.map(observedEvent).reduce(observe, UNOBSERVED);
    expect(isAwaitingScore(observed())).toBe(true);
    grade(session, 3);
    expect(isAwaitingScore(observed())).toBe(false);
    expect(observed().report).toEqual(reportOf(session));
  });
});

test('part of the points counts in part where the item has a boundary for each', () => {
  const exam = anExam({ minItems: 4 });
  const graded = { discrimination: 1, guessing: 0, upperAsymptote: 1, thresholds: [-1, 0, 1] };
  const items = exam.engine.pool.items.map((item) => ({ ...item, parameters: { ...item.parameters, ...graded } }));
  const thetaOf = (points: number) => {
    const engine = examEngine(exam.rules, exam.graph, compilePool(items, exam.graph), 0);
    const built = { ...written(), engine };
    const session = aSession(built);
    session.apply(submitResponse(session.state, { position: 1, answer: text() }, built, T0));
    grade(session, points);
    return session.state.status === 'inProgress' ? session.state.ability!.theta : Number.NaN;
  };
  const thetas = [0, 1, 2, 3].map(thetaOf);
  expect(thetas).toEqual(thetas.toSorted((a, b) => a - b));
  expect(new Set(thetas).size).toBe(4);
});
