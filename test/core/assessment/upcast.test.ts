import { expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { candidateEvent, foldCandidateView, NEW_CANDIDATE_VIEW } from '@/core/assessment/candidate-view';
import { submitSession } from '@/core/assessment/expiry';
import { observe, observedEvent, UNOBSERVED } from '@/core/assessment/observed-session';
import { currentEvent } from '@/core/assessment/upcast';
import { anExam, aSession, choice, replay, T0 } from '~test/support/assessment';

type Plain = Record<string, unknown>;

/** A payload as Assay wrote it before there were item types. */
function asWrittenBefore(type: string, payload: Plain): Plain {
  const { points: _points, maxPoints: _most, answer, disclosed, sealed, report, ...rest } = payload;
  switch (type) {
    case 'itemPresented': {
      const { key, ...others } = sealed as Plain;
      return { ...rest, sealed: { keyId: (key as Plain).keyId, ...others } };
    }
    case 'responseScored': {
      const { keyAnswer, correct, explanation } = (disclosed ?? {}) as Plain;
      const told = disclosed ? { correct, keyId: (keyAnswer as Plain).optionId, explanation } : null;
      return { ...rest, optionId: (answer as Plain).optionId, disclosed: told };
    }
    case 'sessionCompleted': {
      const { unscored: _unscored, ...others } = report as Plain;
      const { score, answers } = disclosed as { score: unknown; answers: Plain[] };
      return {
        ...rest,
        report: others,
        disclosed: { score, answers: answers.map(({ position, correct }) => ({ position, correct })) },
      };
    }
    default:
      return payload;
  }
}

test('a log written before there were item types is read as the same session', () => {
  const session = aSession(anExam({ feedbackMode: 'full', minItems: 4 }));
  for (const [index, letter] of ['A', 'B', 'C'].entries())
    session.apply(submitResponse(session.state, { position: index + 1, answer: choice(letter) }, session.exam, T0));
  session.apply(submitSession(session.state, session.exam));
  const old = session.log.map(({ seq, at, type, payload }) => ({
    seq,
    at,
    type,
    payload: asWrittenBefore(type, payload as unknown as Plain),
  }));
  expect(JSON.stringify(old)).not.toMatch(/maxPoints|keyAnswer|unscored/);
  const read = old.map(({ seq, at, type, payload }) => ({ seq, at, ...currentEvent(type, payload) }));
  expect(read).toEqual(session.log);
  expect(replay(read)).toEqual(session.state);
  expect(read.map(candidateEvent).reduce(foldCandidateView, NEW_CANDIDATE_VIEW)).toMatchObject({ answered: 3 });
  expect(read.map(observedEvent).reduce(observe, UNOBSERVED)).toMatchObject({ answered: 3 });
});

test('what is written today is read as it stands', () => {
  const session = aSession(anExam({ feedbackMode: 'afterSession' }));
  session.apply(submitResponse(session.state, { position: 1, answer: choice('A') }, session.exam, T0));
  session.apply(submitSession(session.state, session.exam));
  for (const { type, payload } of session.log) expect(currentEvent(type, payload)).toEqual({ type, payload });
});
