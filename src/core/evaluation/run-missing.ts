import type { RunState } from './run';

/**
 * What an ended run could still do: judges that failed, or that were never heard, and claims without a verdict.
 * @param judgeIds only these judges and no claims; null everything.
 * @returns null when nothing is missing.
 */
export function whatIsMissing(
  state: RunState,
  judgeIds: readonly string[] | null,
): { judgeIds: string[]; claimIds: string[] } | null {
  const unheard = state.judges.filter(({ status }) => status !== 'judged' && status !== 'abstained');
  const uncompared = state.preferences.filter(({ outcome }) => outcome.status === 'failed');
  const all = new Set([...unheard.map(({ judge }) => judge.id), ...uncompared.map(({ judgeId }) => judgeId)]);
  const wanted = [...all].filter((id) => judgeIds === null || judgeIds.includes(id));
  const claimIds = judgeIds === null ? state.unverified.map(({ claimId }) => claimId) : [];
  const isCutShort = state.status !== 'completed' && judgeIds === null;
  return wanted.length === 0 && claimIds.length === 0 && !isCutShort ? null : { judgeIds: wanted, claimIds };
}
