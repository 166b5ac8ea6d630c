import { describe, expect, test } from 'vitest';
import { deliver, meaningOf } from '@/app/(candidate)/sessions/[sessionId]/_delivery';

const refused = (domainCode: string | null) => Object.assign(new Error('refused'), { data: { domainCode } });

/** Attempts that end as scripted, the last for ever; `waits` is filled with what was waited between them. */
function scripted(outcomes: readonly (Error | string)[]) {
  const waits: number[] = [];
  const controller = new AbortController();
  let attempts = 0;
  return {
    waits,
    controller,
    attempts: () => attempts,
    run: () =>
      deliver({
        signal: controller.signal,
        wait: async (delayMs) => {
          waits.push(delayMs);
        },
        send: async (attempt) => {
          attempts += 1;
          const outcome = outcomes[Math.min(attempt, outcomes.length - 1)]!;
          if (outcome instanceof Error) throw outcome;
          return outcome;
        },
      }),
  };
}

describe('an answer on its way', () => {
  test('is sent again through lost connections, a database that is away and limits, until it is acknowledged', async () => {
    const delivery = scripted([
      new TypeError('Failed to fetch'),
      new Error('WebSocket closed'),
      refused('temporarily_unavailable'),
      refused('too_many_requests'),
      refused(null),
      'the result',
    ]);
    expect(await delivery.run()).toEqual({ kind: 'accepted', step: 'the result' });
    expect(delivery.attempts()).toBe(6);
  });

  test('waits longer each time, and never long', async () => {
    const delivery = scripted([...Array.from({ length: 8 }, () => new Error('closed')), 'the result']);
    await delivery.run();
    expect(delivery.waits).toEqual([400, 800, 1_600, 3_200, 6_400, 8_000, 8_000, 8_000]);
  });

  test.each(['stale_presentation', 'stale_session', 'session_not_in_progress', 'deadline_passed'])(
    'is not sent again after %s: the current state is fetched',
    async (code) => {
      const delivery = scripted([refused(code)]);
      expect(await delivery.run()).toEqual({ kind: 'outdated', isRefused: false });
      expect(delivery.attempts()).toBe(1);
    },
  );

  test('says when it was turned down, when the login ended, and when the session is not theirs', () => {
    expect(meaningOf(refused('option_not_offered'))).toEqual({ kind: 'outdated', isRefused: true });
    expect(meaningOf(refused('login_ended'))).toEqual({ kind: 'signedOut' });
    expect(meaningOf(refused('session_not_found'))).toEqual({ kind: 'notYours' });
  });

  test('is given up without a word when nobody waits for it any more', async () => {
    const delivery = scripted([new Error('closed')]);
    const running = deliver({
      signal: delivery.controller.signal,
      wait: async () => delivery.controller.abort(),
      send: () => Promise.reject(new Error('closed')),
    });
    expect(await running).toBeNull();
  });
});
