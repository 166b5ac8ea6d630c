import type { Question, Reply } from '@/core/interview/question';
import { canonicalAnswer, type ItemAnswer } from '@/core/items/answer';
import type { ShownItem } from '@/core/items/types/item-type';
import { shownOnly } from '@/core/items/types/registry';
import type {
  AbilitySummary,
  AnswerOutcome,
  Grading,
  InterviewerTurn,
  Recorded,
  SessionEvent,
  StopReason,
} from './session-event';
import { reportOnly, type SessionReport } from './session-report';

/**
 * What a recruiter watching a session sees: everything but keys, explanations, parameters, seeds and a candidate's
 * accommodation. Instants are on the standard clock, and no deadline, credit or end of a pause is among them: the same
 * session at half the pace with twice the time looks the same. See docs/decisions/0009.
 */
export type ObservedEvent = { readonly seq: number; readonly at: string } & (
  | {
      readonly type: 'sessionStarted';
      readonly payload: {
        readonly timeLimitMs: number;
        readonly plannedItems: number;
        readonly skills: readonly { skillId: string; name: string; weight: number }[];
      };
    }
  | { readonly type: 'interviewerSpoke'; readonly payload: InterviewerTurn }
  | { readonly type: 'candidateAsked'; readonly payload: Question }
  | { readonly type: 'interviewerReplied'; readonly payload: ObservedReply }
  | {
      readonly type: 'itemPresented';
      readonly payload: {
        readonly position: number;
        readonly itemId: string;
        readonly skillId: string;
        readonly pilot: boolean;
        readonly shown: ShownItem;
      };
    }
  | {
      readonly type: 'responseScored';
      readonly payload: AnswerOutcome & {
        readonly answer: ItemAnswer;
        readonly responseTimeMs: number;
        readonly answered: number;
        readonly ability: AbilitySummary;
      };
    }
  | {
      readonly type: 'itemMissed';
      readonly payload: {
        readonly position: number;
        readonly maxPoints: number;
        readonly responseTimeMs: number;
        readonly answered: number;
        readonly ability: AbilitySummary;
      };
    }
  | { readonly type: 'itemSetAside'; readonly payload: { readonly position: number } }
  | { readonly type: 'itemFlagged'; readonly payload: { readonly position: number; readonly flagged: boolean } }
  | { readonly type: 'reviewStarted'; readonly payload: Readonly<Record<string, never>> }
  | {
      readonly type: 'sessionPaused';
      readonly payload: { readonly position: number; readonly reason: 'candidate' | 'lapsed' };
    }
  | { readonly type: 'sessionResumed'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'writerChanged'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'outageCredited'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'gradingStarted'; readonly payload: { readonly position: number } }
  | {
      readonly type: 'responseGraded';
      readonly payload: AnswerOutcome & {
        readonly grading: Grading;
        readonly ability: AbilitySummary;
        readonly report: SessionReport | null;
      };
    }
  | {
      readonly type: 'sessionCompleted';
      readonly payload: { readonly stopReason: StopReason; readonly report: SessionReport };
    }
  | {
      readonly type: 'sessionRescored';
      readonly payload: {
        readonly excluded: readonly string[];
        readonly reason: string;
        readonly previous: SessionReport;
        readonly report: SessionReport;
      };
    }
);

/** `text` is null where the reply said how much time was left: that can tell what accommodation a candidate has. */
export type ObservedReply = Pick<Reply, 'askId' | 'by' | 'instead' | 'help'> & { readonly text: string | null };

