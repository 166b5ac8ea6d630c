import type { StopReason as EngineStopReason } from '@/core/psychometrics/stopping-rule';
import type { SealedItem, ShownItem } from './presented-item';
import type { Rules } from './rules';
import type { ReportedScore, SessionReport } from './session-report';

/** Why a session ended: the stopping rule's reasons, or `submitted` when the candidate chose to. */
export type StopReason = EngineStopReason | 'submitted';

export type SkillAbility = { readonly theta: number; readonly sd: number };

/** Ability after an answer: the weighted composite and each skill in graph order, theta units. */
export type AbilitySummary = { readonly theta: number; readonly sd: number; readonly skills: readonly SkillAbility[] };

export type InterviewerTurn = {
  readonly kind: 'welcome' | 'transition' | 'encouragement' | 'closing';
  readonly text: string;
};

export type AnswerFeedback = { readonly correct: boolean; readonly keyId: string; readonly explanation: string };

export type SessionFeedback = {
  readonly score: ReportedScore;
  readonly answers: readonly { readonly position: number; readonly correct: boolean }[];
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
      };
    }
  | { readonly type: 'interviewerSpoke'; readonly payload: InterviewerTurn }
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
        readonly shown: ShownItem;
        readonly sealed: SealedItem;
      };
    }
  | {
      readonly type: 'responseScored';
      readonly payload: {
        readonly position: number;
        readonly optionId: string;
        readonly correct: boolean;
        readonly responseTimeMs: number;
        readonly answered: number;
        readonly ability: AbilitySummary;
        /** What the feedback mode lets the candidate know now; decided here so that no view has to. */
        readonly disclosed: AnswerFeedback | null;
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
    };

/** An event as the log has it. */
export type Recorded<E> = E & { readonly seq: number; readonly at: string };
