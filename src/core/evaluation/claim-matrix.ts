import { bca } from '@/core/statistics/bootstrap';
import { mean } from '@/core/statistics/moments';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';

/** The claims one model made. */
export type ModelClaims<C> = { modelId: string; claims: readonly C[] };

/** Who states what. `rows[i].claims[j]` are the claims of model j that state row i, none when it does not; `claim` is the first wording met. */
export type ClaimMatrix<C> = { modelIds: readonly string[]; rows: readonly ClaimRow<C>[] };

export type ClaimRow<C> = { claim: C; claims: readonly (readonly C[])[]; support: number };

export type ClaimMatching<C> = {
  isSame(a: C, b: C): boolean;
  /** Two claims that are the same have at least one key in common; spares comparing each with all. */
  keysOf(claim: C): Iterable<string>;
};

/**
 * Puts claims of several models that mean the same into one row. A claim joins the first row whose first wording it matches, so the
 * result depends on the order of models only where matching is not transitive; give models in a fixed order.
 */
export function claimMatrix<C>(
  models: readonly ModelClaims<C>[],
  { isSame, keysOf }: ClaimMatching<C>,
): ClaimMatrix<C> {
  const rows: { claim: C; claims: C[][] }[] = [];
  const rowsByKey = new Map<string, number[]>();
  models.forEach(({ claims }, model) => {
    for (const claim of claims) {
      const keys = new Set(keysOf(claim));
      const near = new Set([...keys].flatMap((key) => rowsByKey.get(key) ?? []));
      const found = [...near].sort((x, y) => x - y).find((index) => isSame(rows[index]!.claim, claim));
      if (found !== undefined) {
        rows[found]!.claims[model]!.push(claim);
        continue;
      }
      for (const key of keys) rowsByKey.set(key, [...(rowsByKey.get(key) ?? []), rows.length]);
      rows.push({ claim, claims: models.map((_, other) => (other === model ? [claim] : [])) });
    }
  });
  return {
    modelIds: models.map(({ modelId }) => modelId),
    rows: rows.map((row) => ({ ...row, support: row.claims.filter(({ length }) => length > 0).length })),
  };
}

export type ModelConsensus = { modelId: string; precision: Statistic; recall: Statistic; f1: Statistic };

/** A claim is consensus when at least this share of the models state it. */
export const CONSENSUS_SHARE = 0.5;
const RESAMPLES = 1_000;

/**
 * How far each model goes with the others. Precision: own claims that at least one other model backs / own claims. Recall: consensus
 * claims stated / consensus claims. F1 is their harmonic mean. Intervals draw rows, the distinct claims. Agreement is not truth:
 * models of one family share their mistakes.
 */
export function consensusF1<C>(
  { modelIds, rows }: ClaimMatrix<C>,
  seed: string,
): { models: ModelConsensus[]; average: Statistic } {
  if (modelIds.length < 2) return { models: [], average: notMeasured('fewer than two models', modelIds.length) };
  const size = modelIds.length;
  const models = modelIds.map((modelId, model): ModelConsensus => {
    const interval = (figure: string, of: (part: Shares) => number | null): Statistic =>
      bca({
        items: rows,
        figure: (drawn) => of(sharesOf(drawn, model, size)),
        seed: `${seed}/${figure}/${model}`,
        resamples: RESAMPLES,
      });
    const { own, consensus, precision, recall, f1 } = sharesOf(rows, model, size);
    return {
      modelId,
      precision:
        precision === null
          ? notMeasured('it made no claim')
          : { ...interval('precision', (part) => part.precision), n: own },
      recall:
        recall === null
          ? notMeasured('there is no consensus claim')
          : { ...interval('recall', (part) => part.recall), n: consensus },
      f1: f1 === null ? notMeasured('precision or recall is missing') : interval('f1', (part) => part.f1),
    };
  });
  const known = models.map(({ f1 }) => f1.value).filter((value) => value !== null);
  const average: Statistic =
    known.length > 0
      ? {
          ...measured(mean(known), known.length, 'mean F1 over models'),
          noInterval: 'these models are no sample of models',
        }
      : notMeasured('no model has an F1', models.length);
  return { models, average };
}

type Shares = ReturnType<typeof sharesOf>;

function sharesOf<C>(rows: readonly ClaimRow<C>[], model: number, size: number) {
  let [own, backed, consensus, included] = [0, 0, 0, 0];
  for (const { claims, support } of rows) {
    const isOwn = claims[model]!.length > 0;
    const isConsensus = support / size >= CONSENSUS_SHARE;
    if (isOwn) own += 1;
    if (isOwn && support > 1) backed += 1;
    if (isConsensus) consensus += 1;
    if (isOwn && isConsensus) included += 1;
  }
  const precision = own === 0 ? null : backed / own;
  const recall = consensus === 0 ? null : included / consensus;
  const f1 = precision === null || recall === null ? null : harmonic(precision, recall);
  return { own, consensus, precision, recall, f1 };
}

const harmonic = (a: number, b: number) => (a + b === 0 ? 0 : (2 * a * b) / (a + b));
