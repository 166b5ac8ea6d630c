import { z } from 'zod';
import { type Accommodation, NO_ACCOMMODATION } from '@/core/assessment/accommodation';
import type { CandidateEvent, CandidateView } from '@/core/assessment/candidate-view';
import type { ObservedEvent, ObservedSession } from '@/core/assessment/observed-session';
import type { ReportedScore, ReportedSkill, SessionReport } from '@/core/assessment/session-report';
import type { PlainScore } from '@/core/psychometrics/plain-rules';
import { ItemAnswerSchema, ShownItemSchema } from './item';

/**
 * What crosses the wire about sessions. Objects are closed: a field that is not named here is stripped on its way out, so
 * that adding one to the log does not add it to a page. The `satisfies` lines tie each schema to the type core reasons with.
 */
const Instant = z.iso.datetime();
export const SessionId = z.uuid('a session id');

// ---------- from the candidate

/** A device's own random name, by which it is known as the one that writes; null for one that does not say. */
const DeviceName = z.string().min(8).max(64).nullable().default(null);
const Position = z.number().int().min(1).max(1_000);
/** A command of one session from one device. */
export const SessionCommand = z.object({ sessionId: SessionId, writer: DeviceName });
export const TakeOver = z.object({ sessionId: SessionId, writer: DeviceName.unwrap().unwrap() });
export const SetAside = SessionCommand.extend({ position: Position });
export const FlagItem = SessionCommand.extend({ position: Position, flagged: z.boolean() });
/** Without an answer it says that the item is on the screen. */
export const SaveSelection = SessionCommand.extend({ position: Position, answer: ItemAnswerSchema.nullable() });

export const AccommodationSchema = z.object({
  language: z.boolean(),
  condition: z.boolean(),
}) satisfies z.ZodType<Accommodation>;

/** Starting again what runs already leads to it. `isNewAttempt` asks for another attempt after one that has ended. */
export const StartSession = z.object({
  applicationId: z.uuid(),
  consent: z.boolean(),
  accommodation: AccommodationSchema.default(NO_ACCOMMODATION),
  isNewAttempt: z.boolean().default(false),
  writer: DeviceName,
});

/** `position` names the presentation; together they make an answer that may be sent any number of times. */
export const SubmitResponse = SessionCommand.extend({ position: Position, answer: ItemAnswerSchema });

/** `lastEventId` is the number of the last event the client has, as its transport repeats it on reconnecting. */
export const FollowSession = z.object({
  sessionId: SessionId,
  lastEventId: z.coerce.number().int().nonnegative().default(0),
});

/** `askId` is made by the page; the length of `text` is refused in words by the interviewer, this bound is for the wire. */
export const AskInterviewer = z.object({ sessionId: SessionId, askId: z.uuid(), text: z.string().max(10_000) });

// ---------- parts

const InterviewerTurn = z.object({
  kind: z.enum(['welcome', 'transition', 'encouragement', 'closing']),
  text: z.string(),
});
const Question = z.object({ askId: z.string(), position: z.number().nullable(), text: z.string() });
const FeedbackMode = z.enum(['none', 'afterSession', 'full']);
const StopReason = z.enum([
  'precisionReached',
  'classified',
  'gainTooSmall',
  'maximumItems',
  'timeExpired',
  'bankExhausted',
  'submitted',
  'idle',
]);
export const ReportedScoreSchema = z.union([
  z.object({ value: z.number(), low: z.number(), high: z.number(), theta: z.number(), sd: z.number() }),
  z.object({ value: z.null(), reason: z.enum(['noAnswers', 'noScores']) }),
]) satisfies z.ZodType<ReportedScore>;
const AnswerScore = z.object({ points: z.number().nullable(), maxPoints: z.number(), correct: z.boolean().nullable() });
const AnswerFeedback = AnswerScore.extend({ keyAnswer: ItemAnswerSchema, explanation: z.string() });
const AnswerOutcome = AnswerScore.extend({ position: z.number() });
export const SessionFeedback = z.object({ score: ReportedScoreSchema, answers: z.array(AnswerOutcome).readonly() });
const Grading = z.object({
  summary: z.string(),
  judges: z.array(z.object({ name: z.string(), outcome: z.enum(['judged', 'abstained', 'failed']) })).readonly(),
  criteria: z
    .array(z.object({ id: z.string(), text: z.string(), points: z.number(), maxPoints: z.number() }))
    .readonly(),
});
const SkillAbility = z.object({ theta: z.number(), sd: z.number() });
const AbilitySummary = SkillAbility.extend({ skills: z.array(SkillAbility).readonly() });
const NamedSkill = z.object({ skillId: z.string(), name: z.string(), weight: z.number() });
const ReportedSkillSchema = NamedSkill.extend({
  score: ReportedScoreSchema,
  ownSd: z.number(),
  scoredItems: z.number(),
  label: z.enum(['belowCut', 'nearCut', 'aboveCut', 'insufficientEvidence']),
  cutScore: z.number().exactOptional(),
}) satisfies z.ZodType<ReportedSkill>;
const PlainScoreSchema = z.object({
  points: z.number(),
  possiblePoints: z.number(),
  percent: z.number(),
  levels: z
    .array(
      z.object({
        priority: z.enum(['H', 'M', 'L']),
        weight: z.number(),
        skills: z.number(),
        percent: z.number(),
      }),
    )
    .readonly(),
  skills: z
    .array(z.object({ skillId: z.string(), answered: z.number(), budget: z.number(), percent: z.number() }))
    .readonly(),
}) satisfies z.ZodType<PlainScore>;
export const SessionReportSchema = z.object({
  answered: z.number(),
  unscored: z.number(),
  composite: ReportedScoreSchema,
  skills: z.array(ReportedSkillSchema).readonly(),
  cutScore: z.number().exactOptional(),
  plain: PlainScoreSchema.exactOptional(),
}) satisfies z.ZodType<SessionReport>;

