import { type ShownItem, shownOnly } from './presented-item';
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
  | { readonly type: 'itemPresented'; readonly payload: { readonly position: number; readonly shown: ShownItem } }
  | {
      readonly type: 'responseRecorded';
      readonly payload: {
        readonly position: number;
        readonly optionId: string;
        readonly answered: number;
        readonly feedback: AnswerFeedback | null;
      };
    }
  | {
      readonly type: 'sessionCompleted';
      readonly payload: { readonly stopReason: StopReason; readonly feedback: SessionFeedback | null };
    }
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
    case 'itemPresented': {
      const { position, shown } = event.payload;
      return { seq, at, type: 'itemPresented', payload: { position, shown: shownOnly(shown) } };
    }
    case 'responseScored': {
      const { position, optionId, answered, disclosed } = event.payload;
      const feedback = disclosed && answerFeedback(disclosed);
      return { seq, at, type: 'responseRecorded', payload: { position, optionId, answered, feedback } };
    }
    case 'sessionCompleted': {
      const { stopReason, disclosed } = event.payload;
      const feedback = disclosed && sessionFeedback(disclosed);
      return { seq, at, type: 'sessionCompleted', payload: { stopReason, feedback } };
    }
  }
}

const answerFeedback = ({ correct, keyId, explanation }: AnswerFeedback): AnswerFeedback => ({
  correct,
  keyId,
  explanation,
});

const sessionFeedback = ({ score, answers }: SessionFeedback): SessionFeedback => ({
  score: scoreOnly(score),
  answers: answers.map(({ position, correct }) => ({ position, correct })),
});

export type ConversationEntry =
  | { readonly kind: 'interviewer'; readonly seq: number; readonly turn: InterviewerTurn }
  | {
      readonly kind: 'item';
      readonly seq: number;
      readonly position: number;
      readonly shown: ShownItem;
      /** Null while the item is open. */
      readonly answer: { readonly optionId: string; readonly feedback: AnswerFeedback | null } | null;
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
  return view.status === 'inProgress' && last?.kind === 'item' && last.answer === null ? last : null;
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
    case 'itemPresented': {
      const entry: ConversationEntry = { kind: 'item', seq: event.seq, ...event.payload, answer: null };
      return { ...next, conversation: [...view.conversation, entry] };
    }
    case 'responseRecorded': {
      const { position, optionId, feedback, answered } = event.payload;
      const conversation = view.conversation.map((entry) =>
        entry.kind === 'item' && entry.position === position ? { ...entry, answer: { optionId, feedback } } : entry,
      );
      return { ...next, answered, conversation };
    }
    case 'sessionCompleted':
      return { ...next, status: 'completed', ...event.payload };
  }
}
