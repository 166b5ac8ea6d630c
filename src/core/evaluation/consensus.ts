import { type ConsensusRule, consensusBy, type WeightedScore } from '@/core/statistics/consensus-rules';
import { meanOfRaters } from '@/core/statistics/intervals';
import { notMeasured, type Statistic } from '@/core/statistics/statistic';

/** How a panel turned out: judges asked, of these how many answered, had nothing to judge, failed, are still at it. */
export type Turnout = { asked: number; answered: number; abstained: number; failed: number; pending: number };

export type Quorum = { needed: number; isMet: boolean; isSingleJudge: boolean };

/**
 * How many answers make a consensus: as many as the run asks for, but no more than there are judges with something to judge. A
 * judge that abstains has looked and is not missed; one that failed is.
 */
export function quorumOf(turnout: Turnout, wanted: number): Quorum {
  const needed = Math.max(1, Math.min(wanted, turnout.asked - turnout.abstained));
  return { needed, isMet: turnout.answered >= needed, isSingleJudge: turnout.answered === 1 };
}

/**
 * The panel's score, 0..100, over judges that answered, by the rule named; the mean has the interval so few can carry. Below the
 * quorum there is none. Self-stated confidence is no weight: nothing shows that it helps.
 */
export function consensusOf(
  scores: readonly WeightedScore[],
  turnout: Turnout,
  wanted: number,
  rule: ConsensusRule = 'mean',
): Statistic {
  const quorum = quorumOf(turnout, wanted);
  if (!quorum.isMet) {
    const waiting = turnout.pending > 0 ? `, ${turnout.pending} still at work` : '';
    const reason = `${turnout.answered} of ${turnout.asked} judges answered${waiting}; ${quorum.needed} ${quorum.needed === 1 ? 'is' : 'are'} needed`;
    return notMeasured(reason, scores.length);
  }
  if (rule === 'mean')
    return meanOfRaters(
      scores.map(({ score }) => score),
      { low: 0, high: 100 },
    );
  const value = consensusBy(rule, scores);
  return value.value === null ? value : { ...value, noInterval: 'an interval is given for the mean only' };
}
