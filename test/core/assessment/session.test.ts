import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import type { Exam } from '@/core/assessment/exam';
import { expireSession, submitSession } from '@/core/assessment/expiry';
import { foldSession, NEW_SESSION, type SessionState } from '@/core/assessment/session';
import { reportSession } from '@/core/assessment/session-report';
import { startSession } from '@/core/assessment/starting';
import { isDomainError } from '@/core/errors';
import { anExam, aSession, choice, keyIdOf, record, replay, T0 } from '~test/support/assessment';

const later = (ms: number) => new Date(T0.getTime() + ms);
const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return isDomainError(error) ? error.code : error;
  }
};
const otherThan = (letter: string) => ['A', 'B', 'C', 'D'].find((option) => option !== letter)!;

describe('starting', () => {
  test('sets the clock, welcomes and presents one item', () => {
    const session = aSession();
    expect(session.log.map((event) => event.type)).toEqual(['sessionStarted', 'interviewerSpoke', 'itemPresented']);
    expect(session.state).toMatchObject({ status: 'inProgress', deadlineAt: later(600_000).toISOString(), seq: 3 });
    expect(session.open.position).toBe(1);
  });

  test('happens once', () => {
    const { state, exam } = aSession();
    expect(codeOf(() => startSession(state, exam, 'seed', T0))).toBe('conflict');
  });
});

describe('an answer', () => {
  test('is correct exactly when it is the key, and opens the next item', () => {
    for (const correct of [true, false]) {
      const session = aSession();
      const keyId = keyIdOf(session.open.sealed);
      const optionId = correct ? keyId : otherThan(keyId);
      const [scored, ...rest] = submitResponse(
        session.state,
        { position: 1, answer: choice(optionId) },
        session.exam,
        later(5_000),
      );
      expect(scored).toMatchObject({
        type: 'responseScored',
        payload: { correct, answer: choice(optionId), points: correct ? 1 : 0, maxPoints: 1, responseTimeMs: 5_000 },
      });
      expect(rest.at(-1)).toMatchObject({ type: 'itemPresented', payload: { position: 2 } });
    }
  });

  test('raises the ability when correct, lowers it when not', () => {
    const theta = (correct: boolean) => {
      const session = aSession();
      const keyId = keyIdOf(session.open.sealed);
      const optionId = correct ? keyId : otherThan(keyId);
      session.apply(submitResponse(session.state, { position: 1, answer: choice(optionId) }, session.exam, T0));
      return session.state.status === 'inProgress' ? session.state.ability!.theta : Number.NaN;
    };
    expect(theta(true)).toBeGreaterThan(0);
    expect(theta(false)).toBeLessThan(0);
  });

  test('is refused for another presentation, an option not offered, too late, or after the end', () => {
    const { state, exam, open } = aSession();
    const submit = (position: number, optionId: string, now = T0, from: SessionState = state) =>
      codeOf(() => submitResponse(from, { position, answer: choice(optionId) }, exam, now));
    expect(submit(open.position + 1, 'A')).toBe('stale_presentation');
    expect(submit(open.position - 1, 'A')).toBe('stale_presentation');
    expect(submit(open.position, 'E')).toBe('option_not_offered');
    expect(submit(open.position, open.itemId)).toBe('option_not_offered');
    expect(submit(open.position, 'A', later(602_000))).toBeNull();
    expect(submit(open.position, 'A', later(602_001))).toBe('deadline_passed');
    expect(submit(1, 'A', T0, NEW_SESSION)).toBe('session_not_in_progress');
    const ended = record(submitSession(state, exam), state.seq, T0).reduce(foldSession, state);
    expect(submit(open.position, 'A', T0, ended)).toBe('session_not_in_progress');
  });

  test('tells the key only in practice mode', () => {
    for (const feedbackMode of ['none', 'afterSession', 'full'] as const) {
      const session = aSession(anExam({ feedbackMode }));
      const { explanation } = session.open.sealed;
      const keyId = keyIdOf(session.open.sealed);
      const [scored] = submitResponse(session.state, { position: 1, answer: choice(keyId) }, session.exam, T0);
      expect(scored).toMatchObject({
        payload: {
          disclosed:
            feedbackMode === 'full'
              ? { correct: true, points: 1, maxPoints: 1, keyAnswer: choice(keyId), explanation }
              : null,
        },
      });
    }
  });
});

