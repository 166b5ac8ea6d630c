import { mean } from '@/core/statistics/moments';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';

/** The claims one model made. */
export type ModelClaims<C> = { modelId: string; claims: readonly C[] };

/** Who states what. `rows[i].states[j]` tells whether model j states claim i; `claim` is the first wording met. */
export type ClaimMatrix<C> = {
  modelIds: readonly string[];
  rows: readonly { claim: C; states: readonly boolean[]; support: number }[];
};

/**
 * Puts claims of several models that mean the same into one row. A claim joins the first row whose first wording it matches, so the
 * result depends on the order of models only where matching is not transitive; give models in a fixed order.
 */
export function claimMatrix<C>(models: readonly ModelClaims<C>[], isSame: (a: C, b: C) => boolean): ClaimMatrix<C> {
  const rows: { claim: C; states: boolean[] }[] = [];
  models.forEach(({ claims }, model) => {
    for (const claim of claims) {
      let row = rows.find((candidate) => isSame(candidate.claim, claim));
      if (!row) {
        row = { claim, states: models.map(() => false) };
        rows.push(row);
      }
      row.states[model] = true;
    }
  });
  return {
    modelIds: models.map(({ modelId }) => modelId),
    rows: rows.map((row) => ({ ...row, support: row.states.filter(Boolean).length })),
  };
}

export type ModelConsensus = { modelId: string; precision: Statistic; recall: Statistic; f1: Statistic };

/**
 * How far each model goes with the others. A claim is consensus when at least `share` of the models state it. Precision: own claims
 * that at least one other model backs / own claims. Recall: consensus claims stated / consensus claims. F1 is their harmonic mean.
 * Agreement is not truth: models of one family share their mistakes.
 */
export function consensusF1<C>(
  { modelIds, rows }: ClaimMatrix<C>,
  share = 0.5,
): { models: ModelConsensus[]; average: Statistic } {
  if (modelIds.length < 2) return { models: [], average: notMeasured('fewer than two models', modelIds.length) };
  const consensus = rows.filter((row) => row.support / modelIds.length >= share);
  const models = modelIds.map((modelId, model): ModelConsensus => {
    const own = rows.filter((row) => row.states[model]);
    const backed = own.filter((row) => row.support > 1).length;
    const included = consensus.filter((row) => row.states[model]).length;
    const precision =
      own.length > 0
        ? measured(backed / own.length, own.length, 'backed share of own claims')
        : notMeasured('it made no claim');
    const recall =
      consensus.length > 0
        ? measured(included / consensus.length, consensus.length, 'share of consensus claims stated')
        : notMeasured('there is no consensus claim');
    return { modelId, precision, recall, f1: harmonic(precision, recall) };
  });
  const known = models.map(({ f1 }) => f1.value).filter((value) => value !== null);
  const average =
    known.length > 0
      ? measured(mean(known), known.length, 'mean F1 over models')
      : notMeasured('no model has an F1', models.length);
  return { models, average };
}

function harmonic(precision: Statistic, recall: Statistic): Statistic {
  if (precision.value === null || recall.value === null) return notMeasured('precision or recall is missing');
  const total = precision.value + recall.value;
  return measured(total === 0 ? 0 : (2 * precision.value * recall.value) / total, precision.n, 'F1');
}
