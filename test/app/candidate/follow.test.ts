import { describe, expect, test } from 'vitest';
import { follow } from '@/app/(candidate)/sessions/[sessionId]/_follow';
import { type CandidateEvent, NEW_CANDIDATE_VIEW, openItem } from '@/core/assessment/candidate-view';

const at = '2026-01-05T10:00:00.000Z';
const options = ['A', 'B', 'C', 'D'].map((id) => ({ id, text: id }));
const presented = (seq: number, position: number): CandidateEvent => ({
  seq,
  at,
  type: 'itemPresented',
  payload: { position, deadlineAt: null, shown: { type: 'singleChoice', stem: 'Which?', options } },
});
const recorded = (seq: number, position: number): CandidateEvent => ({
  seq,
  at,
  type: 'responseRecorded',
  payload: {
    position,
    answer: { type: 'singleChoice', optionId: 'A' },
    answered: position,
    isAwaited: false,
    feedback: null,
  },
});
const started: CandidateEvent = {
  seq: 1,
  at,
  type: 'sessionStarted',
  payload: {
    deadlineAt: at,
    timeLimitMs: 60_000,
    plannedItems: 4,
    feedbackMode: 'none',
    conduct: NEW_CANDIDATE_VIEW.conduct,
    writer: null,
  },
};
const events = [started, presented(2, 1), recorded(3, 1), presented(4, 2), recorded(5, 2), presented(6, 3)];
const nothing = { view: NEW_CANDIDATE_VIEW, isBehind: false };
const afterEvents = (count: number) => follow(nothing, { type: 'events', events: events.slice(0, count) });

describe('a page that follows its session', () => {
  test('ends with the same view however the two sources overlap', () => {
    const twice = follow(afterEvents(4), { type: 'events', events: events.slice(1) });
    expect(twice).toEqual(afterEvents(6));
    expect(openItem(twice.view)?.position).toBe(3);
  });

  test('folds nothing past a gap, and says that it is behind', () => {
    const state = follow(afterEvents(2), { type: 'events', events: events.slice(4) });
    expect(state).toEqual({ view: afterEvents(2).view, isBehind: true });
  });

  test('is no longer behind once a snapshot filled the gap', () => {
    const behind = follow(afterEvents(2), { type: 'events', events: events.slice(4) });
    expect(follow(behind, { type: 'snapshot', view: afterEvents(6).view })).toEqual(afterEvents(6));
  });

  test('does not go back for a snapshot that was overtaken', () => {
    expect(follow(afterEvents(6), { type: 'snapshot', view: afterEvents(2).view })).toEqual(afterEvents(6));
  });

  test('renders nothing anew for events it has seen', () => {
    const state = afterEvents(6);
    expect(follow(state, { type: 'events', events })).toBe(state);
  });
});
