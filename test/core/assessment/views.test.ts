import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import {
  type CandidateEvent,
  candidateEvent,
  foldCandidateView,
  NEW_CANDIDATE_VIEW,
  openItem,
} from '@/core/assessment/candidate-view';
import { submitSession } from '@/core/assessment/expiry';
import { observe, observedEvent, UNOBSERVED } from '@/core/assessment/observed-session';
import type { FeedbackMode } from '@/core/assessment/rules';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { CandidateEventSchema, ObservedEventSchema } from '@/protocol/session';
import { anExam, aSession, choice, T0 } from '~test/support/assessment';

const MODES: readonly FeedbackMode[] = ['none', 'afterSession', 'full'];

/** A whole session's log in a mode: three answers, then handed in. */
function aLog(feedbackMode: FeedbackMode): Recorded<SessionEvent>[] {
  const session = aSession(anExam({ feedbackMode, minItems: 4 }), `log:${feedbackMode}`);
  for (let position = 1; position <= 3; position += 1)
    session.apply(submitResponse(session.state, { position, answer: choice('A') }, session.exam, T0));
  session.apply(submitSession(session.state, session.exam));
  return session.log;
}

/** The value with `extra` added to each object in it, however deep. */
function salted(value: unknown, extra: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((part) => salted(part, extra));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, salted(part, extra)]);
  return { ...extra, ...Object.fromEntries(parts) };
}

type Fields<T> = T extends readonly (infer E)[]
  ? Fields<E>
  : T extends object
    ? keyof T | { [K in keyof T]: Fields<T[K]> }[keyof T]
    : never;

describe("a candidate's view", () => {
  test('has no field for a key, a parameter, a prediction, an ability or a seed of an open item', () => {
    type Shown = Extract<CandidateEvent, { type: 'itemPresented' }>['payload'];
    expectTypeOf<Fields<Shown> & string>().toEqualTypeOf<
      | 'position'
      | 'deadlineAt'
      | 'shown'
      | 'type'
      | 'stem'
      | 'stemMedia'
      | 'options'
      | 'prompts'
      | 'targets'
      | 'units'
      | 'maxWords'
      | 'code'
      | 'language'
      | 'highlightedLines'
      | 'id'
      | 'text'
      | 'media'
      | 'mediaId'
      | 'kind'
      | 'alternativeText'
    >();
  });

  test('lets through nothing that was added to the log, wherever it was added', () => {
    const extra = fc.dictionary(
      fc.string({ minLength: 12, maxLength: 16 }).map((name) => `added_${name}`),
      fc.constant('ADDED'),
      { minKeys: 1, maxKeys: 3 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...MODES), extra, (mode, fields) => {
        const log = aLog(mode);
        const plain = log.map(candidateEvent);
        const after = (salted(log, fields) as typeof log).map(candidateEvent);
        expect(after).toEqual(plain);
        expect(JSON.stringify(after)).not.toContain('ADDED');
      }),
      { numRuns: 20 },
    );
  });

  test('says of correctness what the mode allows, when it allows it', () => {
    for (const mode of MODES) {
      const log = aLog(mode);
      const beforeTheEnd = JSON.stringify(log.slice(0, -1).map(candidateEvent));
      const end = candidateEvent(log.at(-1)!);
      expect(beforeTheEnd.includes('"correct"'), mode).toBe(mode === 'full');
      expect(beforeTheEnd.includes('EXPLANATION'), mode).toBe(mode === 'full');
      expect(end).toMatchObject({ payload: { feedback: mode === 'none' ? null : { answers: expect.any(Array) } } });
      expect(JSON.stringify([beforeTheEnd, end])).not.toMatch(
        /HINT|itemId|skillId|predictedSuccess|variantSeed|discrimination|log:/,
      );
    }
  });

  test('is what its own wire schema says, to the field', () => {
    for (const mode of MODES)
      for (const event of aLog(mode).map(candidateEvent)) expect(CandidateEventSchema.parse(event)).toEqual(event);
  });

  test('folds from its events, with one open item while in progress, and takes overlap', () => {
    const events = aLog('full').map(candidateEvent);
    const view = events.reduce(foldCandidateView, NEW_CANDIDATE_VIEW);
    expect(view).toMatchObject({ status: 'completed', answered: 3, stopReason: 'submitted', seq: events.length });
    expect(openItem(view)).toBeNull();
    expect([...events, ...events].reduce(foldCandidateView, NEW_CANDIDATE_VIEW)).toEqual(view);
    const halfway = events.slice(0, 3).reduce(foldCandidateView, NEW_CANDIDATE_VIEW);
    expect(openItem(halfway)?.position).toBe(1);
  });
});

describe("an observer's view", () => {
  test('has everything but keys, explanations, hints, parameters and seeds', () => {
    for (const mode of MODES) {
      const text = JSON.stringify(aLog(mode).map(observedEvent));
      expect(text).not.toMatch(
        /EXPLANATION|HINT|keyId|discrimination|difficulty|guessing|variantSeed|"seed"|sealed|disclosed/,
      );
      expect(text).not.toContain(`log:${mode}`);
      expect(text).toContain('"correct"');
    }
  });

  test('lets through nothing that was added to the log, wherever it was added', () => {
    for (const mode of MODES) {
      const log = aLog(mode);
      const after = (salted(log, { added: 'ADDED' }) as typeof log).map(observedEvent);
      expect(after).toEqual(log.map(observedEvent));
    }
  });

  test('is what its own wire schema says, and folds with overlap', () => {
    const events = aLog('none').map(observedEvent);
    for (const event of events) expect(ObservedEventSchema.parse(event)).toEqual(event);
    const observed = events.reduce(observe, UNOBSERVED);
    expect(observed).toMatchObject({ answered: 3, stopReason: 'submitted', seq: events.length });
    expect([...events, ...events].reduce(observe, UNOBSERVED)).toEqual(observed);
  });
});
