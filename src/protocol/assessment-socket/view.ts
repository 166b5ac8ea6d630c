import { type CandidateEvent, candidateEvent } from '@/core/assessment/candidate-view';
import type { FeedbackMode } from '@/core/assessment/rules';
import type {
  InterviewerTurn,
  Recorded,
  SessionEvent,
  SessionFeedback,
  StopReason,
} from '@/core/assessment/session-event';
import { planContent } from '@/core/psychometrics/content-balance';

/**
 * What an old client may be shown of a session's events: what the candidate may see, and with it what its document asks
 * for beyond that: the skill an item is about and a rough difficulty (Easy below -0.5, Hard above 0.5 on the ability scale).
 */
export type SocketEvent =
  | Exclude<CandidateEvent, { type: 'sessionStarted' | 'itemPresented' | 'responseRecorded' }>
  | (Extract<CandidateEvent, { type: 'sessionStarted' }> & { readonly skills: readonly SocketSkill[] })
  | (Extract<CandidateEvent, { type: 'itemPresented' }> & { readonly skillId: string; readonly difficulty: Difficulty })
  | (Extract<CandidateEvent, { type: 'responseRecorded' }> & { readonly responseTimeMs: number });

/** `minimum`: the items after which the skill no longer counts as open. */
export type SocketSkill = { readonly skillId: string; readonly name: string; readonly minimum: number };
export type Difficulty = 'Easy' | 'Medium' | 'Hard';
export type { FeedbackMode, InterviewerTurn, SessionFeedback, StopReason };

const ROUGH = 0.5;

export function socketEvent(event: Recorded<SessionEvent>): SocketEvent {
  const shown = candidateEvent(event);
  if (event.type === 'sessionStarted' && shown.type === 'sessionStarted') {
    const { skills, plannedItems } = event.payload;
    const { minimum } = planContent(
      skills.map((skill) => skill.weight),
      plannedItems,
    );
    return {
      ...shown,
      skills: skills.map(({ skillId, name }, index) => ({ skillId, name, minimum: minimum[index]! })),
    };
  }
  if (event.type === 'itemPresented' && shown.type === 'itemPresented') {
    const { difficulty } = event.payload.sealed.parameters;
    const level = difficulty < -ROUGH ? 'Easy' : difficulty > ROUGH ? 'Hard' : 'Medium';
    return { ...shown, skillId: event.payload.skillId, difficulty: level };
  }
  if (event.type === 'responseScored' && shown.type === 'responseRecorded')
    return { ...shown, responseTimeMs: event.payload.responseTimeMs };
  return shown as SocketEvent;
}
