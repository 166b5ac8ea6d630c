import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLocalBells } from '@/server/realtime/bell';
import { createPresence } from '@/server/realtime/presence';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aPresence() {
  const marks: { ids: readonly string[]; here: boolean }[] = [];
  const announced: string[] = [];
  const errors: unknown[] = [];
  const state = { isDatabaseAway: false };
  const presence = createPresence({
    mark: async (ids, at) => {
      if (state.isDatabaseAway) throw new Error('away');
      marks.push({ ids, here: at !== null });
    },
    announce: (assessmentId) => announced.push(assessmentId),
    now: () => new Date(0),
    onError: (error) => errors.push(error),
  });
  return { presence, marks, announced, errors, state };
}

test('devices that come together are booked in one statement, and their assessment is told once', async () => {
  const { presence, marks, announced } = aPresence();
  presence.join('s1', 'a');
  presence.join('s2', 'a');
  presence.join('s1', 'a'); // a second device of the same session
  await vi.advanceTimersByTimeAsync(100);
  expect(marks).toEqual([{ ids: ['s1', 's2'], here: true }]);
  expect(announced).toEqual(['a']);
  presence.close();
});

test('a session is gone when its last device is, however often each says so', async () => {
  const { presence, marks } = aPresence();
  const leaveOne = presence.join('s1', 'a');
  const leaveTwo = presence.join('s1', 'a');
  await vi.advanceTimersByTimeAsync(100);
  leaveOne();
  leaveOne();
  await vi.advanceTimersByTimeAsync(100);
  expect(marks).toHaveLength(1);
  leaveTwo();
  await vi.advanceTimersByTimeAsync(100);
  expect(marks.at(-1)).toEqual({ ids: ['s1'], here: false });
  presence.close();
});

test('a reload does not flicker: gone and back within a moment is here', async () => {
  const { presence, marks } = aPresence();
  const leave = presence.join('s1', 'a');
  await vi.advanceTimersByTimeAsync(100);
  leave();
  presence.join('s1', 'a');
  await vi.advanceTimersByTimeAsync(100);
  expect(marks.every((mark) => mark.here)).toBe(true);
  presence.close();
});

test('who is here is booked again every ten seconds, also after the database was away', async () => {
  const { presence, marks, errors, state } = aPresence();
  presence.join('s1', 'a');
  await vi.advanceTimersByTimeAsync(100);
  state.isDatabaseAway = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(errors).toHaveLength(1);
  state.isDatabaseAway = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(marks).toHaveLength(2);
  presence.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('a bell rings everyone who listens to its topic, and nobody who stopped', () => {
  const bells = createLocalBells();
  const heard: string[] = [];
  const listener = () => heard.push('same');
  const stopOne = bells.listen('a', listener);
  const stopTwo = bells.listen('a', listener);
  bells.listen('b', () => heard.push('other'));
  bells.ring('a');
  expect(heard).toEqual(['same', 'same']);
  stopOne();
  stopOne();
  bells.ring('a');
  expect(heard).toEqual(['same', 'same', 'same']);
  stopTwo();
  bells.ring('a');
  bells.ring('nobody');
  expect(heard).toHaveLength(3);
});

test('who stops listening while a bell rings takes nobody else with them', () => {
  const bells = createLocalBells();
  const heard: string[] = [];
  const stop = bells.listen('a', () => {
    heard.push('one');
    stop();
  });
  bells.listen('a', () => heard.push('two'));
  bells.ring('a');
  bells.ring('a');
  expect(heard).toEqual(['one', 'two', 'two']);
});
