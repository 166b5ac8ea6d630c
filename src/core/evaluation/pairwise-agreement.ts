import { rawAgreement } from '@/core/statistics/agreement';
import { notMeasured, type Statistic } from '@/core/statistics/statistic';
import { panelAnswers } from './panel-answers';
import type { RunState } from './run';
import { opinionUnits } from './run-summary';

export type PairwiseAgreement = {
  /** The verifier first, then every judge of the plan in its order. `id` null is the verifier. */
  labellers: readonly { id: string | null; name: string }[];
  /** By labeller, then labeller; null on the diagonal. n counts the claims both labelled. */
  cells: readonly (readonly (Statistic | null)[])[];
};

/** How often any two of verifier and judges give a claim the same label. Not corrected for chance. */
export function pairwiseAgreement(state: Pick<RunState, 'plan' | 'claims' | 'verdicts' | 'judges'>): PairwiseAgreement {
  const answers = panelAnswers(state.judges);
  const units = opinionUnits(state, answers);
  const column = new Map(answers.map(({ judgeId }, index) => [judgeId, index + 1]));
  const asked = new Map(state.judges.map(({ judge }) => [judge.of ?? judge.id, judge]));
  const labellers = [
    { id: null, name: state.plan?.verifier.name ?? 'verifier', at: 0 as number | undefined },
    ...[...asked].map(([id, { name }]) => ({ id, name, at: column.get(id) })),
  ];
  const cells = labellers.map((one, i) =>
    labellers.map((other, j): Statistic | null => {
      if (i === j) return null;
      const silent = [one, other].find(({ at }) => at === undefined);
      if (silent) return notMeasured(`${silent.name} gave no answer`);
      const agreement = rawAgreement(units.map((row) => [row[one.at!] ?? null, row[other.at!] ?? null]));
      return agreement.value === null ? notMeasured('no claim was labelled by both') : agreement;
    }),
  );
  return { labellers: labellers.map(({ id, name }) => ({ id, name })), cells };
}
