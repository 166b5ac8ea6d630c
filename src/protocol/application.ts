import { z } from 'zod';
import type { StartRefusal } from '@/core/assessment/start-standing';
import { RulesSchema } from './assessment';
import { AccommodationSchema } from './session';

const Instant = z.iso.datetime();

/** A line of the candidate's portal. */
export const CandidateApplicationSchema = z.object({
  applicationId: z.string(),
  organisationName: z.string(),
  /** The assessment's short number, its `test_id` for the older clients. */
  number: z.number().int(),
  title: z.string(),
  status: z.enum(['preparing', 'draft', 'scheduled', 'live', 'ended']),
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  session: z
    .object({
      sessionId: z.string(),
      status: z.enum(['created', 'inProgress', 'completed']),
      deadlineAt: Instant.nullable(),
    })
    .nullable(),
  attemptsLeft: z.number(),
  /** Why no attempt can be started now; null when one can. */
  refusal: z
    .object({
      code: z.enum([
        'assessment_not_open',
        'assessment_not_yet_open',
        'assessment_closed',
        'applied_too_late',
        'not_shortlisted',
        'no_attempts_left',
      ]) satisfies z.ZodType<StartRefusal>,
      message: z.string(),
    })
    .nullable(),
});
export type CandidateApplicationOutput = z.infer<typeof CandidateApplicationSchema>;

/** What a candidate reads before starting: nothing about which items will come, nor what is decided by the result. */
export const InstructionsSchema = CandidateApplicationSchema.extend({
  rules: RulesSchema.omit({
    pilotShare: true,
    exposureCap: true,
    ruleSet: true,
    criterion: true,
    randomisation: true,
    cutScores: true,
    plainBudgets: true,
  }),
  /** Earlier answers can be changed until it is handed in. */
  mayChangeAnswers: z.boolean(),
  /** Items follow the answers before them; else everyone gets as many of each skill. */
  isAdaptive: z.boolean(),
  skills: z.array(z.string()),
  /** What the candidate declared when last starting; nobody else is told. */
  accommodation: AccommodationSchema,
});
export type InstructionsOutput = z.infer<typeof InstructionsSchema>;

export const InvitationToken = z.object({ token: z.string().min(1).max(200) });

export const InvitationPreviewSchema = z.object({
  organisationName: z.string(),
  title: z.string(),
  candidateName: z.string(),
  applicationId: z.string(),
  signsIn: z.boolean(),
});
