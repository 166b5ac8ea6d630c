import type { CandidateApplicationOutput } from '@/protocol/application';

/**
 * Where a candidate stands with one assessment, which decides what their pages offer.
 *
 *     notYetOpen --opensAt--> toDo --start--> inProgress --end--> done
 *                             toDo --closesAt or ended--> closed
 *
 * `withdrawn`: it was never published, or no longer is. `notAdmitted`: it runs, but not for this candidate, or not yet.
 */
export type Stage = 'toDo' | 'notYetOpen' | 'closed' | 'withdrawn' | 'notAdmitted' | 'inProgress' | 'done';

type Refusal = NonNullable<CandidateApplicationOutput['refusal']>['code'];

const STAGE_OF_REFUSAL = {
  assessment_not_open: 'withdrawn',
  assessment_not_yet_open: 'notYetOpen',
  assessment_closed: 'closed',
  applied_too_late: 'notAdmitted',
  not_shortlisted: 'notAdmitted',
  no_attempts_left: 'done',
} as const satisfies Record<Refusal, Stage>;

/** Says beforehand what the server will decide when someone starts: it is the server's own answer. */
export function stageOf({ session, refusal }: Pick<CandidateApplicationOutput, 'session' | 'refusal'>): Stage {
  if (session?.status === 'completed') return 'done';
  if (session?.status === 'inProgress') return 'inProgress';
  return refusal ? STAGE_OF_REFUSAL[refusal.code] : 'toDo';
}
