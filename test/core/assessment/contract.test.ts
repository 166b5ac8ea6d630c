import { describe, expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { candidateEvent, foldCandidateView, NEW_CANDIDATE_VIEW, openItem } from '@/core/assessment/candidate-view';
import { onStandardClock } from '@/core/assessment/clock';
import { expireSession, nextDue, type SavedSelections, submitSession } from '@/core/assessment/expiry';
import { creditOutage } from '@/core/assessment/outage';
import { pauseSession, resumeSession } from '@/core/assessment/pausing';
import { flagItem, setAside } from '@/core/assessment/review';
import { DEFAULT_RULES, type Rules } from '@/core/assessment/rules';
import { assertMayChoose } from '@/core/assessment/selection';
import type { SessionState } from '@/core/assessment/session';
import { reportSession } from '@/core/assessment/session-report';
import { claimWriting, takeOver } from '@/core/assessment/writing';
import { isDomainError } from '@/core/errors';
import type { ItemAnswer } from '@/core/items/answer';
import { keyAnswerOf } from '@/core/items/types/registry';
import { anExam, aSession, T0 } from '~test/support/assessment';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const later = (ms: number) => new Date(T0.getTime() + ms);
const option = (optionId: string): ItemAnswer => ({ type: 'singleChoice', optionId });
const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return isDomainError(error) ? error.code : error;
  }
};
type Session = ReturnType<typeof aSession>;
const aSessionWith = (rules: Partial<Rules>, start = {}) => aSession(anExam(rules), 'seed', T0, start);
const answer = (session: Session, at: Date, optionId = 'A', position = session.open.position) =>
  session.apply(submitResponse(session.state, { position, answer: option(optionId) }, session.exam, at), at);
const expire = (session: Session, at: Date, signs?: Parameters<typeof expireSession>[3], saved?: SavedSelections) =>
  session.apply(expireSession(session.state, session.exam, at, signs, saved), at);
const chosen = (position: number, answer: ItemAnswer | null, at = T0): SavedSelections =>
  new Map([[position, { answer, savedAt: at }]]);
const typesOf = (events: readonly { type: string }[]) => events.map(({ type }) => type);
const running = (session: Session) => session.state as Exclude<SessionState, { status: 'created' }>;

describe('the multiplier of an accommodation', () => {
  const rules = { timeLimitMs: 10 * MINUTE, itemTimeLimitMs: MINUTE, maxPauses: 1, maxPauseMs: 2 * MINUTE };

  test('stretches the session, the item, the pause and the idle limit', () => {
    const session = aSessionWith({ ...rules, idleLimitMs: 4 * MINUTE }, { multiplier: 1.5 });
    expect(running(session).deadlineAt).toBe(later(15 * MINUTE).toISOString());
    expect(session.open.deadlineAt).toBe(later(1.5 * MINUTE).toISOString());
    session.apply(pauseSession(session.state, session.exam, T0));
    expect(session.state).toMatchObject({ status: 'paused', stopsUntil: later(3 * MINUTE).toISOString() });
    expect(expire(session, later(9 * MINUTE + 2_000))).toEqual([]);
    expect(expire(session, later(9 * MINUTE + 2_001)).at(-1)).toMatchObject({ payload: { stopReason: 'idle' } });
  });

  test('stretches the credit for outages and the wait for the end, which would tell it on the standard clock', () => {
    const session = aSessionWith({ outageCreditMs: 2 * MINUTE, idleLimitMs: null }, { multiplier: 1.5 });
    const back = later(9 * MINUTE);
    session.apply(creditOutage(session.state, session.exam, later(MINUTE), back), back);
    expect(running(session)).toMatchObject({ creditedMs: 3 * MINUTE, deadlineAt: later(18 * MINUTE).toISOString() });
    if (session.state.status !== 'inProgress') throw new Error('It has ended');
    const ends = nextDue(session.state, session.exam);
    expect(onStandardClock(session.state, ends)).toBe(later(12 * MINUTE + 2_500).toISOString());
  });

  test('is told to the candidate as times of their own', () => {
    const session = aSessionWith(rules, { multiplier: 1.2 });
    expect(candidateEvent(session.log[0]!)).toMatchObject({
      payload: { timeLimitMs: 12 * MINUTE, conduct: { itemTimeLimitMs: 72 * SECOND, maxPauseMs: 144 * SECOND } },
    });
  });
});

