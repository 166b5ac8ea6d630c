import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { candidateEvent, foldCandidateView, NEW_CANDIDATE_VIEW, openItem } from '@/core/assessment/candidate-view';
import type { Exam } from '@/core/assessment/exam';
import { expireSession, nextDue, type SavedSelections, submitSession } from '@/core/assessment/expiry';
import { observedEvent } from '@/core/assessment/observed-session';
import { creditOutage } from '@/core/assessment/outage';
import { pauseSession, resumeSession } from '@/core/assessment/pausing';
import { flagItem, setAside } from '@/core/assessment/review';
import { DEADLINE_GRACE_MS, type Rules } from '@/core/assessment/rules';
import { type Decision, isRunning, type SessionState } from '@/core/assessment/session';
import { reportSession } from '@/core/assessment/session-report';
import { takeOver } from '@/core/assessment/writing';
import { isDomainError } from '@/core/errors';
import { CandidateEventSchema, ObservedEventSchema } from '@/protocol/session';
import { anExam, aSession, replay, T0 } from '~test/support/assessment';

const MINUTE = 60_000;

const RULES: readonly Partial<Rules>[] = [
  { maxPauses: 2, maxPauseMs: 2 * MINUTE, itemTimeLimitMs: 90_000, idleLimitMs: 4 * MINUTE },
  { allowsReview: true, idleLimitMs: null },
  { allowsReview: true, ruleSet: 'plain', minItems: 6, maxItems: 6, feedbackMode: 'afterSession' },
  { maxPauses: 1, feedbackMode: 'full', outageCreditMs: 30_000 },
];

type Command =
  | { readonly kind: 'answer' | 'save'; readonly option: number; readonly back: number }
  | { readonly kind: 'pause' | 'resume' | 'hand in' | 'clock' | 'take over' | 'see' }
  | { readonly kind: 'set aside' | 'flag'; readonly back: number }
  | { readonly kind: 'outage'; readonly ms: number };

const command: fc.Arbitrary<Command & { wait: number }> = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('answer' as const, 'answer' as const, 'save' as const),
        option: fc.nat(4), // 4: not offered
        back: fc.constantFrom(0, 0, 0, 1, 2),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('pause', 'resume', 'clock', 'take over', 'see') }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('set aside', 'flag'), back: fc.constantFrom(0, 0, 1) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('outage'), ms: fc.nat(200_000) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('hand in') }) },
  )
  .chain((step) => fc.nat(45_000).map((wait) => ({ ...(step as Command), wait })));

/** Carries commands out as the service would: refusals change nothing, and the clocks are looked after before each. */
function carryOut(exam: Exam, seed: string, multiplier: number, commands: readonly (Command & { wait: number })[]) {
  const session = aSession(exam, seed, T0, { multiplier });
  const saved = new Map<number, SavedSelections extends ReadonlyMap<number, infer V> ? V : never>();
  const deadlines: { deadlineAt: string; reason: string }[] = [];
  const refusals: string[] = [];
  let now = T0.getTime();
  const apply = (decide: (state: SessionState, at: Date) => Decision) => {
    try {
      session.apply(decide(session.state, new Date(now)), new Date(now));
    } catch (error) {
      if (!isDomainError(error)) throw error;
      refusals.push(error.code);
    }
  };
  for (const step of commands) {
    now += step.wait;
    const signs = {
      awaySince: null,
      savedAt: new Date(Math.max(...[...saved.values()].map((s) => s.savedAt.getTime()), 0)),
    };
    apply((state, at) => expireSession(state, exam, at, signs, saved));
    const { state } = session;
    const last = state.status === 'created' ? 0 : state.lastPosition;
    const position = Math.max(1, last - ('back' in step ? step.back : 0));
    const answer = { type: 'singleChoice', optionId: 'ABCDE'['option' in step ? step.option : 0]! } as const;
    const writer = `tab-${commands.indexOf(step)}`;
    if (step.kind === 'answer') apply((current, at) => submitResponse(current, { position, answer }, exam, at));
    else if (step.kind === 'save') saved.set(position, { answer, savedAt: new Date(now) });
    else if (step.kind === 'see' && !saved.has(last)) saved.set(last, { answer: null, savedAt: new Date(now) });
    else if (step.kind === 'pause') apply((current, at) => pauseSession(current, exam, at));
    else if (step.kind === 'resume') apply((current, at) => resumeSession(current, exam, at));
    else if (step.kind === 'set aside') apply((current, at) => setAside(current, position, exam, at));
    else if (step.kind === 'flag') apply((current, at) => flagItem(current, position, step.wait % 2 === 0, exam, at));
    else if (step.kind === 'take over') apply((current) => takeOver(current, writer));
    else if (step.kind === 'hand in') apply((current) => submitSession(current, exam, saved));
    else if (step.kind === 'outage') {
      const since = new Date(now);
      now += step.ms;
      apply((current, at) => creditOutage(current, exam, since, at));
    }
    if (session.state.status !== 'created') deadlines.push({ deadlineAt: session.state.deadlineAt, reason: step.kind });
  }
  return { apply: session.apply, log: session.log, state: session.state, deadlines, refusals, now };
}

const EXAMS = RULES.map((rules) => anExam(rules));

