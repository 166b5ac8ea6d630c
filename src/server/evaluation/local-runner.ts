import { performance } from 'node:perf_hooks';
import { FACTUALITY } from '@/core/evaluation/rubric';
import type { LlmSettings } from '@/server/llm/llm-settings';
import { claimsOfModels } from './claims-of-models';
import { estimateRun } from './estimate';
import { runPipeline } from './pipeline';
import { createPurse } from './purse';
import type { RunAssignment, RunHooks, RunRunner } from './run-assignment';
import type { Toolbox } from './toolbox';

/** Does runs in this thread, letting other work in between. */
export function createLocalRunner(toolbox: Toolbox, model: LlmSettings | null = null): RunRunner {
  return {
    run: (assignment, hooks) => doRun(toolbox, assignment, hooks),
    estimate: async (texts) => estimateRun(texts, model),
    claimsOfModels: (outputs) => claimsOfModels(outputs, toolbox(FACTUALITY, false).splitter),
    close: async () => undefined,
  };
}

/** One run with the tools of this thread. The budget may have been raised since the plan was made: the plan's counts. */
export function doRun(toolbox: Toolbox, assignment: RunAssignment, hooks: RunHooks) {
  const { emit, cache, limits, pauses, signal, searchDocuments } = hooks;
  const { already, rubric, useModel, judgeIds, organisationId, budget: wished, ...rest } = assignment;
  const tools = toolbox(rubric, useModel);
  const budget = already.plan ? (already.plan.budget ?? null) : wished;
  return runPipeline({
    ...rest,
    ...tools,
    judges: tools.judges.filter(({ id }) => judgeIds === null || judgeIds.includes(id)),
    rubric,
    already,
    searchDocuments: assignment.collections.length > 0 ? searchDocuments : null,
    emit,
    limits,
    signal,
    clock: { now: () => performance.now() },
    calls: { scope: organisationId, cache, purse: createPurse(budget, already.spent), pauses },
  });
}