describe('the credit for an outage', () => {
  test('is the time without a device, on every clock that runs', () => {
    const session = aSessionWith({ itemTimeLimitMs: 5 * MINUTE });
    session.apply(
      creditOutage(session.state, session.exam, later(MINUTE), later(MINUTE + 40_000)),
      later(MINUTE + 40_000),
    );
    expect(running(session)).toMatchObject({
      creditedMs: 40_000,
      deadlineAt: later(10 * MINUTE + 40_000).toISOString(),
    });
    expect(session.open.deadlineAt).toBe(later(5 * MINUTE + 40_000).toISOString());
  });

  test('ends at its cap, however often and however long somebody disconnects', () => {
    const session = aSessionWith({});
    for (let minute = 1; minute < 9; minute += 2) {
      const back = later((minute + 1) * MINUTE);
      session.apply(creditOutage(session.state, session.exam, later(minute * MINUTE), back), back);
    }
    expect(running(session)).toMatchObject({ creditedMs: 2 * MINUTE, deadlineAt: later(12 * MINUTE).toISOString() });
  });

  test('is given once for the same time, not for a page loaded anew, and not for time in which something was done', () => {
    const session = aSessionWith({});
    const credit = (from: number, to: number) =>
      session.apply(creditOutage(session.state, session.exam, later(from), later(to)), later(to));
    expect(credit(0, 4_000)).toEqual([]);
    expect(credit(0, 20_000)).toHaveLength(1);
    expect(credit(0, 21_000)).toEqual([]);
    answer(session, later(50_000));
    expect(credit(21_000, 60_000)).toMatchObject([{ payload: { creditedMs: 10_000 } }]);
  });

  test('keeps a session open that is cut off at its deadline, as long as the credit lasts', () => {
    const away = { awaySince: later(9 * MINUTE), savedAt: null };
    const session = aSessionWith({ idleLimitMs: null });
    expect(expire(session, later(12 * MINUTE + 2_000), away)).toEqual([]);
    expect(expire(session, later(10 * MINUTE + 2_001)).at(-1)).toMatchObject({
      payload: { stopReason: 'timeExpired' },
    });
    const other = aSessionWith({ idleLimitMs: null });
    expect(expire(other, later(12 * MINUTE + 2_001), away).at(-1)).toMatchObject({ type: 'sessionCompleted' });
  });
});

describe('the last saved choice', () => {
  test('counts when the time of the session is over', () => {
    const session = aSessionWith({});
    const key = keyAnswerOf(session.open.sealed.key);
    const events = expire(session, later(11 * MINUTE), undefined, chosen(1, key, later(9_000)));
    expect(events[0]).toMatchObject({
      type: 'responseScored',
      payload: { position: 1, answer: key, correct: true, responseTimeMs: 9_000, by: 'expiry' },
    });
    expect(session.state).toMatchObject({ status: 'completed', report: { answered: 1 } });
  });

  test('counts when the candidate hands in, and nothing chosen leaves the open item uncounted', () => {
    const session = aSessionWith({});
    expect(submitSession(session.state, session.exam, chosen(1, option('B')))[0]).toMatchObject({
      type: 'responseScored',
    });
    expect(typesOf(submitSession(session.state, session.exam))).toEqual(['interviewerSpoke', 'sessionCompleted']);
  });

  test('that the item does not take is none', () => {
    const session = aSessionWith({});
    expect(typesOf(expire(session, later(11 * MINUTE), undefined, chosen(1, option('Z'))))).not.toContain(
      'responseScored',
    );
  });

  test('may be made for an item that waits, in time, and for nothing else', () => {
    const { state } = aSessionWith({ itemTimeLimitMs: MINUTE });
    const save = (position: number, optionId: string | null, at: Date) =>
      codeOf(() => assertMayChoose(state, position, optionId === null ? null : option(optionId), at));
    expect(save(1, 'A', T0)).toBeNull();
    expect(save(1, null, T0)).toBeNull();
    expect(save(2, 'A', T0)).toBe('stale_presentation');
    expect(save(1, 'Z', T0)).toBe('option_not_offered');
    expect(save(1, 'A', later(MINUTE + 2_000))).toBeNull();
    expect(save(1, 'A', later(MINUTE + 2_001))).toBe('item_time_over');
    expect(save(1, 'A', later(10 * MINUTE + 2_001))).toBe('deadline_passed');
  });
});

