import { z } from 'zod';
import { CandidateApplicationSchema } from './application';
import { SessionFeedback } from './session';

/** `test_id` is what the sockets of `/ws/assessment` name the assessment by. */
export const MyAssessment = CandidateApplicationSchema.extend({ test_id: z.number().int() }).meta({
  id: 'MyAssessment',
});

export const StartAssessment = z
  .object({ consent: z.boolean(), new_attempt: z.boolean().default(false) })
  .meta({ id: 'StartAssessment' });

export const AssessmentStarted = z
  .object({
    session_id: z.uuid(),
    status: z.enum(['created', 'inProgress', 'completed']),
    deadline_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AssessmentStarted' });

/** `feedback` is null where the assessment does not show results. */
export const AssessmentResults = z
  .object({
    session_id: z.uuid(),
    title: z.string(),
    answered: z.number().int(),
    stop_reason: z.string().nullable(),
    feedback: SessionFeedback.nullable(),
  })
  .meta({ id: 'AssessmentResults' });
