import type { Question, Reply } from '@/core/interview/question';
import { answerOnly, type ItemAnswer } from '@/core/items/answer';
import type { ShownItem } from '@/core/items/types/item-type';
import { shownOnly } from '@/core/items/types/registry';
import type { FeedbackMode } from './rules';
import type {
  AnswerFeedback,
  InterviewerTurn,
  Recorded,
  SessionEvent,
  SessionFeedback,
  StopReason,
} from './session-event';
import { scoreOnly } from './session-report';

/**
 * What a candidate may see. Each event is rebuilt from named fields, never copied and trimmed, so that a field added to
 * the log stays on the server until someone adds it here. No key, explanation, parameter, prediction or ability passes.
 */
export type CandidateEvent = { readonly seq: number; readonly at: string } & (
  | {
      readonly type: 'sessionStarted';
      readonly payload: {
        readonly deadlineAt: string;
        readonly timeLimitMs: number;
        readonly plannedItems: number;
        readonly feedbackMode: FeedbackMode;
      };
    }
  | { readonly type: 'interviewerSpoke'; readonly payload: InterviewerTurn }
  | { readonly type: 'candidateAsked'; readonly payload: Question }
  | { readonly type: 'interviewerReplied'; readonly payload: Pick<Reply, 'askId' | 'text'> }
  | { readonly type: 'itemPresented'; readonly payload: { readonly position: number; readonly shown: ShownItem } }
  | {
      readonly type: 'responseRecorded';
      readonly payload: {
        readonly position: number;
        readonly answer: ItemAnswer;
        readonly answered: number;
        /** Someone will read it; its score comes later. */
        readonly isAwaited: boolean;
        readonly feedback: AnswerFeedback | null;
      };
    }
  | { readonly type: 'gradingStarted'; readonly payload: { readonly position: number } }
  | {
      readonly type: 'responseGraded';
      readonly payload: {
        readonly position: number;
        readonly feedback: AnswerFeedback | null;
        readonly sessionFeedback: SessionFeedback | null;
      };
    }
  | {
      readonly type: 'sessionCompleted';
      readonly payload: { readonly stopReason: StopReason; readonly feedback: SessionFeedback | null };
    }
  | { readonly type: 'sessionRescored'; readonly payload: { readonly feedback: SessionFeedback | null } }
);

export function candidateEvent(event: Recorded<SessionEvent>): CandidateEvent {
  const { seq, at } = event;
  switch (event.type) {
    case 'sessionStarted': {
      const { deadlineAt, plannedItems, rules } = event.payload;
      const { feedbackMode, timeLimitMs } = rules;
      return { seq, at, type: 'sessionStarted', payload: { deadlineAt, timeLimitMs, plannedItems, feedbackMode } };
    }
    case 'interviewerSpoke': {
      const { kind, text } = event.payload;
      return { seq, at, type: 'interviewerSpoke', payload: { kind, text } };
    }
    case 'candidateAsked': {
      const { askId, position, text } = event.payload;
      return { seq, at, type: 'candidateAsked', payload: { askId, position, text } };
    }
    case 'interviewerReplied': {
      const { askId, text } = event.payload;
      return { seq, at, type: 'interviewerReplied', payload: { askId, text } };
    }
    case 'itemPresented': {
      const { position, shown } = event.payload;
      return { seq, at, type: 'itemPresented', payload: { position, shown: shownOnly(shown) } };
    }
    case 'responseScored': {
      const { position, answered, points, disclosed } = event.payload;
      const answer = answerOnly(event.payload.answer);
      const feedback = disclosed && answerFeedback(disclosed);
      const isAwaited = points === null;
      return { seq, at, type: 'responseRecorded', payload: { position, answer, answered, isAwaited, feedback } };
    }
    case 'gradingStarted':
      return { seq, at, type: 'gradingStarted', payload: { position: event.payload.position } };
    case 'responseGraded': {
      const { position, disclosed, disclosedSession } = event.payload;
      const feedback = disclosed && answerFeedback(disclosed);
      const revised = disclosedSession && sessionFeedback(disclosedSession);
      return { seq, at, type: 'responseGraded', payload: { position, feedback, sessionFeedback: revised } };
    }
    case 'sessionCompleted': {
      const { stopReason, disclosed } = event.payload;
      const feedback = disclosed && sessionFeedback(disclosed);
      return { seq, at, type: 'sessionCompleted', payload: { stopReason, feedback } };
    }
    case 'sessionRescored': {
      const { disclosed } = event.payload;
      return { seq, at, type: 'sessionRescored', payload: { feedback: disclosed && sessionFeedback(disclosed) } };
    }
  }
}

const answerFeedback = (feedback: AnswerFeedback): AnswerFeedback => ({
  points: feedback.points,
  maxPoints: feedback.maxPoints,
  correct: feedback.correct,
  keyAnswer: answerOnly(feedback.keyAnswer),
  explanation: feedback.explanation,
});