describe('the time of an item', () => {
  const rules = { itemTimeLimitMs: MINUTE };

  test('has the same grace as the session', () => {
    const session = aSessionWith(rules);
    const late = (ms: number) =>
      codeOf(() => submitResponse(session.state, { position: 1, answer: option('A') }, session.exam, later(ms)));
    expect(late(MINUTE + 2_000)).toBeNull();
    expect(late(MINUTE + 2_001)).toBe('item_time_over');
    expect(expire(session, later(MINUTE + 2_000))).toEqual([]);
  });

  test('ends with the saved choice scored and the next item shown', () => {
    const session = aSessionWith(rules);
    const events = expire(session, later(MINUTE + 2_001), undefined, chosen(1, option('C')));
    expect(typesOf(events)).toEqual(expect.arrayContaining(['responseScored', 'itemPresented']));
    expect(session.open.position).toBe(2);
  });

  test('ends without points where the item was on the screen and nothing was chosen', () => {
    const session = aSessionWith(rules);
    expire(session, later(MINUTE + 2_001), undefined, chosen(1, null));
    expect(running(session).answers).toMatchObject([{ position: 1, answer: null, points: 0, correct: false }]);
    expect(session.open.position).toBe(2);
  });

  test('ends uncounted where nobody saw the item, and the next one waits until somebody is there', () => {
    const session = aSessionWith(rules);
    const [lapsed] = expire(session, later(MINUTE + 2_001));
    expect(lapsed).toMatchObject({ type: 'sessionPaused', payload: { reason: 'lapsed', stopsUntil: null } });
    expect(running(session)).toMatchObject({ status: 'paused', answers: [], pauses: 0 });
    session.apply(resumeSession(session.state, session.exam, later(3 * MINUTE)), later(3 * MINUTE));
    expect(running(session).deadlineAt).toBe(later(10 * MINUTE).toISOString());
    expect(session.open).toMatchObject({ position: 2, deadlineAt: later(4 * MINUTE).toISOString() });
  });

  test('of items nobody says they saw is uncounted three times; whoever goes on like that has them wrong', () => {
    const session = aSessionWith({ ...rules, minItems: 6, idleLimitMs: null });
    let at = 0;
    const leave = () => {
      at += MINUTE + 2_001;
      const events = expire(session, later(at));
      if (session.state.status === 'paused')
        session.apply(resumeSession(session.state, session.exam, later(at)), later(at));
      return typesOf(events);
    };
    for (let time = 1; time <= 3; time += 1) expect(leave()).toEqual(['sessionPaused']);
    expect(running(session).answers).toEqual([]);
    expect(leave().filter((type) => type !== 'interviewerSpoke')).toEqual([
      'itemMissed',
      'itemPresented',
      'sessionPaused',
    ]);
    expect(running(session).answers).toMatchObject([{ position: 4, answer: null, points: 0, correct: false }]);
    answer(session, later(at));
    expect(running(session).answers).toHaveLength(2);
  });
});