const sessions = fc.tuple(
  fc.nat(RULES.length - 1),
  fc.string(),
  fc.constantFrom(1, 1, 1.2, 1.7),
  fc.array(command, { maxLength: 40 }),
);

const often = { numRuns: 80 };

describe('any session, whatever is done to it', () => {
  test('has a log that folds to the state it came from, on the server and on the page', () => {
    fc.assert(
      fc.property(sessions, ([which, seed, multiplier, commands]) => {
        const exam = EXAMS[which]!;
        const { log, state } = carryOut(exam, seed, multiplier, commands);
        const stored = JSON.parse(JSON.stringify(log)) as typeof log;
        expect(replay(stored)).toEqual(state);
        const view = log.map(candidateEvent).reduce(foldCandidateView, NEW_CANDIDATE_VIEW);
        expect(openItem(view)?.position ?? null).toBe(state.status === 'inProgress' ? state.open.position : null);
        expect(view.isReviewing).toBe(state.status === 'reviewing');
        expect(view.pause !== null).toBe(state.status === 'paused');
        if (state.status !== 'created') expect(view.deadlineAt).toBe(state.deadlineAt);
        for (const event of log) {
          expect(CandidateEventSchema.parse(candidateEvent(event))).toEqual(candidateEvent(event));
          expect(ObservedEventSchema.parse(observedEvent(event))).toEqual(observedEvent(event));
        }
      }),
      often,
    );
  });

  test('never has a deadline moved back, and forward only by pauses and outages, within their limits', () => {
    fc.assert(
      fc.property(sessions, ([which, seed, multiplier, commands]) => {
        const exam = EXAMS[which]!;
        const { deadlines, state } = carryOut(exam, seed, multiplier, commands);
        const { timeLimitMs, maxPauses, maxPauseMs, outageCreditMs } = exam.rules;
        let before = T0.getTime() + Math.round(timeLimitMs * multiplier);
        for (const { deadlineAt, reason } of deadlines) {
          const after = Date.parse(deadlineAt);
          expect(after).toBeGreaterThanOrEqual(before);
          if (after > before) expect(['resume', 'outage']).toContain(reason);
          before = after;
        }
        const most = timeLimitMs * multiplier + maxPauses * maxPauseMs * multiplier + outageCreditMs * multiplier;
        expect(before - T0.getTime()).toBeLessThanOrEqual(most + 1);
        if (state.status !== 'created') expect(state.creditedMs).toBeLessThanOrEqual(outageCreditMs * multiplier);
      }),
      often,
    );
  });

  test('takes no answer after its deadline and grace, and ends by itself when it is left alone', () => {
    fc.assert(
      fc.property(sessions, ([which, seed, multiplier, commands]) => {
        const exam = EXAMS[which]!;
        const { log, state, apply, now } = carryOut(exam, seed, multiplier, commands);
        let deadline = 0;
        for (const event of log) {
          if (event.type === 'sessionStarted' || event.type === 'sessionResumed' || event.type === 'outageCredited')
            deadline = Date.parse(event.payload.deadlineAt);
          if (event.type === 'responseScored' && event.payload.by === undefined)
            expect(Date.parse(event.at)).toBeLessThanOrEqual(deadline + DEADLINE_GRACE_MS);
        }
        let current = state;
        let at = now;
        for (let look = 0; isRunning(current) && look < 100; look += 1) {
          at = Math.max(at, nextDue(current, exam).getTime());
          const events = apply(expireSession(current, exam, new Date(at)), new Date(at));
          current = events.length > 0 ? replay(log) : current;
        }
        expect(current.status).toBe('completed');
      }),
      often,
    );
  });

  test('shows no item twice, brings nothing withdrawn back, and scores each position once in the end', () => {
    fc.assert(
      fc.property(sessions, ([which, seed, multiplier, commands]) => {
        const exam = EXAMS[which]!;
        const { log, state } = carryOut(exam, seed, multiplier, commands);
        const shown = log.flatMap((event) => (event.type === 'itemPresented' ? [event.payload] : []));
        expect(shown.map(({ position }) => position)).toEqual(shown.map((_, index) => index + 1));
        expect(new Set(shown.map(({ itemId }) => itemId)).size).toBe(shown.length);
        if (state.status === 'created') return;
        const gone = log.flatMap((event) => (event.type === 'sessionPaused' ? [event.payload.position] : []));
        for (const event of log)
          if (event.type === 'responseScored' || event.type === 'itemMissed')
            expect(gone).not.toContain(event.payload.position);
        expect(new Set(state.answers.map(({ position }) => position)).size).toBe(state.answers.length);
        expect(state.answers.length + state.setAside.length).toBeLessThanOrEqual(exam.rules.maxItems);
        if (state.status === 'completed') {
          expect(state.report).toEqual(reportSession(exam, state.answers));
          expect(log.at(-1)!.type).toBe('sessionCompleted');
          expect(state.setAside).toEqual([]);
        }
      }),
      often,
    );
  });

  test('is decided by seed, commands and times alone', () => {
    fc.assert(
      fc.property(sessions, ([which, seed, multiplier, commands]) => {
        const exam = EXAMS[which]!;
        expect(carryOut(exam, seed, multiplier, commands).log).toEqual(carryOut(exam, seed, multiplier, commands).log);
      }),
      { numRuns: 20 },
    );
  });
});
