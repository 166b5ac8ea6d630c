import { describe, expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { withStandardTime } from '@/core/assessment/clock';
import { submitSession } from '@/core/assessment/expiry';
import { rescoreSession } from '@/core/assessment/grading';
import { observedEvent } from '@/core/assessment/observed-session';
import { analyseSession } from '@/core/assessment/session-analysis';
import { summariseSignals } from '@/core/assessment/session-signal';
import { anExam, aSession, choice, T0 } from '~test/support/assessment';

const unknown = () => ({ time: null, isCalibrated: false });
const exam = anExam({ minItems: 18, maxItems: 18 });
const passed = (ms: number) => new Date(T0.getTime() + ms);

/** A completed session that takes the same `seconds` over its items in turn, times the multiplier. */
function aCompletedSession(seconds: readonly number[], multiplier = 1) {
  const session = aSession(exam, 'seed', T0, { multiplier });
  let elapsed = 0;
  for (let position = 1; session.state.status === 'inProgress'; position += 1) {
    elapsed += seconds[(position - 1) % seconds.length]! * 1000 * multiplier;
    session.apply(
      submitResponse(session.state, { position, answer: choice('ABCD'[position % 4]!) }, exam, passed(elapsed)),
      passed(elapsed),
    );
  }
  return session;
}

describe('what a report says beside the score', () => {
  test('is the same of the same session at 1.7 times the pace with 1.7 times the time', () => {
    // Just over a tenth of what the items are expected to take: no quick answers, whoever gives them.
    const plain = analyseSession(exam, aCompletedSession([6.5, 40]).log, unknown)!;
    const more = analyseSession(exam, aCompletedSession([6.5, 40], 1.7).log, unknown)!;
    expect(plain.effort).toMatchObject({ rapid: 0, lowEffort: false });
    expect(more).toEqual(plain);
    const hasty = analyseSession(exam, aCompletedSession([5.5, 40], 1.7).log, unknown)!;
    expect(hasty.effort).toMatchObject({ rapid: 9, lowEffort: true });
  });

  test('counts a changed answer once, with the others', () => {
    const changing = anExam({ ruleSet: 'plain', allowsReview: true, plainBudgets: { H: 5, M: 5, L: 5 } });
    const session = aSession(changing);
    for (let position = 1; position <= 3; position += 1)
      session.apply(
        submitResponse(session.state, { position, answer: choice('A') }, changing, passed(position * 30_000)),
      );
    session.apply(submitResponse(session.state, { position: 2, answer: choice('B') }, changing, passed(100_000)));
    session.apply(submitSession(session.state, changing), passed(110_000));
    expect(analyseSession(changing, session.log, unknown)!.effort.rapidShare).toMatchObject({ n: 3 });
  });

  test('rests on the answers that still count', () => {
    const session = aCompletedSession([30]);
    const before = analyseSession(exam, session.log, unknown)!;
    expect(before).toMatchObject({ personFit: { lzStar: { n: 18 } }, parameters: { provisional: 18 } });
    if (session.state.status !== 'completed') throw new Error('It is not over');
    const excluded = [session.state.answers[4]!.itemId];
    session.apply(rescoreSession(session.state, exam, { excluded, reason: 'It leaked.', actorId: 'someone' }));
    const left = analyseSession(exam, session.log, unknown)!;
    expect(left).toMatchObject({
      personFit: { lzStar: { n: 17 } },
      effort: { rapidShare: { n: 17 } },
      parameters: { provisional: 17 },
    });
    expect(left.personFit.lzStar.value).not.toBe(before.personFit.lzStar.value);
  });

  test('has the instants of signals on the standard clock, as the log beside it has its own', () => {
    const at = (ms: number) => passed(ms).toISOString();
    const clock = { startedAt: T0.toISOString(), multiplier: 1.7 };
    expect(
      summariseSignals(
        [
          { kind: 'focusLost', at: at(170_000), durationMs: 3_400 },
          { kind: 'focusLost', at: at(17_000), durationMs: 1_700 },
        ],
        clock,
      ),
    ).toEqual([{ kind: 'focusLost', count: 2, totalMs: 3_000, at: [at(10_000), at(100_000)] }]);
  });
});

test('who scores a session again sees that at the time it was done', () => {
  const session = aCompletedSession([30], 1.7);
  if (session.state.status !== 'completed') throw new Error('It is not over');
  const excluded = [session.state.answers[4]!.itemId];
  const decision = rescoreSession(session.state, exam, { excluded, reason: 'It leaked.', actorId: 'someone' });
  const later = passed(7_200_000);
  const [event] = session.apply(withStandardTime(decision, session.state, later), later);
  expect(observedEvent(event!).at).toBe(later.toISOString());
});