export function observedEvent(event: Recorded<SessionEvent>): ObservedEvent {
  const { seq } = event;
  const at = standardInstant(event);
  switch (event.type) {
    case 'sessionStarted': {
      const { plannedItems, rules } = event.payload;
      const { timeLimitMs } = rules;
      const skills = event.payload.skills.map(({ skillId, name, weight }) => ({ skillId, name, weight }));
      return { seq, at, type: event.type, payload: { timeLimitMs, plannedItems, skills } };
    }
    case 'interviewerSpoke': {
      const { kind, text } = event.payload;
      return { seq, at, type: event.type, payload: { kind, text } };
    }
    case 'candidateAsked': {
      const { askId, position, text } = event.payload;
      return { seq, at, type: event.type, payload: { askId, position, text } };
    }
    case 'interviewerReplied': {
      const { askId, by, instead, help, statesTime } = event.payload;
      const text = statesTime ? null : event.payload.text;
      return { seq, at, type: event.type, payload: { askId, by, instead, help, text } };
    }
    case 'itemPresented': {
      const { position, itemId, skillId, pilot = false, shown } = event.payload;
      return { seq, at, type: event.type, payload: { position, itemId, skillId, pilot, shown: shownOnly(shown) } };
    }
    case 'responseScored': {
      const { position, points, maxPoints, correct, responseTimeMs, answered } = event.payload;
      const answer = canonicalAnswer(event.payload.answer);
      const ability = abilityOnly(event.payload.ability);
      const score = { points, maxPoints, correct };
      return { seq, at, type: event.type, payload: { position, answer, ...score, responseTimeMs, answered, ability } };
    }
    case 'itemMissed': {
      const { position, maxPoints, responseTimeMs, answered } = event.payload;
      const ability = abilityOnly(event.payload.ability);
      return { seq, at, type: event.type, payload: { position, maxPoints, responseTimeMs, answered, ability } };
    }
    case 'itemSetAside':
      return { seq, at, type: event.type, payload: { position: event.payload.position } };
    case 'itemFlagged': {
      const { position, flagged } = event.payload;
      return { seq, at, type: event.type, payload: { position, flagged } };
    }
    case 'sessionPaused': {
      const { position, reason } = event.payload;
      return { seq, at, type: event.type, payload: { position, reason } };
    }
    case 'reviewStarted':
    case 'sessionResumed':
    case 'writerChanged':
    case 'outageCredited':
      return { seq, at, type: event.type, payload: {} };
    case 'gradingStarted':
      return { seq, at, type: event.type, payload: { position: event.payload.position } };
    case 'responseGraded': {
      const { position, points, maxPoints, correct, report } = event.payload;
      const grading = gradingOnly(event.payload.grading);
      const ability = abilityOnly(event.payload.ability);
      const score = { points, maxPoints, correct };
      return {
        seq,
        at,
        type: event.type,
        payload: { position, ...score, grading, ability, report: report && reportOnly(report) },
      };
    }
    case 'sessionCompleted': {
      const { stopReason, report } = event.payload;
      return { seq, at, type: event.type, payload: { stopReason, report: reportOnly(report) } };
    }
    case 'sessionRescored': {
      const { excluded, reason, previous, report } = event.payload;
      const payload = { excluded: [...excluded], reason, previous: reportOnly(previous), report: reportOnly(report) };
      return { seq, at, type: event.type, payload };
    }
  }
}

const abilityOnly = ({ theta, sd, skills }: AbilitySummary): AbilitySummary => ({
  theta,
  sd,
  skills: skills.map((skill) => ({ theta: skill.theta, sd: skill.sd })),
});

const gradingOnly = ({ summary, judges, criteria }: Grading): Grading => ({
  summary,
  judges: judges.map(({ name, outcome }) => ({ name, outcome })),
  criteria: criteria.map(({ id, text, points, maxPoints }) => ({ id, text, points, maxPoints })),
});

/**
 * The instant on the standard clock, which events of a session with more time carry beside their own. Who scores a session
 * again knows what time it is: beside another instant they could compute what the candidate was given.
 */
function standardInstant({ type, at, payload }: Recorded<SessionEvent>): string {
  return type !== 'sessionRescored' && 'standardAt' in payload && typeof payload.standardAt === 'string'
    ? payload.standardAt
    : at;
}

/** A session as its observer has it on screen: a fold of the events above. */
export type ObservedSession = {
  readonly seq: number;
  readonly timeLimitMs: number | null;
  readonly isPaused: boolean;
  readonly plannedItems: number;
  readonly answered: number;
  readonly skills: readonly { skillId: string; name: string; weight: number }[];
  readonly ability: AbilitySummary | null;
  readonly stopReason: StopReason | null;
  readonly report: SessionReport | null;
  readonly events: readonly ObservedEvent[];
};

export const UNOBSERVED: ObservedSession = {
  seq: 0,
  timeLimitMs: null,
  isPaused: false,
  plannedItems: 0,
  answered: 0,
  skills: [],
  ability: null,
  stopReason: null,
  report: null,
  events: [],
};

/** The observation after one more event; events it has seen already change nothing. */
export function observe(session: ObservedSession, event: ObservedEvent): ObservedSession {
  if (event.seq <= session.seq) return session;
  const next = { ...session, seq: event.seq, events: [...session.events, event] };
  switch (event.type) {
    case 'sessionStarted':
      return { ...next, ...event.payload };
    case 'interviewerSpoke':
    case 'candidateAsked':
    case 'interviewerReplied':
    case 'itemPresented':
    case 'gradingStarted':
    case 'itemSetAside':
    case 'itemFlagged':
    case 'reviewStarted':
    case 'writerChanged':
    case 'outageCredited':
      return next;
    case 'sessionPaused':
      return { ...next, isPaused: true };
    case 'sessionResumed':
      return { ...next, isPaused: false };
    case 'responseGraded': {
      const { ability, report } = event.payload;
      return { ...next, ability, report: report ?? session.report };
    }
    case 'itemMissed':
    case 'responseScored':
      return { ...next, answered: event.payload.answered, ability: event.payload.ability };
    case 'sessionCompleted':
      return { ...next, isPaused: false, ...event.payload };
    case 'sessionRescored':
      return { ...next, report: event.payload.report };
  }
}

/** True while a score of this session may still come: an answer without one that nobody has finished reading. */
export function isAwaitingScore({ events }: ObservedSession): boolean {
  const graded = new Set(events.flatMap((event) => (event.type === 'responseGraded' ? [event.payload.position] : [])));
  return events.some(
    (event) => event.type === 'responseScored' && event.payload.points === null && !graded.has(event.payload.position),
  );
}