const event = <T extends string, P extends z.ZodType>(type: T, payload: P) =>
  z.object({ seq: z.number(), at: Instant, type: z.literal(type), payload });

// ---------- to the candidate

const Conduct = z.object({
  itemTimeLimitMs: z.number().nullable(),
  outageCreditMs: z.number(),
  maxPauses: z.number(),
  maxPauseMs: z.number(),
  idleLimitMs: z.number().nullable(),
  allowsReview: z.boolean(),
  mayChangeAnswers: z.boolean(),
  isAdaptive: z.boolean(),
});
const PauseReason = z.enum(['candidate', 'lapsed']);
const Nothing = z.object({});
const Deadlines = z.object({ deadlineAt: Instant, itemDeadlineAt: Instant.nullable() });

export const CandidateEventSchema = z.discriminatedUnion('type', [
  event(
    'sessionStarted',
    z.object({
      deadlineAt: Instant,
      timeLimitMs: z.number(),
      plannedItems: z.number(),
      feedbackMode: FeedbackMode,
      conduct: Conduct,
      writer: z.string().nullable(),
    }),
  ),
  event('interviewerSpoke', InterviewerTurn),
  event('candidateAsked', Question),
  event('interviewerReplied', z.object({ askId: z.string(), text: z.string() })),
  event('itemPresented', z.object({ position: z.number(), deadlineAt: Instant.nullable(), shown: ShownItemSchema })),
  event(
    'responseRecorded',
    z.object({
      position: z.number(),
      answer: ItemAnswerSchema,
      answered: z.number(),
      isAwaited: z.boolean(),
      feedback: AnswerFeedback.nullable(),
    }),
  ),
  event('itemMissed', z.object({ position: z.number(), answered: z.number() })),
  event('itemSetAside', z.object({ position: z.number() })),
  event('itemFlagged', z.object({ position: z.number(), flagged: z.boolean() })),
  event('reviewStarted', Nothing),
  event('sessionPaused', z.object({ position: z.number(), reason: PauseReason, stopsUntil: Instant.nullable() })),
  event('sessionResumed', z.object({ deadlineAt: Instant })),
  event('writerChanged', z.object({ writer: z.string() })),
  event('outageCredited', Deadlines.extend({ creditedMs: z.number() })),
  event('gradingStarted', z.object({ position: z.number() })),
  event(
    'responseGraded',
    z.object({
      position: z.number(),
      feedback: AnswerFeedback.nullable(),
      sessionFeedback: SessionFeedback.nullable(),
    }),
  ),
  event('sessionCompleted', z.object({ stopReason: StopReason, feedback: SessionFeedback.nullable() })),
  event('sessionRescored', z.object({ feedback: SessionFeedback.nullable() })),
]) satisfies z.ZodType<CandidateEvent>;

/** The answer to a command: everything it led to, in order, and the server's clock. */
export const CandidateStepSchema = z.object({ events: z.array(CandidateEventSchema), serverNow: Instant });