describe('a pause', () => {
  const rules = { maxPauses: 2, maxPauseMs: 3 * MINUTE };

  test('is refused unless the rules have one left', () => {
    const none = aSessionWith({});
    expect(codeOf(() => pauseSession(none.state, none.exam, T0))).toBe('pause_not_allowed');
    const session = aSessionWith({ ...rules, maxPauses: 1 });
    session.apply(pauseSession(session.state, session.exam, T0));
    expect(pauseSession(session.state, session.exam, T0)).toEqual([]);
    session.apply(resumeSession(session.state, session.exam, T0));
    expect(codeOf(() => pauseSession(session.state, session.exam, T0))).toBe('pause_not_allowed');
  });

  test('hides the item for good, and another one comes afterwards', () => {
    const session = aSessionWith(rules);
    const seen = session.open.itemId;
    session.apply(pauseSession(session.state, session.exam, T0));
    expect(codeOf(() => answer(session, T0, 'A', 1))).toBe('session_paused');
    const view = session.log.map(candidateEvent).reduce(foldCandidateView, NEW_CANDIDATE_VIEW);
    expect(openItem(view)).toBeNull();
    expect(view.pause).toMatchObject({ reason: 'candidate', stopsUntil: later(3 * MINUTE).toISOString() });
    session.apply(resumeSession(session.state, session.exam, later(MINUTE)), later(MINUTE));
    expect(session.open.itemId).not.toBe(seen);
    while (session.state.status === 'inProgress') answer(session, later(MINUTE));
    const presented = session.log
      .filter((event) => event.type === 'itemPresented')
      .map(({ payload }) => payload.itemId);
    expect(presented.filter((id) => id === seen)).toHaveLength(1);
  });

  test('stops the clock as long as the rules say, and no longer', () => {
    for (const [restedMs, givenMs] of [
      [MINUTE, MINUTE],
      [5 * MINUTE, 3 * MINUTE],
    ] as const) {
      const session = aSessionWith(rules);
      session.apply(pauseSession(session.state, session.exam, T0));
      session.apply(resumeSession(session.state, session.exam, later(restedMs)), later(restedMs));
      expect(running(session).deadlineAt).toBe(later(10 * MINUTE + givenMs).toISOString());
    }
  });

  test('that is never ended ends the session', () => {
    const session = aSessionWith({ ...rules, idleLimitMs: null });
    session.apply(pauseSession(session.state, session.exam, T0));
    expect(expire(session, later(13 * MINUTE + 2_000))).toEqual([]);
    expect(codeOf(() => resumeSession(session.state, session.exam, later(13 * MINUTE + 2_001)))).toBe(
      'deadline_passed',
    );
    expect(expire(session, later(13 * MINUTE + 2_001)).at(-1)).toMatchObject({
      payload: { stopReason: 'timeExpired' },
    });
  });
});

describe('the idle limit', () => {
  test('ends a session nobody touches, counting from the last sign of any kind', () => {
    const rules = { timeLimitMs: 60 * MINUTE, idleLimitMs: 5 * MINUTE };
    const session = aSessionWith(rules);
    answer(session, later(2 * MINUTE));
    expect(expire(session, later(7 * MINUTE + 2_000))).toEqual([]);
    const saved = { awaySince: null, savedAt: later(4 * MINUTE) };
    expect(expire(session, later(9 * MINUTE + 2_000), saved)).toEqual([]);
    expect(expire(session, later(9 * MINUTE + 2_001), saved).at(-1)).toMatchObject({ payload: { stopReason: 'idle' } });
  });

  test('is half an hour unless the rules say otherwise', () => {
    expect(DEFAULT_RULES.idleLimitMs).toBe(30 * MINUTE);
  });
});

describe('one device writes', () => {
  test('the first that says its name, until another takes over', () => {
    const session = aSessionWith({}, { writer: 'first-tab' });
    expect(claimWriting(session.state, 'first-tab')).toEqual([]);
    expect(codeOf(() => claimWriting(session.state, 'second-tab'))).toBe('answered_elsewhere');
    expect(codeOf(() => claimWriting(session.state, null))).toBe('answered_elsewhere');
    session.apply(takeOver(session.state, 'second-tab'));
    expect(claimWriting(session.state, 'second-tab')).toEqual([]);
    expect(codeOf(() => claimWriting(session.state, 'first-tab'))).toBe('answered_elsewhere');
    expect(takeOver(session.state, 'second-tab')).toEqual([]);
  });

  test('any may while none has said its name', () => {
    const session = aSessionWith({});
    expect(claimWriting(session.state, null)).toEqual([]);
    session.apply(claimWriting(session.state, 'a-tab'));
    expect(running(session).writer).toBe('a-tab');
  });
});

