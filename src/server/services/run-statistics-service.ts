import { DomainError } from '@/core/errors';
import { datasetStatistics } from '@/core/evaluation/dataset-statistics';
import type { Judge } from '@/core/evaluation/judge';
import { compareRuns } from '@/core/evaluation/run-comparison';
import type { RunFigure } from '@/core/evaluation/run-figure';
import { summarise } from '@/core/evaluation/run-summary';
import { totalEstimate } from '@/core/evaluation/spending';
import type { Estimated } from '@/server/evaluation/estimate';
import { BUILT_IN_PANEL, MEASURE_JUDGES } from '@/server/evaluation/judges/built-in-panel';
import type { RunRunner } from '@/server/evaluation/run-assignment';
import type { LlmSettings } from '@/server/llm/llm-settings';
import type { Member } from '@/server/policy';
import type { RunRepository } from '@/server/repositories/run-repository';

type Deps = {
  readonly runs: RunRepository;
  readonly runner: RunRunner;
  readonly model: LlmSettings | null;
  readonly now: () => Date;
};

/** Newest runs that the older system's figures are drawn from. */
const OUTCOME_LIMIT = 5_000;
/** Newest completed runs that figures over many runs are drawn from. */
export const DATASET_LIMIT = 200;
const DAY_MS = 24 * 3_600_000;

/** What can be said before a run, and over several. */
export function createRunStatisticsService({ runs, runner, model, now }: Deps) {
  const load = async (member: Member, runId: string) => {
    const [run, state] = await Promise.all([runs.find(runId), runs.loadState(runId)]);
    if (run?.organisationId !== member.organisationId) throw new DomainError('run_not_found');
    return { run, state };
  };
  const entry = ({ id, name, kind }: Pick<Judge, 'id' | 'name' | 'kind'>) => ({ id, name, kind });
  const models = model ? [{ id: `model:${model.name}`, name: model.name, kind: 'model' as const }] : [];
  return {
    options: () => ({
      /** Who judges by factuality. */
      panel: [...BUILT_IN_PANEL.map(entry), ...models],
      /** Who judges by some rubric. */
      judges: [...BUILT_IN_PANEL, ...MEASURE_JUDGES].map(entry).concat(models),
      hasModel: model !== null,
      hasPrices: model?.prices !== undefined,
    }),

    async estimate(texts: Estimated) {
      const readers = await runner.estimate(texts);
      return { total: totalEstimate(readers), readers };
    },

    /** All statistics over the completed runs of the last `days` days, drawn by source text. */
    async dataset(member: Member, days: number): Promise<{ n: number; limit: number; figures: RunFigure[] }> {
      const since = new Date(now().getTime() - days * DAY_MS);
      const records = await runs.records(member.organisationId, since, DATASET_LIMIT);
      const figures = datasetStatistics(records, { seed: member.organisationId, resamples: 1_000 });
      return { n: records.length, limit: DATASET_LIMIT, figures };
    },

    /** How the runs of the last `days` days came out, oldest first; of very many the newest. */
    async outcomes(member: Member, days: number) {
      const since = new Date(now().getTime() - days * DAY_MS);
      const outcomes = await runs.outcomes(member.organisationId, since, OUTCOME_LIMIT + 1);
      const isTruncated = outcomes.length > OUTCOME_LIMIT;
      return { outcomes: isTruncated ? outcomes.slice(1) : outcomes, isTruncated };
    },

    /** Two runs side by side, the second against the first. */
    async compare(member: Member, first: string, second: string): Promise<RunFigure[]> {
      const [before, after] = await Promise.all([load(member, first), load(member, second)]);
      const side = ({ state }: typeof before) => ({ claims: state.claims, summary: state.summary ?? summarise(state) });
      return compareRuns(side(before), side(after), `${first}/${second}`);
    },

    /** Which of several outputs states what. */
    async claimMatrix(member: Member, runIds: readonly string[]) {
      const loaded = await Promise.all(runIds.map((runId) => load(member, runId)));
      return runner.claimsOfModels(
        loaded.map(({ run, state }) => ({ modelId: run.id, output: run.output, claims: state.claims })),
      );
    },
  };
}
