import type { Question, Reply } from '@/core/interview/question';
import type { ItemAnswer } from '@/core/items/answer';
import type { ShownItem } from '@/core/items/types/item-type';
import type { StopReason as EngineStopReason } from '@/core/psychometrics/stopping-rule';
import type { SealedItem } from './presented-item';
import type { Rules } from './rules';
import type { ReportedScore, SessionReport } from './session-report';

/** Why a session ended: the stopping rule's reasons, `submitted` when the candidate chose to, `idle` when nobody was there. */
export type StopReason = EngineStopReason | 'submitted' | 'idle';

export type SkillAbility = { readonly theta: number; readonly sd: number };

/** Ability after an answer: the weighted composite and each skill in graph order, theta units. */
export type AbilitySummary = { readonly theta: number; readonly sd: number; readonly skills: readonly SkillAbility[] };

export type InterviewerTurn = {
  readonly kind: 'welcome' | 'transition' | 'encouragement' | 'closing';
  readonly text: string;
};

/** What an answer earned: `points` of `maxPoints`, both whole; null while it is awaited, or if it could not be measured. */
export type AnswerScore = {
  readonly points: number | null;
  readonly maxPoints: number;
  /** All points; null with `points`. */
  readonly correct: boolean | null;
};

/** What a candidate learns in practice. `keyAnswer` is a fully correct answer in the words and letters of what was shown. */
export type AnswerFeedback = AnswerScore & { readonly keyAnswer: ItemAnswer; readonly explanation: string };

export type AnswerOutcome = AnswerScore & { readonly position: number };

export type SessionFeedback = { readonly score: ReportedScore; readonly answers: readonly AnswerOutcome[] };

/** How a score that was awaited came about: a sentence, and the share of the points each criterion got (0 to 1). */
export type Grading = {
  readonly summary: string;
  readonly judges: readonly { readonly name: string; readonly outcome: 'judged' | 'abstained' | 'failed' }[];
  readonly criteria: readonly {
    readonly id: string;
    readonly text: string;
    readonly points: number;
    readonly maxPoints: number;
  }[];
};

/** What a session's log holds. Everything a score rests on is here: replaying the log gives the same score to the bit. */
export type SessionEvent =
  | {
      readonly type: 'sessionStarted';
      readonly payload: {
        readonly seed: string;
        readonly rules: Rules;
        readonly skills: readonly { skillId: string; name: string; weight: number }[];
        readonly bankRevision: number;
        readonly deadlineAt: string;
        readonly plannedItems: number;
        /** Positions that go to unscored pilot items. */
        readonly pilotSlots?: readonly number[];
        /** Which items of the pool exposure control let in, as `encodeFlags` writes it; absent when all are. */
        readonly eligible?: string;
        /** What every clock is stretched by; absent for 1. No observer may learn it, see observed-session.ts. */
        readonly multiplier?: number;
        /** The device that writes; absent when it did not say. */
        readonly writer?: string;
        readonly seenBefore?: readonly string[];
      };
    }
  | { readonly type: 'interviewerSpoke'; readonly payload: InterviewerTurn }
  /** `usesModel`: the reply is being written and comes with an event of its own, later. */
  | { readonly type: 'candidateAsked'; readonly payload: Question & { readonly usesModel: boolean } }
  | { readonly type: 'interviewerReplied'; readonly payload: Reply }
  | {
      readonly type: 'itemPresented';
      readonly payload: {
        readonly position: number;
        readonly itemId: string;
        readonly itemVersion: number;
        readonly variantSeed: string;
        readonly skillId: string;
        /** True for an item that is being tried out: its answer counts for the item, not for the candidate. */
        readonly pilot?: boolean;
        /** Probability of a correct response predicted when the item was chosen. */
        readonly predictedSuccess: number;
        /** End of the item's own time; absent when it has none. */
        readonly deadlineAt?: string;
        readonly shown: ShownItem;
        readonly sealed: SealedItem;
      };
    }
  | {
      readonly type: 'responseScored';
      readonly payload: {
        readonly position: number;
        readonly answer: ItemAnswer;
        readonly points: number | null;
        readonly maxPoints: number;
        readonly correct: boolean | null;
        /** On the standard clock. */
        readonly responseTimeMs: number;
        readonly answered: number;
        readonly ability: AbilitySummary;
        /** `expiry`: a saved choice, counted because the time or the session was over; absent when it was submitted. */
        readonly by?: 'expiry';
        /** What the feedback mode lets the candidate know now; decided here so that no view has to. */
        readonly disclosed: AnswerFeedback | null;
      };
    }
  /** An item that was seen, and left without a choice until its time or the session was over: no points. */
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
  /** The open item waits for later. */
  | { readonly type: 'itemSetAside'; readonly payload: { readonly position: number; readonly inSightMs: number } }
  | { readonly type: 'itemFlagged'; readonly payload: { readonly position: number; readonly flagged: boolean } }
  /** No further item comes: what was set aside can be answered, then it is handed in. */
  | { readonly type: 'reviewStarted'; readonly payload: Readonly<Record<string, never>> }
  /** The open item is withdrawn. `lapsed`: its time ran out where nobody saw it, and the clock goes on. */
  | {
      readonly type: 'sessionPaused';
      readonly payload: {
        readonly position: number;
        readonly reason: 'candidate' | 'lapsed';
        /** The clock stands still until then at most; null when it does not. */
        readonly stopsUntil: string | null;
      };
    }
  | { readonly type: 'sessionResumed'; readonly payload: { readonly deadlineAt: string } }
  /** From here on this device writes. */
  | { readonly type: 'writerChanged'; readonly payload: { readonly writer: string } }
  /** Time given back for having had no connected device since `awaySince`. */
  | {
      readonly type: 'outageCredited';
      readonly payload: {
        readonly awaySince: string;
        readonly creditedMs: number;
        readonly deadlineAt: string;
        readonly itemDeadlineAt: string | null;
      };
    }
  /** Someone began to read an answer whose score is awaited. May come more than once: reading resumes after a failure. */
  | { readonly type: 'gradingStarted'; readonly payload: { readonly position: number } }
  /** An awaited score came, or (`points` null) will not come, for the reason in `grading.summary`. Also after completion. */
  | {
      readonly type: 'responseGraded';
      readonly payload: {
        readonly position: number;
        readonly points: number | null;
        readonly maxPoints: number;
        readonly correct: boolean | null;
        readonly grading: Grading;
        readonly ability: AbilitySummary;
        /** The report with this score, if the session is completed. */
        readonly report: SessionReport | null;
        readonly disclosed: AnswerFeedback | null;
        /** What replaces the feedback of the session's end, if it is completed and the mode discloses. */
        readonly disclosedSession: SessionFeedback | null;
      };
    }
  | {
      readonly type: 'sessionCompleted';
      readonly payload: {
        readonly stopReason: StopReason;
        readonly report: SessionReport;
        /** What the feedback mode lets the candidate know at the end. */
        readonly disclosed: SessionFeedback | null;
      };
    }
  /** A person had a completed session scored again without items that turned out to be unfit. */
  | {
      readonly type: 'sessionRescored';
      readonly payload: {
        readonly excluded: readonly string[];
        readonly reason: string;
        readonly actorId: string;
        readonly previous: SessionReport;
        readonly report: SessionReport;
        readonly disclosed: SessionFeedback | null;
      };
    };

/** An event as the log has it. */
export type Recorded<E> = E & { readonly seq: number; readonly at: string };