describe('reviewing', () => {
  const rules = { allowsReview: true, minItems: 3, maxItems: 3 };
  const aside = (session: Session, at = T0) =>
    session.apply(setAside(session.state, session.open.position, session.exam, at), at);

  test('is refused unless the rules allow it', () => {
    const { state, exam } = aSessionWith({});
    expect(codeOf(() => setAside(state, 1, exam, T0))).toBe('review_not_allowed');
    expect(codeOf(() => flagItem(state, 1, true, exam, T0))).toBe('review_not_allowed');
  });

  test('an item set aside counts as given and stays open, and the overview comes before the end', () => {
    const session = aSessionWith(rules);
    aside(session);
    answer(session, T0);
    answer(session, T0);
    expect(session.state).toMatchObject({ status: 'reviewing', setAside: [{ position: 1 }] });
    answer(session, T0, 'B', 1);
    expect(session.state).toMatchObject({ status: 'reviewing', setAside: [] });
    session.apply(submitSession(session.state, session.exam));
    expect(session.state).toMatchObject({ status: 'completed', stopReason: 'submitted', report: { answered: 3 } });
  });

  test('what stays unanswered counts as wrong, so that leaving out what is hard wins nothing', () => {
    const session = aSessionWith(rules);
    aside(session);
    session.apply(submitSession(session.state, session.exam));
    expect(running(session).answers).toMatchObject([{ position: 1, points: 0, answer: null }]);
  });

  test('an answer can be changed under the plain rule set alone', () => {
    const adaptive = aSessionWith(rules);
    answer(adaptive, T0);
    expect(codeOf(() => answer(adaptive, T0, 'B', 1))).toBe('stale_presentation');
  });

  test('changed answers are scored as if they had been given at once, in whatever order they were changed', () => {
    const plain = { allowsReview: true, ruleSet: 'plain', minItems: 6, maxItems: 6 } as const;
    const session = aSessionWith(plain);
    const final = 'BCDABC';
    while (session.state.status === 'inProgress') answer(session, T0);
    expect(session.state.status).toBe('reviewing');
    const count = running(session).answers.length;
    for (let position = count; position >= 1; position -= 1) answer(session, T0, final[(position - 1) % 6]!, position);
    session.apply(submitSession(session.state, session.exam));
    const straight = aSessionWith(plain);
    while (straight.state.status === 'inProgress') answer(straight, T0, final[(straight.open.position - 1) % 6]!);
    const completed = session.state as Extract<SessionState, { status: 'completed' }>;
    expect(completed.report.answered).toBe(count);
    expect(completed.report).toEqual(reportSession(session.exam, completed.answers));
    const items = (state: SessionState) =>
      state.status === 'created' ? [] : state.answers.map(({ itemId, points }) => `${itemId} ${points}`).sort();
    // The plain rule set asks the same items whatever is answered, so both hold the same answers in the end.
    expect(items(session.state)).toEqual(items(straight.state));
  });

  test('a flag is the candidate’s own mark, put on and taken off', () => {
    const session = aSessionWith(rules);
    session.apply(flagItem(session.state, 1, true, session.exam, T0));
    expect(flagItem(session.state, 1, true, session.exam, T0)).toEqual([]);
    expect(running(session).flagged).toEqual([1]);
    session.apply(flagItem(session.state, 1, false, session.exam, T0));
    expect(running(session).flagged).toEqual([]);
    expect(codeOf(() => flagItem(session.state, 9, true, session.exam, T0))).toBe('stale_presentation');
  });
});

describe('another attempt', () => {
  test('does not show what was seen before', () => {
    const first = aSessionWith({});
    const seen = [first.open.itemId];
    const second = aSessionWith({}, { seenBefore: seen });
    expect(second.open.itemId).not.toBe(first.open.itemId);
  });

  test('is refused with a sentence when everything has been seen', () => {
    const seenBefore = anExam().engine.pool.items.map(({ id }) => id);
    expect(codeOf(() => aSessionWith({}, { seenBefore }))).toBe('rules_unsatisfiable');
    expect(() => aSessionWith({}, { seenBefore })).toThrow(/shown every item/);
  });
});
