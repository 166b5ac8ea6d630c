import type { Question, Reply } from '@/core/interview/question';
import { canonicalAnswer, type ItemAnswer } from '@/core/items/answer';
import type { ShownItem } from '@/core/items/types/item-type';
import { shownOnly } from '@/core/items/types/registry';
import { stretched } from './clock';
import { completeRules, DEFAULT_RULES, type FeedbackMode, mayChangeAnswers, type Rules } from './rules';
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
        readonly conduct: Conduct;
        readonly writer: string | null;
      };
    }
  | { readonly type: 'interviewerSpoke'; readonly payload: InterviewerTurn }
  | { readonly type: 'candidateAsked'; readonly payload: Question }
  | { readonly type: 'interviewerReplied'; readonly payload: Pick<Reply, 'askId' | 'text'> }
  | {
      readonly type: 'itemPresented';
      readonly payload: { readonly position: number; readonly deadlineAt: string | null; readonly shown: ShownItem };
    }
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
  | { readonly type: 'itemMissed'; readonly payload: { readonly position: number; readonly answered: number } }
  | { readonly type: 'itemSetAside'; readonly payload: { readonly position: number } }
  | { readonly type: 'itemFlagged'; readonly payload: { readonly position: number; readonly flagged: boolean } }
  | { readonly type: 'reviewStarted'; readonly payload: Readonly<Record<string, never>> }
  | {
      readonly type: 'sessionPaused';
      readonly payload: {
        readonly position: number;
        readonly reason: 'candidate' | 'lapsed';
        readonly stopsUntil: string | null;
      };
    }
  | { readonly type: 'sessionResumed'; readonly payload: { readonly deadlineAt: string } }
  | { readonly type: 'writerChanged'; readonly payload: { readonly writer: string } }
  | {
      readonly type: 'outageCredited';
      readonly payload: {
        readonly creditedMs: number;
        readonly deadlineAt: string;
        readonly itemDeadlineAt: string | null;
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
      const { multiplier = 1, writer = null } = event.payload;
      const timeLimitMs = stretched(rules.timeLimitMs, multiplier);
      const conduct = conductOf(completeRules(rules), multiplier);
      const payload = { deadlineAt, timeLimitMs, plannedItems, feedbackMode: rules.feedbackMode, conduct, writer };
      return { seq, at, type: 'sessionStarted', payload };
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
      const { position, deadlineAt = null, shown } = event.payload;
      return { seq, at, type: 'itemPresented', payload: { position, deadlineAt, shown: shownOnly(shown) } };
    }
    case 'responseScored': {
      const { position, answered, points, disclosed } = event.payload;
      const answer = canonicalAnswer(event.payload.answer);
      const feedback = disclosed && answerFeedback(disclosed);
      const isAwaited = points === null;
      return { seq, at, type: 'responseRecorded', payload: { position, answer, answered, isAwaited, feedback } };
    }
    case 'itemMissed': {
      const { position, answered } = event.payload;
      return { seq, at, type: 'itemMissed', payload: { position, answered } };
    }
    case 'itemSetAside':
      return { seq, at, type: 'itemSetAside', payload: { position: event.payload.position } };
    case 'itemFlagged': {
      const { position, flagged } = event.payload;
      return { seq, at, type: 'itemFlagged', payload: { position, flagged } };
    }
    case 'reviewStarted':
      return { seq, at, type: 'reviewStarted', payload: {} };
    case 'sessionPaused': {
      const { position, reason, stopsUntil } = event.payload;
      return { seq, at, type: 'sessionPaused', payload: { position, reason, stopsUntil } };
    }
    case 'sessionResumed':
      return { seq, at, type: 'sessionResumed', payload: { deadlineAt: event.payload.deadlineAt } };
    case 'writerChanged':
      return { seq, at, type: 'writerChanged', payload: { writer: event.payload.writer } };
    case 'outageCredited': {
      const { creditedMs, deadlineAt, itemDeadlineAt } = event.payload;
      return { seq, at, type: 'outageCredited', payload: { creditedMs, deadlineAt, itemDeadlineAt } };
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

/** The rules of conduct as they are for this candidate: lengths of time are theirs. */
export type Conduct = {
  readonly itemTimeLimitMs: number | null;
  readonly outageCreditMs: number;
  readonly maxPauses: number;
  readonly maxPauseMs: number;
  readonly idleLimitMs: number | null;
  readonly allowsReview: boolean;
  readonly mayChangeAnswers: boolean;
  /** Whether items follow the answers before them; else everyone gets as many, drawn at random. */
  readonly isAdaptive: boolean;
};

function conductOf(rules: Rules, multiplier: number): Conduct {
  const theirs = (ms: number) => stretched(ms, multiplier);
  return {
    itemTimeLimitMs: rules.itemTimeLimitMs && theirs(rules.itemTimeLimitMs),
    outageCreditMs: theirs(rules.outageCreditMs),
    maxPauses: rules.maxPauses,
    maxPauseMs: theirs(rules.maxPauseMs),
    idleLimitMs: rules.idleLimitMs && theirs(rules.idleLimitMs),
    allowsReview: rules.allowsReview,
    mayChangeAnswers: mayChangeAnswers(rules),
    isAdaptive: rules.ruleSet === 'adaptive',
  };
}

const answerFeedback = (feedback: AnswerFeedback): AnswerFeedback => ({
  points: feedback.points,
  maxPoints: feedback.maxPoints,
  correct: feedback.correct,
  keyAnswer: canonicalAnswer(feedback.keyAnswer),
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
      /** End of the item's own time; null when it has none. */
      readonly deadlineAt: string | null;
      readonly standing: ItemStanding;
      readonly isFlagged: boolean;
      /** Null until it is answered. */
      readonly response: GivenResponse | null;
    };

/** `withdrawn`: taken away by a pause, not counted; `missed`: its time ran out without a choice, no points. */
export type ItemStanding = 'open' | 'setAside' | 'answered' | 'withdrawn' | 'missed';

export type ItemEntry = Extract<ConversationEntry, { kind: 'item' }>;

/** A session as its candidate has it on screen: a fold of the events above, on the server and in the page alike. */
export type CandidateView = {
  readonly seq: number;
  readonly status: 'created' | 'inProgress' | 'completed';
  readonly deadlineAt: string | null;
  readonly timeLimitMs: number;
  readonly plannedItems: number;
  readonly answered: number;
  readonly feedbackMode: FeedbackMode;
  readonly conduct: Conduct;
  /** The device that may answer; null while any may. */
  readonly writer: string | null;
  /** Null unless it rests; `stopsUntil` is null when the clock runs on meanwhile. */
  readonly pause: {
    readonly reason: 'candidate' | 'lapsed';
    readonly since: string;
    readonly stopsUntil: string | null;
  } | null;
  readonly pausesTaken: number;
  readonly isReviewing: boolean;
  readonly creditedMs: number;
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
  conduct: conductOf(DEFAULT_RULES, 1),
  writer: null,
  pause: null,
  pausesTaken: 0,
  isReviewing: false,
  creditedMs: 0,
  conversation: [],
  stopReason: null,
  feedback: null,
};

/** The open item, if there is one. */
export function openItem(view: CandidateView): ItemEntry | null {
  if (view.status !== 'inProgress' || view.pause || view.isReviewing) return null;
  return itemEntries(view).findLast((entry) => entry.standing === 'open') ?? null;
}

export const itemEntries = ({ conversation }: CandidateView): ItemEntry[] =>
  conversation.filter((entry) => entry.kind === 'item');

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
      const fresh = { standing: 'open', isFlagged: false, response: null } as const;
      const entry: ConversationEntry = { kind: 'item', seq: event.seq, ...event.payload, ...fresh };
      return { ...next, conversation: [...view.conversation, entry] };
    }
    case 'responseRecorded': {
      const { position, answer, feedback, answered, isAwaited } = event.payload;
      const response: GivenResponse = { answer, feedback, reading: isAwaited ? 'awaited' : 'none' };
      return { ...next, answered, conversation: withItem(view, position, () => ({ standing: 'answered', response })) };
    }
    case 'itemMissed': {
      const { position, answered } = event.payload;
      return { ...next, answered, conversation: withItem(view, position, () => ({ standing: 'missed' })) };
    }
    case 'itemSetAside':
      return { ...next, conversation: withItem(view, event.payload.position, () => ({ standing: 'setAside' })) };
    case 'itemFlagged': {
      const { position, flagged } = event.payload;
      return { ...next, conversation: withItem(view, position, () => ({ isFlagged: flagged })) };
    }
    case 'reviewStarted':
      return { ...next, isReviewing: true };
    case 'sessionPaused': {
      const { position, reason, stopsUntil } = event.payload;
      const pausesTaken = view.pausesTaken + (reason === 'candidate' ? 1 : 0);
      const conversation = withItem(view, position, () => ({ standing: 'withdrawn' }));
      return { ...next, pause: { reason, since: event.at, stopsUntil }, pausesTaken, conversation };
    }
    case 'sessionResumed':
      return { ...next, pause: null, deadlineAt: event.payload.deadlineAt };
    case 'writerChanged':
      return { ...next, writer: event.payload.writer };
    case 'outageCredited': {
      const { creditedMs, deadlineAt, itemDeadlineAt } = event.payload;
      const open = openItem(view);
      const conversation = open
        ? withItem(view, open.position, () => ({ deadlineAt: itemDeadlineAt }))
        : view.conversation;
      return { ...next, creditedMs: view.creditedMs + creditedMs, deadlineAt, conversation };
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
      return { ...next, status: 'completed', pause: null, isReviewing: false, ...event.payload };
    case 'sessionRescored':
      return { ...next, ...event.payload };
  }
}

function withItem(
  { conversation }: CandidateView,
  position: number,
  change: (entry: ItemEntry) => Partial<ItemEntry>,
): ConversationEntry[] {
  return conversation.map((entry) =>
    entry.kind === 'item' && entry.position === position ? { ...entry, ...change(entry) } : entry,
  );
}

function withResponse(
  view: CandidateView,
  position: number,
  change: (given: GivenResponse | null) => GivenResponse | null,
): ConversationEntry[] {
  return withItem(view, position, ({ response }) => ({ response: change(response) }));
}

/** How many answers are yet to be read. */
export function awaitedCount({ conversation }: CandidateView): number {
  return conversation.filter(
    (entry) =>
      entry.kind === 'item' && (entry.response?.reading === 'awaited' || entry.response?.reading === 'reading'),
  ).length;
}