const sessionFeedback = ({ score, answers }: SessionFeedback): SessionFeedback => ({
  score: scoreOnly(score),
  answers: answers.map(({ position, points, maxPoints, correct }) => ({ position, points, maxPoints, correct })),
});

/** Where the reading of an answer stands: none needed, not begun, under way, or finished. */
export type ReadingStage = 'none' | 'awaited' | 'reading' | 'read';

export type GivenResponse = {
  readonly answer: ItemAnswer;
  readonly reading: ReadingStage;
  readonly feedback: AnswerFeedback | null;
};

export type ConversationEntry =
  | { readonly kind: 'interviewer'; readonly seq: number; readonly turn: InterviewerTurn }
  /** `reply` is null while it is being written. */
  | ({ readonly kind: 'question'; readonly seq: number; readonly reply: string | null } & Question)
  | {
      readonly kind: 'item';
      readonly seq: number;
      readonly position: number;
      readonly shown: ShownItem;
      /** Null while the item is open. */
      readonly response: GivenResponse | null;
    };

/** A session as its candidate has it on screen: a fold of the events above, on the server and in the page alike. */
export type CandidateView = {
  readonly seq: number;
  readonly status: 'created' | 'inProgress' | 'completed';
  readonly deadlineAt: string | null;
  readonly timeLimitMs: number;
  readonly plannedItems: number;
  readonly answered: number;
  readonly feedbackMode: FeedbackMode;
  readonly conversation: readonly ConversationEntry[];
  readonly stopReason: StopReason | null;
  readonly feedback: SessionFeedback | null;
};

export const NEW_CANDIDATE_VIEW: CandidateView = {
  seq: 0,
  status: 'created',
  deadlineAt: null,
  timeLimitMs: 0,
  plannedItems: 0,
  answered: 0,
  feedbackMode: 'none',
  conversation: [],
  stopReason: null,
  feedback: null,
};

/** The open item, if there is one. */
export function openItem(view: CandidateView): Extract<ConversationEntry, { kind: 'item' }> | null {
  const last = view.conversation.findLast((entry) => entry.kind === 'item');
  return view.status === 'inProgress' && last?.kind === 'item' && last.response === null ? last : null;
}

/** The view after one more event; events it has seen already change nothing, so overlap on reconnect is harmless. */
export function foldCandidateView(view: CandidateView, event: CandidateEvent): CandidateView {
  if (event.seq <= view.seq) return view;
  const next = { ...view, seq: event.seq };
  switch (event.type) {
    case 'sessionStarted':
      return { ...next, status: 'inProgress', ...event.payload };
    case 'interviewerSpoke': {
      const entry: ConversationEntry = { kind: 'interviewer', seq: event.seq, turn: event.payload };
      return { ...next, conversation: [...view.conversation, entry] };
    }
    case 'candidateAsked': {
      const entry: ConversationEntry = { kind: 'question', seq: event.seq, ...event.payload, reply: null };
      return { ...next, conversation: [...view.conversation, entry] };
    }
    case 'interviewerReplied': {
      const { askId, text } = event.payload;
      const conversation = view.conversation.map((entry) =>
        entry.kind === 'question' && entry.askId === askId ? { ...entry, reply: text } : entry,
      );
      return { ...next, conversation };
    }
    case 'itemPresented': {
      const entry: ConversationEntry = { kind: 'item', seq: event.seq, ...event.payload, response: null };
      return { ...next, conversation: [...view.conversation, entry] };
    }
    case 'responseRecorded': {
      const { position, answer, feedback, answered, isAwaited } = event.payload;
      const response: GivenResponse = { answer, feedback, reading: isAwaited ? 'awaited' : 'none' };
      return { ...next, answered, conversation: withResponse(view, position, () => response) };
    }
    case 'gradingStarted': {
      const { position } = event.payload;
      return {
        ...next,
        conversation: withResponse(view, position, (given) => given && { ...given, reading: 'reading' }),
      };
    }
    case 'responseGraded': {
      const { position, feedback, sessionFeedback: revised } = event.payload;
      const conversation = withResponse(view, position, (given) => given && { ...given, feedback, reading: 'read' });
      return { ...next, conversation, ...(revised && { feedback: revised }) };
    }
    case 'sessionCompleted':
      return { ...next, status: 'completed', ...event.payload };
    case 'sessionRescored':
      return { ...next, ...event.payload };
  }
}

function withResponse(
  { conversation }: CandidateView,
  position: number,
  change: (given: GivenResponse | null) => GivenResponse | null,
): ConversationEntry[] {
  return conversation.map((entry) =>
    entry.kind === 'item' && entry.position === position ? { ...entry, response: change(entry.response) } : entry,
  );
}

/** How many answers are yet to be read. */
export function awaitedCount({ conversation }: CandidateView): number {
  return conversation.filter(
    (entry) =>
      entry.kind === 'item' && (entry.response?.reading === 'awaited' || entry.response?.reading === 'reading'),
  ).length;
}
