import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { candidateEvent } from '@/core/assessment/candidate-view';
import { encodeFlags, hasFlag } from '@/core/assessment/eligibility';
import { pilotSlots, planPilots } from '@/core/assessment/pilot';
import { scoredItems } from '@/core/assessment/session-report';
import { seededRandom } from '@/core/items/random';
import { anItem } from '~test/core/psychometrics/builders';
import { anExam, aSession, choice, replay, T0 } from '~test/support/assessment';

const PILOTS = Array.from({ length: 8 }, (_, i) => anItem({ id: `fresh-${i}`, skillId: `skill-${i % 3}` }));
const exam = anExam({ minItems: 20, maxItems: 20, pilotShare: 0.15 }, 3, PILOTS);

function played(seed: string, options = 'ABCD') {
  const session = aSession(exam, seed);
  for (let i = 0; session.state.status === 'inProgress'; i++)
    session.apply(
      submitResponse(session.state, { position: session.open.position, answer: choice(options[i % 4]!) }, exam, T0),
    );
  return session;
}

describe('pilot items', () => {
  test('have their slots spread, never among the first three nor the last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        fc.string(),
        (most, share, seed) => {
          const slots = pilotSlots(most, share, 50);
          const positions = planPilots(most, slots, seededRandom(seed));
          expect(positions.length).toBeLessThanOrEqual(Math.round(most * share));
          expect(new Set(positions).size).toBe(positions.length);
          for (const position of positions) expect(position > 3 && position < most).toBe(true);
        },
      ),
    );
  });

  test('are shown at their slots, each once, and do not touch the score', () => {
    const { state, log } = played('a session');
    if (state.status !== 'completed') throw new Error('The session should be over');
    const pilots = state.answers.filter(({ pilot }) => pilot);
    expect(pilots.map(({ position }) => position)).toEqual(state.pilotSlots);
    expect(pilots).toHaveLength(3);
    expect(new Set(pilots.map(({ itemId }) => itemId)).size).toBe(3);
    expect(state.report.answered).toBe(17);
    const scored = state.answers.filter(({ pilot }) => !pilot);
    expect(state.report.composite).toMatchObject({ theta: exactTheta(scoredItems(exam, scored)) });
    expect(log.filter((event) => event.type === 'itemPresented' && event.payload.pilot)).toHaveLength(3);
  });

  test('cannot be told apart by the candidate', () => {
    const events = played('another').log.map(candidateEvent);
    const keys = events.flatMap((event) =>
      event.type === 'itemPresented' ? [JSON.stringify(Object.keys(event.payload))] : [],
    );
    expect(new Set(keys).size).toBe(1);
    expect(JSON.stringify(events)).not.toMatch(/pilot/i);
  });

  test('come again in the same places when the log is replayed', () => {
    const { log, state } = played('a third');
    expect(replay(log)).toEqual(state);
    expect(played('a third').log).toEqual(log);
  });
});

function exactTheta(answers: readonly { itemId: string; score: number }[]): number {
  const { mean } = exam.engine.finalEstimate(answers);
  return exam.weights.reduce((sum, weight, k) => sum + weight * mean[k]!, 0);
}

describe('exposure control', () => {
  test('flags written for the log read back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1)), (bits) => {
        const text = encodeFlags(Uint8Array.from(bits));
        expect(bits.map((_, i) => (hasFlag(text, i) ? 1 : 0))).toEqual(bits);
      }),
    );
  });

  test('keeps items that were given too often out of the session, and says in the log which', () => {
    const capped = anExam({ exposureCap: 0.25, maxItems: 12, minItems: 12 });
    const often = capped.engine.pool.items.filter((_, i) => i % 2 === 0).map(({ id }) => id);
    const exposure = new Map(often.map((id) => [id, { eligible: 1_000, given: 1_000_000 }]));
    const session = aSession(capped, 'seed', T0, { exposure });
    while (session.state.status === 'inProgress')
      session.apply(
        submitResponse(session.state, { position: session.open.position, answer: choice('A') }, capped, T0),
      );
    const { state } = session;
    if (state.status !== 'completed') throw new Error('The session should be over');
    expect(state.answers.filter(({ itemId }) => often.includes(itemId))).toEqual([]);
    expect(capped.engine.pool.items.filter((_, i) => !hasFlag(state.eligible!, i)).map(({ id }) => id)).toEqual(often);
  });
});
