import type { SessionEvent } from './session-event';

/** A payload as some version of Assay wrote it. */
type Stored = Readonly<Record<string, unknown>>;
const isStored = (value: unknown): value is Stored => typeof value === 'object' && value !== null;

/**
 * A stored event in today's words. Logs are never rewritten; what older versions wrote is read as what it means now:
 *
 * - before item types, an answer was an `optionId`, a key a `keyId`, and every item single choice worth one point;
 * - before awaited scores, every answer of a report was scored.
 */
export function currentEvent(type: string, payload: unknown): SessionEvent {
  return { type, payload: isStored(payload) ? currentPayload(type, payload) : payload } as SessionEvent;
}

function currentPayload(type: string, payload: Stored): Stored {
  switch (type) {
    case 'itemPresented': {
      const { sealed } = payload;
      if (!isStored(sealed) || !('keyId' in sealed)) return payload;
      const { keyId, ...rest } = sealed;
      return { ...payload, sealed: { key: { type: 'singleChoice', keyId }, ...rest } };
    }
    case 'responseScored': {
      if (!('optionId' in payload)) return payload;
      const { optionId, disclosed, ...rest } = payload;
      return {
        ...rest,
        answer: { type: 'singleChoice', optionId },
        ...onePoint(payload.correct),
        disclosed: isStored(disclosed) ? currentFeedback(disclosed) : null,
      };
    }
    case 'sessionCompleted': {
      const { report, disclosed } = payload;
      return {
        ...payload,
        report: isStored(report) ? { unscored: 0, ...report } : report,
        disclosed: isStored(disclosed) ? { ...disclosed, answers: currentOutcomes(disclosed.answers) } : disclosed,
      };
    }
    default:
      return payload;
  }
}

const onePoint = (correct: unknown) => ({ points: correct === true ? 1 : 0, maxPoints: 1 });

const currentFeedback = ({ keyId, ...rest }: Stored): Stored => ({
  ...rest,
  ...onePoint(rest.correct),
  keyAnswer: { type: 'singleChoice', optionId: keyId },
});

const currentOutcomes = (answers: unknown): unknown =>
  Array.isArray(answers)
    ? answers.map((answer: Stored) => ('maxPoints' in answer ? answer : { ...answer, ...onePoint(answer.correct) }))
    : answers;
