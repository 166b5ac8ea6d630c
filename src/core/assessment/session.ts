import type { AskedQuestion } from '@/core/interview/question';
import type { ItemAnswer } from '@/core/items/answer';
import type { ShownItem } from '@/core/items/types/item-type';
import type { SealedItem } from './presented-item';
import type { AbilitySummary, Recorded, SessionEvent, StopReason } from './session-event';
import type { GivenAnswer, SessionReport } from './session-report';

/**
 * One candidate's attempt.
 *
 *     created --start--> starting --first item--> inProgress --answer | set aside--> inProgress --nothing left--> completed
 *                                                  |  ^   \                              |                          ^  ^
 *                                             pause|  |resume  `--(rules allow review) nothing left--> reviewing ---'  |
 *                                                  v  |                                                 hand in        |
 *                                                 paused ---------- deadline, idle limit, hand in: from anywhere ------'
 *
 * `inProgress` has exactly one open presentation. `paused` has none: what was open is withdrawn and never comes back; a new
 * item comes with `resume`. An item whose time ran out unseen pauses the session as well, without stopping the clock.
 * `reviewing` has none either: what was set aside can be answered, and under the plain rule set answers changed, until the
 * session is handed in. `starting` lies within the one step that starts it and is never met from outside.
 *
 * Decisions take the state, the command, the time and the exam, and return events; they change nothing. One file each:
 * starting, answering, review, pausing, writing (who), outage, expiry, grading. `foldSession` is the only way the state
 * moves. An answer that someone has to read is taken with its score awaited, and the session goes on without it; the
 * score comes by `gradeResponse`, be the session in progress or completed, and then revises ability and report.
 */
export type SessionState =
  | { readonly status: 'created'; readonly seq: 0 }
  | ({ readonly status: 'starting' } & Progress)
  | SessionInProgress
  | ({ readonly status: 'reviewing' } & Progress)
  | SessionPaused
  | ({
      readonly status: 'completed';
      readonly stopReason: StopReason;
      readonly report: SessionReport;
      readonly completedAt: string;
      /** Items a rescoring took out, see `rescoreSession`. */
      readonly excluded: readonly string[];
    } & Progress);

export type SessionInProgress = { readonly status: 'inProgress'; readonly open: OpenPresentation } & Progress;
/** `stopsUntil`: the clock stands still until then at most; null when it runs on. */
export type SessionPaused = {
  readonly status: 'paused';
  readonly pausedAt: string;
  readonly stopsUntil: string | null;
} & Progress;
/** Begun and not ended. */
export type RunningSession = Extract<SessionState, { status: 'inProgress' | 'reviewing' | 'paused' }>;

type Progress = {
  /** Number of the last event folded in. */
  readonly seq: number;
  readonly seed: string;
  readonly startedAt: string;
  readonly deadlineAt: string;
  /** What every clock is stretched by. */
  readonly multiplier: number;
  /** Time given back for outages so far, in milliseconds. */
  readonly creditedMs: number;
  /** Last event that the candidate caused, or that gave time back. */
  readonly activeAt: string;
  /** The one device that may answer; null until one has said who it is, and any may. */
  readonly writer: string | null;
  readonly pauses: number;
  readonly bankRevision: number;
  readonly plannedItems: number;
  readonly pilotSlots: readonly number[];
  /** Items exposure control let in, see `encodeFlags`; null when all are. */
  readonly eligible: string | null;
  readonly lastPosition: number;
  readonly answers: readonly Answer[];
  readonly setAside: readonly SetAsidePresentation[];
  readonly withdrawn: readonly string[];
  readonly seenBefore: readonly string[];
  readonly flagged: readonly number[];
  readonly ability: AbilitySummary | null;
  readonly questions: readonly AskedQuestion[];
};

export type OpenPresentation = {
  readonly position: number;
  readonly itemId: string;
  readonly skillId: string;
  readonly presentedAt: string;
  /** End of the item's own time; null when it has none. */
  readonly deadlineAt: string | null;
  readonly predictedSuccess: number;
  readonly pilot: boolean;
  readonly shown: ShownItem;
  readonly sealed: SealedItem;
};

/** `inSightMs`: from when it was shown until it was set aside; its response time. */
export type SetAsidePresentation = OpenPresentation & { readonly inSightMs: number };

