import type { ClaimsOfModels } from '@/core/evaluation/claims-of-models';
import type { RunFigure } from '@/core/evaluation/run-figure';
import type { RunSnapshot } from '@/protocol/run';
import { MAX_MATRIX_RUNS } from '@/protocol/run-statistics';
import type { FigureGroupView } from '../../_components/figure-group-card';
import { claimViews, type Standing } from '../../[runId]/_components/claim-view';
import { strings } from '../_strings';

export type MatrixFilter = keyof typeof strings.filters;

/** `standings[j]`: what the evaluation of output j found of the claim, empty when the output does not state it. */
export type MatrixRow = { key: number; claim: string; support: number; standings: readonly (readonly Standing[])[] };

/** A, B, C: how an output is called on the page, by its place. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

export const matrixAddress = (runIds: readonly string[], filter: MatrixFilter = 'all'): string =>
  `/runs/matrix?runs=${runIds.map(encodeURIComponent).join(',')}${filter === 'all' ? '' : `&show=${filter}`}`;

/** The runs an address names, in its order and each once; null when they are too few or too many. */
export function runsOfAddress(runs: string | string[] | undefined): string[] | null {
  const ids = [...new Set([runs].flat().flatMap((part) => part?.split(',') ?? []))].filter(Boolean);
  return ids.length < 2 || ids.length > MAX_MATRIX_RUNS ? null : ids;
}

export function readFilter(show: string | string[] | undefined): MatrixFilter {
  return typeof show === 'string' && Object.hasOwn(strings.filters, show) ? (show as MatrixFilter) : 'all';
}

/** The rows with the standing of each statement: several where an output states a claim more than once. */
export function matrixRows({ rows }: Pick<ClaimsOfModels, 'rows'>, runs: readonly RunSnapshot[]): MatrixRow[] {
  const known = runs.map(({ state }) => new Map(claimViews(state).map(({ claim, standing }) => [claim.id, standing])));
  return rows.map(({ claim, claimIds, support }, key) => ({
    key,
    claim,
    support,
    standings: claimIds.map((ids, run) => [...new Set(ids.map((id) => known[run]!.get(id) ?? 'unreached'))]),
  }));
}

const isProblem = (standing: Standing) => standing === 'REFUTED' || standing === 'NOT_ENOUGH_INFO';

const WANTED = {
  all: () => true,
  alone: ({ support }) => support === 1,
  problem: ({ standings }) => standings.flat().some(isProblem),
  split: ({ standings }) => new Set(standings.flat()).size > 1,
} satisfies Record<MatrixFilter, (row: MatrixRow) => boolean>;

export const wantedRows = (rows: readonly MatrixRow[], filter: MatrixFilter): MatrixRow[] =>
  rows.filter(WANTED[filter]);

/** Why parts of the matrix mean little; empty when it holds. */
export function matrixLimits(runs: readonly RunSnapshot[]): (keyof typeof strings.limits)[] {
  const differs = (of: (run: RunSnapshot) => string) => new Set(runs.map(of)).size;
  return [
    ...(differs(({ source }) => source) > 1 ? (['source'] as const) : []),
    ...(differs(({ output }) => output) < runs.length ? (['output'] as const) : []),
    ...(runs.some(({ state }) => state.status !== 'completed') ? (['ended'] as const) : []),
    ...(runs.length === 2 ? (['two'] as const) : []),
  ];
}

/** All figures of the outputs for the table, F1 first. */
export function modelFigures({ models, average }: Pick<ClaimsOfModels, 'models' | 'average'>): RunFigure[] {
  const figure = (id: string, name: string, formula: string, statistic: RunFigure['statistic']): RunFigure => ({
    id,
    group: 'models',
    name,
    formula,
    unit: 'share',
    statistic,
  });
  return [
    ...(['f1', 'precision', 'recall'] as const).flatMap((measure) =>
      models.map((model, index) => {
        const { name, formula } = strings.measures[measure];
        return figure(`${measure}.${model.modelId}`, strings.ofOutput(name, letterOf(index)), formula, model[measure]);
      }),
    ),
    figure('f1.mean', strings.average, strings.averageFormula, average),
  ];
}

export const MODEL_FIGURES: FigureGroupView = {
  id: 'models',
  title: strings.figuresTitle,
  text: strings.figuresText,
  units: ['share'],
  domain: { min: 0, max: 1 },
  isOf: () => true,
  isDrawn: ({ id }) => id.startsWith('f1.'),
};

export function filterCounts(rows: readonly MatrixRow[]): Record<MatrixFilter, number> {
  const count = (filter: MatrixFilter) => wantedRows(rows, filter).length;
  return { all: count('all'), split: count('split'), alone: count('alone'), problem: count('problem') };
}
