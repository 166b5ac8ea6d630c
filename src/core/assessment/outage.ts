import { instantOf, outageCredit } from './clock';
import type { Exam } from './exam';
import { type Decision, isRunning, type SessionState } from './session';

/** A page that is loaded anew is away for a moment: no outage. */
const SHORTEST_OUTAGE_MS = 5_000;

/**
 * A device is back after none was connected since `awaySince`: the time is given back, up to the cap of the rules, to the
 * session and to the open item. Decided from stored facts alone, and at most once for the same time: what has been given
 * moves `activeAt`. Nothing is given in a pause, whose clock stands still or runs for another reason.
 */
export function creditOutage(state: SessionState, exam: Exam, awaySince: Date, now: Date): Decision {
  if (!isRunning(state) || state.status === 'paused') return [];
  if (now.getTime() - Math.max(awaySince.getTime(), Date.parse(state.activeAt)) < SHORTEST_OUTAGE_MS) return [];
  const creditedMs = outageCredit(exam.rules, state, awaySince, now);
  if (creditedMs === 0) return [];
  const moved = (deadline: string) => instantOf(Date.parse(deadline) + creditedMs);
  const itemDeadlineAt = state.status === 'inProgress' && state.open.deadlineAt ? moved(state.open.deadlineAt) : null;
  return [
    {
      type: 'outageCredited',
      payload: { awaySince: awaySince.toISOString(), creditedMs, deadlineAt: moved(state.deadlineAt), itemDeadlineAt },
    },
  ];
}