export type Answer = GivenAnswer & {
  readonly position: number;
  readonly skillId: string;
  /** Null for an item that was missed. */
  readonly answer: ItemAnswer | null;
  readonly predictedSuccess: number;
  /** Not scored: the item is being tried out. */
  readonly pilot: boolean;
  /** Number of the event it came with; what the answer led to follows it. */
  readonly seq: number;
  readonly responseTimeMs: number;
  /** What whoever reads it needs, while the score is awaited. */
  readonly reading: { readonly shown: ShownItem; readonly sealed: SealedItem } | null;
};

/** Facts and the time they are decided at, as the caller's clock has it. */
export type Decision = readonly SessionEvent[];

export const NEW_SESSION: SessionState = { status: 'created', seq: 0 };

export const isRunning = (state: SessionState): state is RunningSession =>
  state.status === 'inProgress' || state.status === 'reviewing' || state.status === 'paused';

/** The state after one more event. Events already folded in are ignored; a gap is a bug. */
export function foldSession(state: SessionState, event: Recorded<SessionEvent>): SessionState {
  if (event.seq <= state.seq) return state;
  if (event.seq !== state.seq + 1) throw new Error(`Event ${event.seq} does not follow ${state.seq}`);
  const { seq, at } = event;
  switch (event.type) {
    case 'sessionStarted': {
      const { seed, deadlineAt, bankRevision, plannedItems, pilotSlots = [], eligible = null } = event.payload;
      const { multiplier = 1, writer = null, seenBefore = [] } = event.payload;
      return {
        status: 'starting',
        seq,
        seed,
        startedAt: at,
        deadlineAt,
        multiplier,
        creditedMs: 0,
        activeAt: at,
        writer,
        pauses: 0,
        bankRevision,
        plannedItems,
        pilotSlots,
        eligible,
        lastPosition: 0,
        answers: [],
        setAside: [],
        withdrawn: [],
        seenBefore,
        flagged: [],
        ability: null,
        questions: [],
      };
    }
    case 'interviewerSpoke':
      return { ...started(state), seq };
    case 'candidateAsked': {
      const current = started(state);
      const { askId, position, usesModel: usedModel } = event.payload;
      const question: AskedQuestion = { askId, position, seq, repliedSeq: null, at, usedModel };
      return { ...current, seq, activeAt: at, questions: [...current.questions, question] };
    }
    case 'interviewerReplied': {
      const current = started(state);
      const questions = current.questions.map((question) =>
        question.askId === event.payload.askId ? { ...question, repliedSeq: seq } : question,
      );
      return { ...current, seq, questions };
    }
    case 'itemPresented': {
      const { position, itemId, skillId, predictedSuccess, pilot = false, deadlineAt = null } = event.payload;
      const { shown, sealed } = event.payload;
      const open = { position, itemId, skillId, presentedAt: at, deadlineAt, predictedSuccess, pilot, shown, sealed };
      return { ...progressOf(started(state)), status: 'inProgress', seq, lastPosition: position, open };
    }
    case 'responseScored': {
      const { position, answer, points, maxPoints, correct, ability, responseTimeMs, by = 'candidate' } = event.payload;
      const current = running(state);
      const score = { points, maxPoints, correct };
      const activeAt = by === 'candidate' ? at : current.activeAt;
      const answers = withAnswer(current, position, ({ reading, ...item }) => ({
        ...item,
        position,
        answer,
        ...score,
        seq,
        responseTimeMs,
        reading: points === null ? reading : null,
      }));
      return { ...current, seq, ability, activeAt, answers, setAside: without(current.setAside, position) };
    }
    case 'itemMissed': {
      const { position, maxPoints, ability, responseTimeMs } = event.payload;
      const current = running(state);
      const answers = withAnswer(current, position, ({ reading: _reading, ...item }) => ({
        ...item,
        position,
        answer: null,
        points: 0,
        maxPoints,
        correct: false,
        seq,
        responseTimeMs,
        reading: null,
      }));
      return { ...current, seq, ability, answers, setAside: without(current.setAside, position) };
    }
    case 'itemSetAside': {
      const current = inProgress(state);
      const setAside = [...current.setAside, { ...current.open, inSightMs: event.payload.inSightMs }];
      return { ...current, seq, activeAt: at, setAside };
    }
    case 'itemFlagged': {
      const { position, flagged } = event.payload;
      const current = running(state);
      const others = current.flagged.filter((other) => other !== position);
      return { ...current, seq, activeAt: at, flagged: flagged ? [...others, position] : others };
    }
    case 'reviewStarted':
      return { ...progressOf(running(state)), status: 'reviewing', seq };
    case 'sessionPaused': {
      const { stopsUntil, reason } = event.payload;
      const current = inProgress(state);
      const isAsked = reason === 'candidate';
      return {
        ...progressOf(current),
        status: 'paused',
        seq,
        pausedAt: at,
        stopsUntil,
        pauses: current.pauses + (isAsked ? 1 : 0),
        activeAt: isAsked ? at : current.activeAt,
        withdrawn: [...current.withdrawn, current.open.itemId],
      };
    }
    case 'sessionResumed':
      return { ...running(state), seq, deadlineAt: event.payload.deadlineAt, activeAt: at };
    case 'writerChanged':
      return { ...running(state), seq, writer: event.payload.writer, activeAt: at };
    case 'outageCredited': {
      const current = running(state);
      const { creditedMs, deadlineAt, itemDeadlineAt } = event.payload;
      const next = { ...current, seq, activeAt: at, creditedMs: current.creditedMs + creditedMs, deadlineAt };
      return next.status === 'inProgress' ? { ...next, open: { ...next.open, deadlineAt: itemDeadlineAt } } : next;
    }
    case 'gradingStarted':
      return { ...begun(state), seq };
    case 'responseGraded': {
      const current = begun(state);
      const { position, points, correct, ability, report } = event.payload;
      const answers = current.answers.map((given) =>
        given.position === position ? { ...given, points, correct, reading: null } : given,
      );
      const next = { ...current, seq, ability, answers };
      return next.status === 'completed' && report ? { ...next, report } : next;
    }
    case 'sessionCompleted': {
      const { stopReason, report } = event.payload;
      const progress = progressOf(running(state));
      return { ...progress, status: 'completed', seq, stopReason, report, completedAt: at, excluded: [] };
    }
    case 'sessionRescored': {
      if (state.status !== 'completed') throw new Error(`A ${state.status} session is not rescored`);
      const { report, excluded } = event.payload;
      return { ...state, seq, report, excluded };
    }
  }
}