describe('the end', () => {
  test('comes at the maximum number of items at the latest', () => {
    const session = aSession(anExam({ minItems: 4, maxItems: 4 }));
    for (let position = 1; position <= 4; position += 1)
      session.apply(submitResponse(session.state, { position, answer: choice('A') }, session.exam, T0));
    expect(session.state).toMatchObject({ status: 'completed', stopReason: 'maximumItems' });
  });

  test("on the candidate's wish leaves the open item uncounted", () => {
    const session = aSession();
    session.apply(submitResponse(session.state, { position: 1, answer: choice('B') }, session.exam, T0));
    session.apply(submitSession(session.state, session.exam));
    expect(session.state).toMatchObject({ status: 'completed', stopReason: 'submitted', report: { answered: 1 } });
    expect(codeOf(() => submitSession(session.state, session.exam))).toBe('session_not_in_progress');
  });

  test('without an answer has no score, and says why', () => {
    const session = aSession();
    session.apply(submitSession(session.state, session.exam));
    const { report } = session.state as Extract<SessionState, { status: 'completed' }>;
    expect(report.composite).toEqual({ value: null, reason: 'noAnswers' });
    expect(report.skills.every((skill) => skill.score.value === null)).toBe(true);
  });

  test('by the clock comes after the grace, not before, and only once', () => {
    const session = aSession();
    expect(expireSession(session.state, session.exam, later(602_000))).toEqual([]);
    session.apply(expireSession(session.state, session.exam, later(602_001)));
    expect(session.state).toMatchObject({ status: 'completed', stopReason: 'timeExpired' });
    expect(expireSession(session.state, session.exam, later(999_000))).toEqual([]);
    expect(expireSession(NEW_SESSION, session.exam, later(999_000))).toEqual([]);
  });

  test('discloses which answers were correct unless the mode is none', () => {
    for (const feedbackMode of ['none', 'afterSession', 'full'] as const) {
      const session = aSession(anExam({ feedbackMode }));
      const keyId = keyIdOf(session.open.sealed);
      session.apply(submitResponse(session.state, { position: 1, answer: choice(keyId) }, session.exam, T0));
      const completed = submitSession(session.state, session.exam).at(-1);
      const answers = [{ position: 1, points: 1, maxPoints: 1, correct: true }];
      expect(completed).toMatchObject({ payload: { disclosed: feedbackMode === 'none' ? null : { answers } } });
    }
  });
});

// ---------- any sequence of commands

type Command =
  | { kind: 'answer'; option: number; offset: number; wait: number }
  | { kind: 'hand in' }
  | { kind: 'clock'; wait: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      option: fc.nat(4), // 4: not offered
      offset: fc.constantFrom(0, 0, 0, 0, -1, 1),
      wait: fc.nat(40_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hand in' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('clock' as const), wait: fc.nat(400_000) }) },
);

const EXAMS = [anExam(), anExam({ feedbackMode: 'full', minItems: 1, maxItems: 12 }, 2), anExam({ maxItems: 3 }, 1)];

/** Carries commands out as a service would: a refusal changes nothing, and a late answer ends the session. */
function carryOut(exam: Exam, seed: string, commands: readonly Command[]) {
  const session = aSession(exam, seed);
  let now = T0.getTime();
  for (const step of commands) {
    const { state } = session;
    const before = session.log.length;
    try {
      if (step.kind === 'hand in') session.apply(submitSession(state, exam), new Date(now));
      else if (step.kind === 'clock') {
        now += step.wait;
        session.apply(expireSession(state, exam, new Date(now)), new Date(now));
      } else {
        now += step.wait;
        const position = (state.status === 'inProgress' ? state.open.position : 1) + step.offset;
        session.apply(
          submitResponse(state, { position, answer: choice('ABCDE'[step.option]!) }, exam, new Date(now)),
          new Date(now),
        );
      }
    } catch (error) {
      if (!isDomainError(error)) throw error;
      expect(session.log.length).toBe(before);
      if (error.code === 'deadline_passed') session.apply(expireSession(state, exam, new Date(now)), new Date(now));
    }
  }
  return session;
}

describe('any sequence of commands', () => {
  test('yields a log that is contiguous, folds, and ends at most once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EXAMS),
        fc.string(),
        fc.array(command, { maxLength: 25 }),
        (exam, seed, commands) => {
          const { log, state } = carryOut(exam, seed, commands);
          expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
          const ends = log.filter((event) => event.type === 'sessionCompleted');
          expect(ends.length).toBe(state.status === 'completed' ? 1 : 0);
          if (ends.length === 1) expect(log.at(-1)).toBe(ends[0]);
          const shown = log.flatMap((event) => (event.type === 'itemPresented' ? [event.payload] : []));
          expect(shown.map((item) => item.position)).toEqual(shown.map((_, index) => index + 1));
          expect(new Set(shown.map((item) => item.itemId)).size).toBe(shown.length);
          const scored = log.flatMap((event) => (event.type === 'responseScored' ? [event.payload] : []));
          expect(scored.map((answer) => answer.position)).toEqual(scored.map((_, index) => index + 1));
          expect(scored.length).toBeLessThanOrEqual(exam.rules.maxItems);
          expect(shown.length - scored.length).toBeGreaterThanOrEqual(0);
          expect(shown.length - scored.length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('replayed gives the same state, and the same scores to the bit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EXAMS),
        fc.string(),
        fc.array(command, { maxLength: 25 }),
        (exam, seed, commands) => {
          const { log, state } = carryOut(exam, seed, commands);
          const stored = JSON.parse(JSON.stringify(log)) as typeof log; // as it comes back from the database
          expect(replay(stored)).toEqual(state);
          if (state.status === 'completed') expect(reportSession(exam, state.answers)).toEqual(state.report);
          expect(carryOut(exam, seed, commands).log).toEqual(log);
          // Overlap is harmless; a gap is not accepted.
          expect([...stored, ...stored].reduce(foldSession, NEW_SESSION)).toEqual(state);
          expect(() => replay(stored.toSpliced(1, 1))).toThrow(/does not follow/);
        },
      ),
      { numRuns: 40 },
    );
  });
});