export const CandidateViewSchema = z.object({
  seq: z.number(),
  status: z.enum(['created', 'inProgress', 'completed']),
  deadlineAt: Instant.nullable(),
  timeLimitMs: z.number(),
  plannedItems: z.number(),
  answered: z.number(),
  feedbackMode: FeedbackMode,
  conduct: Conduct,
  writer: z.string().nullable(),
  pause: z.object({ reason: PauseReason, since: Instant, stopsUntil: Instant.nullable() }).nullable(),
  pausesTaken: z.number(),
  isReviewing: z.boolean(),
  creditedMs: z.number(),
  conversation: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('interviewer'), seq: z.number(), turn: InterviewerTurn }),
        Question.extend({ kind: z.literal('question'), seq: z.number(), reply: z.string().nullable() }),
        z.object({
          kind: z.literal('item'),
          seq: z.number(),
          position: z.number(),
          shown: ShownItemSchema,
          deadlineAt: Instant.nullable(),
          standing: z.enum(['open', 'setAside', 'answered', 'withdrawn', 'missed']),
          isFlagged: z.boolean(),
          response: z
            .object({
              answer: ItemAnswerSchema,
              reading: z.enum(['none', 'awaited', 'reading', 'read']),
              feedback: AnswerFeedback.nullable(),
            })
            .nullable(),
        }),
      ]),
    )
    .readonly(),
  stopReason: StopReason.nullable(),
  feedback: SessionFeedback.nullable(),
}) satisfies z.ZodType<CandidateView>;

/** `saved` is what the candidate has chosen for items that wait, and not submitted. */
export const CandidateSnapshotSchema = z.object({
  view: CandidateViewSchema,
  saved: z.array(z.object({ position: z.number(), answer: ItemAnswerSchema })),
  title: z.string(),
  serverNow: Instant,
});

// ---------- to the recruiter

export const ObservedEventSchema = z.discriminatedUnion('type', [
  event(
    'sessionStarted',
    z.object({ timeLimitMs: z.number(), plannedItems: z.number(), skills: z.array(NamedSkill).readonly() }),
  ),
  event('interviewerSpoke', InterviewerTurn),
  event('candidateAsked', Question),
  event(
    'interviewerReplied',
    z.object({
      askId: z.string(),
      by: z.enum(['rules', 'model']),
      instead: z.enum(['failed', 'timeout', 'withheld', 'interrupted']).nullable(),
      help: z.enum(['none', 'givenHint']),
      text: z.string().nullable(),
    }),
  ),
  event(
    'itemPresented',
    z.object({
      position: z.number(),
      itemId: z.string(),
      skillId: z.string(),
      pilot: z.boolean(),
      shown: ShownItemSchema,
    }),
  ),
  event(
    'responseScored',
    AnswerOutcome.extend({
      answer: ItemAnswerSchema,
      responseTimeMs: z.number(),
      answered: z.number(),
      ability: AbilitySummary,
    }),
  ),
  event(
    'itemMissed',
    z.object({
      position: z.number(),
      maxPoints: z.number(),
      responseTimeMs: z.number(),
      answered: z.number(),
      ability: AbilitySummary,
    }),
  ),
  event('itemSetAside', z.object({ position: z.number() })),
  event('itemFlagged', z.object({ position: z.number(), flagged: z.boolean() })),
  event('reviewStarted', Nothing),
  event('sessionPaused', z.object({ position: z.number(), reason: PauseReason })),
  event('sessionResumed', Nothing),
  event('writerChanged', Nothing),
  event('outageCredited', Nothing),
  event('gradingStarted', z.object({ position: z.number() })),
  event(
    'responseGraded',
    AnswerOutcome.extend({ grading: Grading, ability: AbilitySummary, report: SessionReportSchema.nullable() }),
  ),
  event('sessionCompleted', z.object({ stopReason: StopReason, report: SessionReportSchema })),
  event(
    'sessionRescored',
    z.object({
      excluded: z.array(z.string()).readonly(),
      reason: z.string(),
      previous: SessionReportSchema,
      report: SessionReportSchema,
    }),
  ),
]) satisfies z.ZodType<ObservedEvent>;

export const ObservedSessionSchema = z.object({
  seq: z.number(),
  timeLimitMs: z.number().nullable(),
  isPaused: z.boolean(),
  plannedItems: z.number(),
  answered: z.number(),
  skills: z.array(NamedSkill).readonly(),
  ability: AbilitySummary.nullable(),
  stopReason: StopReason.nullable(),
  report: SessionReportSchema.nullable(),
  events: z.array(ObservedEventSchema).readonly(),
}) satisfies z.ZodType<ObservedSession>;

/** One line of the live page. Instants are ISO texts on the standard clock; ability in theta units; null until there is one. */
export const LiveSessionSchema = z.object({
  sessionId: z.string(),
  candidateName: z.string(),
  candidateEmail: z.string(),
  status: z.enum(['created', 'inProgress', 'completed']),
  answered: z.number(),
  theta: z.number().nullable(),
  thetaSd: z.number().nullable(),
  stopReason: z.string().nullable(),
  /** Null while it runs: beside the present time it would tell what more time somebody has. */
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  /** From the start to what happened last, on the standard clock. */
  timeUsedMs: z.number(),
  connected: z.boolean(),
  /** It was connected a moment ago, and its time is being given back as agreed. */
  isReconnecting: z.boolean(),
  isPaused: z.boolean(),
});
export type LiveSession = z.infer<typeof LiveSessionSchema>;
