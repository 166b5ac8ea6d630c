import { z } from 'zod';
import { DEFAULT_RULES } from '@/core/assessment/rules';

/** What crosses the wire about assessments, between recruiters and the server. */
const Instant = z.iso.datetime();
export const AssessmentId = z.uuid('an assessment id');

/** Longest job description read, in characters. */
export const MAX_JOB_DESCRIPTION = 20_000;
export const JobDescription = z.string().trim().min(1, 'Paste a job description.').max(MAX_JOB_DESCRIPTION);

export const SkillGraphSchema = z.object({
  nodes: z
    .array(z.object({ skillId: z.string().min(1), name: z.string().min(1), priority: z.enum(['H', 'M', 'L']) }))
    .min(1, 'Choose at least one skill.')
    .max(24),
  edges: z.array(z.object({ from: z.string().min(1), to: z.string().min(1) })).max(200),
});

/** On the 200 to 800 scale. */
const CutScore = z.number().min(200).max(800);
const Budget = z.number().int().min(1).max(20);

export const RulesSchema = z.object({
  timeLimitMs: z
    .number()
    .int()
    .min(60_000, 'The time limit is at least a minute.')
    .max(8 * 3_600_000),
  minItems: z.number().int().min(1).max(100),
  maxItems: z.number().int().min(1).max(100),
  feedbackMode: z.enum(['none', 'afterSession', 'full']),
  pilotShare: z.number().min(0).max(0.2).default(0),
  exposureCap: z.number().min(0.05).max(1).nullable().default(null),
  itemTimeLimitMs: z.number().int().nullable().default(DEFAULT_RULES.itemTimeLimitMs),
  outageCreditMs: z.number().int().nonnegative().default(DEFAULT_RULES.outageCreditMs),
  maxPauses: z.number().int().nonnegative().default(DEFAULT_RULES.maxPauses),
  maxPauseMs: z.number().int().positive().default(DEFAULT_RULES.maxPauseMs),
  idleLimitMs: z.number().int().nullable().default(DEFAULT_RULES.idleLimitMs),
  allowsReview: z.boolean().default(DEFAULT_RULES.allowsReview),
  maxAttempts: z.number().int().positive().default(DEFAULT_RULES.maxAttempts),
  applyUntil: Instant.nullable().default(DEFAULT_RULES.applyUntil),
  onlyShortlisted: z.boolean().default(DEFAULT_RULES.onlyShortlisted),
  ruleSet: z.enum(['adaptive', 'plain']).default('adaptive'),
  criterion: z.enum(['varianceDrop', 'MFI', 'MLWI', 'MPWI', 'KL', 'KLP', 'MEPV']).default('varianceDrop'),
  randomisation: z.enum(['best', 'progressive']).default('best'),
  cutScores: z
    .object({ composite: CutScore.nullable(), skills: z.record(z.string().min(1), CutScore) })
    .default({ composite: null, skills: {} }),
  plainBudgets: z.object({ H: Budget, M: Budget, L: Budget }).default(DEFAULT_RULES.plainBudgets),
});

export const AssessmentDraftSchema = z.object({
  title: z.string().trim().min(1, 'Give it a title.').max(200),
  jobDescription: z.string().trim().max(MAX_JOB_DESCRIPTION),
  graph: SkillGraphSchema,
  rules: RulesSchema,
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
});
export type AssessmentDraftInput = z.infer<typeof AssessmentDraftSchema>;

const AssessmentStatus = z.enum(['preparing', 'draft', 'scheduled', 'live', 'ended']);

export const AssessmentSchema = AssessmentDraftSchema.extend({
  id: z.string(),
  number: z.number(),
  status: AssessmentStatus,
  createdAt: Instant,
  publishedAt: Instant.nullable(),
});
export type AssessmentOutput = z.infer<typeof AssessmentSchema>;

export const AssessmentListEntry = z.object({
  id: z.string(),
  title: z.string(),
  status: AssessmentStatus,
  createdAt: Instant,
  skills: z.array(z.string()),
  invited: z.number(),
  running: z.number(),
  completed: z.number(),
});

export const Invite = z.object({
  assessmentId: AssessmentId,
  email: z.email('An e-mail address, such as name@example.org.').max(254),
  name: z.string().trim().min(1, 'The candidate needs a name.').max(200),
});

export const ApplicationEntry = z.object({
  applicationId: z.string(),
  invitedAt: Instant,
  isShortlisted: z.boolean(),
  name: z.string(),
  email: z.string(),
  linkExpiresAt: Instant.nullable(),
  sessionId: z.string().nullable(),
});

const Mention = z.object({ term: z.string(), start: z.number(), end: z.number() });

/** What was read from a job description: a graph to edit, where each skill stands in the text, and what the bank lacks. */
export const SkillSuggestionSchema = z.object({
  graph: SkillGraphSchema,
  matches: z.array(z.object({ skillId: z.string(), evidence: z.array(Mention).readonly() })).readonly(),
  unassessable: z.array(z.object({ name: z.string(), evidence: z.array(Mention).readonly() })).readonly(),
  /** How it was read, when that is not as configured; a sentence for people. */
  note: z.string().nullable(),
});
export type SkillSuggestion = z.infer<typeof SkillSuggestionSchema>;
