import { mean } from '@/core/statistics/moments';
import type { VerdictLabel } from './claim';
import type { Turnout } from './consensus';
import type { ClaimOpinion, Judgement } from './judge';
import type { JudgeState } from './run';

/** One judge's answer, drawn together over its repeats: `scores` in order of the repeats that answered. */
export type PanelAnswer = {
  judgeId: string;
  scores: readonly number[];
  score: number;
  confidence: number;
  judgements: readonly Judgement[];
  opinions: ReadonlyMap<string, ClaimOpinion>;
};

/** Who a planned judge is, apart from which repeat. */
export const judgeOf = ({ judge }: JudgeState): string => judge.of ?? judge.id;

/** The panel's answers, one a judge however often it was asked, in the order of the plan. */
export function panelAnswers(judges: readonly JudgeState[]): PanelAnswer[] {
  return [...Map.groupBy(judges, judgeOf)].flatMap(([judgeId, states]): PanelAnswer[] => {
    const judgements = states.flatMap((state) => (state.status === 'judged' ? [state.judgement] : []));
    if (judgements.length === 0) return [];
    const scores = judgements.map(({ score }) => score);
    const confidence = mean(judgements.map((judgement) => judgement.confidence));
    return [{ judgeId, scores, score: mean(scores), confidence, judgements, opinions: opinionsOf(judgements) }];
  });
}

/** A judge counts as answered when one of its repeats did. */
export function turnoutOf(judges: readonly JudgeState[]): Turnout {
  const standings = [...Map.groupBy(judges, judgeOf).values()].map((states) => {
    const has = (status: JudgeState['status']) => states.some((state) => state.status === status);
    if (has('judged')) return 'answered';
    if (has('waiting') || has('running')) return 'pending';
    return has('abstained') ? 'abstained' : 'failed';
  });
  const count = (standing: string) => standings.filter((other) => other === standing).length;
  return {
    asked: standings.length,
    answered: count('answered'),
    abstained: count('abstained'),
    failed: count('failed'),
    pending: count('pending'),
  };
}

/** By claim: the mean probability and the label given most often, of equally frequent ones the one given first. */
function opinionsOf(judgements: readonly Judgement[]): Map<string, ClaimOpinion> {
  if (judgements.length === 1) return new Map(judgements[0]!.opinions.map((opinion) => [opinion.claimId, opinion]));
  const byClaim = Map.groupBy(
    judgements.flatMap(({ opinions }) => opinions),
    ({ claimId }) => claimId,
  );
  return new Map(
    [...byClaim].map(([claimId, opinions]) => {
      const stated = opinions.map(({ probability }) => probability).filter((probability) => probability !== null);
      const probability = stated.length === 0 ? null : mean(stated);
      return [claimId, { claimId, label: modalLabel(opinions), probability }];
    }),
  );
}

function modalLabel(opinions: readonly ClaimOpinion[]): VerdictLabel {
  const groups = [...Map.groupBy(opinions, ({ label }) => label).values()];
  return groups.reduce((most, group) => (group.length > most.length ? group : most))[0]!.label;
}
