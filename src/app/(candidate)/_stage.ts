import type { CandidateApplicationOutput } from '@/protocol/application';

/**
 * Where a candidate stands with one assessment, which decides what their pages offer.
 *
 *     notYetOpen --opensAt--> toDo --start--> inProgress --end--> done
 *                             toDo --closesAt or ended--> closed
 *
 * `withdrawn`: it was never published, or no longer is.
 */
export type Stage = 'toDo' | 'notYetOpen' | 'closed' | 'withdrawn' | 'inProgress' | 'done';

type Standing = Pick<CandidateApplicationOutput, 'status' | 'opensAt' | 'closesAt' | 'session'>;

/** The server decides anew when someone starts; this is for saying beforehand what it will decide. */
export function stageOf({ status, opensAt, closesAt, session }: Standing, now: Date): Stage {
  if (session?.status === 'completed') return 'done';
  if (session?.status === 'inProgress') return 'inProgress';
  if (status === 'preparing' || status === 'draft') return 'withdrawn';
  if (opensAt && Date.parse(opensAt) > now.getTime()) return 'notYetOpen';
  if (status === 'ended' || (closesAt && Date.parse(closesAt) <= now.getTime())) return 'closed';
  return 'toDo';
}
