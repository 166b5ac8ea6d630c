import { expect } from 'vitest';
import { ServerMessage } from '@/protocol/assessment-socket/messages';
import {
  SERVER_EVENTS,
  type ServerEvent,
  type ServerEventName,
  STAGE_NAMES,
} from '@/protocol/evaluation-socket/messages';

/**
 * A frame of the assessment socket, held against the schemas of the document. Unknown fields count as wrong: what is sent
 * is exactly what the schemas say.
 */
export function assessmentFrame(value: unknown): ServerMessage {
  const parsed = ServerMessage.parse(value);
  if (parsed.type !== 'system_message' && JSON.stringify(sorted(parsed)) !== JSON.stringify(sorted(value)))
    throw new Error(`A frame has fields its schema does not know: ${JSON.stringify(value)}`);
  return parsed;
}

/** An event of the evaluation socket, likewise. */
export function evaluationEvent(name: string, payload: unknown): ServerEvent {
  const schema = SERVER_EVENTS[name as ServerEventName];
  if (!schema) throw new Error(`The document has no event ${name}`);
  return { name, payload: schema.strict().parse(payload) } as ServerEvent;
}

/** A whole assessment as one client heard it: every frame known, in the order of the document, nothing told twice. */
export function expectWholeAssessment(frames: readonly unknown[]): void {
  const told = frames.map(assessmentFrame);
  const types = told.map(({ type }) => type).filter((type) => type !== 'system_message');
  const answers = types.filter((type) => type === 'answer_feedback').length;
  expect(answers).toBeGreaterThan(0);
  const cycle = Array.from({ length: answers }, () => ['question', 'answer_feedback', 'progress_update']).flat();
  expect(types).toEqual(['auth_success', 'assessment_started', ...cycle, 'assessment_completed']);
  const asked = told.flatMap((frame) => (frame.type === 'question' ? [frame.data.question_id] : []));
  const answered = told.flatMap((frame) => (frame.type === 'answer_feedback' ? [frame.data.question_id] : []));
  expect(answered).toEqual(asked);
  expect(new Set(asked).size).toBe(asked.length);
}

/** A whole evaluation likewise: stages in order, each verdict and result once, the figures last. */
export function expectWholeEvaluation(received: readonly { name: string; payload: unknown }[]): void {
  const events = received.map(({ name, payload }) => evaluationEvent(name, payload));
  const payloads = <N extends ServerEventName>(name: N) =>
    events.flatMap((event) =>
      event.name === name ? [event.payload as Extract<ServerEvent, { name: N }>['payload']] : [],
    );
  expect(payloads('error')).toEqual([]);
  expect(payloads('evaluation_error')).toEqual([]);
  const progress = payloads('evaluation_progress');
  expect(progress.filter((step) => step.progress === 100).map((step) => step.stage)).toEqual([...STAGE_NAMES]);
  const steps = progress.map((step) => STAGE_NAMES.indexOf(step.stage) * 1000 + step.progress);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  const [complete] = payloads('evaluation_complete');
  expect(complete!.claim_verdicts.length).toBeGreaterThan(0);
  const verdicts = payloads('verifier_verdict').map((verdict) => verdict.claim_id);
  expect(verdicts.toSorted()).toEqual(complete!.claim_verdicts.map((verdict) => verdict.claim_id).toSorted());
  const judges = payloads('judge_result').map((result) => result.judge_name);
  expect(judges.length).toBeGreaterThan(1);
  expect(new Set(judges).size).toBe(judges.length);
  const about = events.filter((event) => 'event_id' in event.payload);
  expect(about.at(-1)!.name).toBe('evaluation_complete');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