type Begun = Exclude<SessionState, { status: 'created' | 'starting' }>;

function begun(state: SessionState): Begun {
  if (state.status === 'created' || state.status === 'starting')
    throw new Error(`This event cannot follow in a ${state.status} session`);
  return state;
}

function started(state: SessionState): Exclude<SessionState, { status: 'created' | 'completed' }> {
  if (state.status === 'created' || state.status === 'completed')
    throw new Error(`Nothing follows in a ${state.status} session`);
  return state;
}

function running(state: SessionState): RunningSession {
  if (!isRunning(state)) throw new Error(`This event cannot follow in a ${state.status} session`);
  return state;
}

function inProgress(state: SessionState): SessionInProgress {
  if (state.status !== 'inProgress') throw new Error(`This event cannot follow in a ${state.status} session`);
  return state;
}

/** What all states that have begun share, without what belongs to one of them. */
function progressOf(state: Exclude<SessionState, { status: 'created' | 'completed' }>): Progress {
  const {
    status: _status,
    open: _open,
    pausedAt: _at,
    stopsUntil: _until,
    ...progress
  } = {
    open: null,
    pausedAt: null,
    stopsUntil: null,
    ...state,
  };
  return progress;
}

type AnsweredPart = Pick<Answer, 'itemId' | 'skillId' | 'predictedSuccess' | 'pilot' | 'reading'>;

/** The answers with the one at `position`: of the open item, of one set aside, or in the place of an earlier one. */
function withAnswer(state: RunningSession, position: number, make: (item: AnsweredPart) => Answer): Answer[] {
  const earlier = state.answers.find((answer) => answer.position === position);
  if (earlier) return state.answers.map((answer) => (answer === earlier ? make(earlier) : answer));
  const item = waitingAt(state, position);
  if (!item) throw new Error(`No item waits at position ${position}`);
  const { itemId, skillId, predictedSuccess, pilot, shown, sealed } = item;
  return [...state.answers, make({ itemId, skillId, predictedSuccess, pilot, reading: { shown, sealed } })];
}

/** The presentation at a position that waits for its answer: open, or set aside. */
export function waitingAt(state: RunningSession, position: number): OpenPresentation | null {
  const isOpen = state.status === 'inProgress' && state.open.position === position;
  return isOpen ? state.open : (state.setAside.find((item) => item.position === position) ?? null);
}

const without = (items: readonly SetAsidePresentation[], position: number) =>
  items.filter((item) => item.position !== position);
