import type { Judge } from '@/core/evaluation/judge';

/** Scores nearer than this are alike: what these judges measure is too coarse to tell them apart. */
const TIE_POINTS = 3;

/** Both outputs by the same measure. No order is shown to it, so there is none to prefer. */
export function compareByScore(judge: Judge['judge']): NonNullable<Judge['compare']> {
  return async (input, rival, signal) => {
    const mine = await judge(input, signal);
    const other = await judge({ ...input, ...rival }, signal);
    if (mine.status !== 'judged') return mine;
    if (other.status !== 'judged') return other;
    const lead = mine.score - other.score;
    const preferred = Math.abs(lead) < TIE_POINTS ? 'tie' : lead > 0 ? 'output' : 'rival';
    const reason = `Scores ${Math.round(mine.score)} against ${Math.round(other.score)} by the same measure.`;
    return { status: 'preferred', preferred, isConsistent: true, reason, showings: [], usage: null };
  };
}
