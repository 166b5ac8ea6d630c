import type { Purse } from '@/core/evaluation/run-calls';
import type { ItemWriter } from '@/server/llm/item-writer';
import type { ItemGateRepository } from '@/server/repositories/item-gate-repository';
import type { ItemRepository } from '@/server/repositories/item-repository';
import type { BankTaskWorker } from '@/server/services/bank-task-service';
import type { ItemService } from '@/server/services/item-service';
import type { PilotEvidence } from '@/server/services/pilot-evidence';
import { checkTargets } from './gates/gate-worker';
import type { ItemSolver } from './gates/item-solver';
import { TAXONOMY } from './taxonomy';

/** A model for one task: who writes, who solves, and the purse both draw from. */
export type TaskModel = { readonly writer: ItemWriter; readonly solver: ItemSolver; readonly purse: Purse };

type Deps = {
  readonly items: ItemRepository;
  readonly gates: ItemGateRepository;
  readonly pilots: PilotEvidence;
  readonly itemService: ItemService;
  /** Null when no model is configured. */
  readonly modelFor: ((tokenBudget: number) => TaskModel) | null;
  readonly now: () => Date;
};

/** How many stems of the skill a writer is told of, so that it does not ask them again. */
const AVOIDED = 30;

/** Says a difficulty on the ability scale as a person would. */
function levelWords(difficulty: number): string {
  if (difficulty <= -1.5) return 'Very easy: nearly everyone who works with it knows.';
  if (difficulty <= -0.5) return 'Easy.';
  if (difficulty < 0.5) return 'Medium: about half of those who work with it know.';
  return difficulty < 1.5 ? 'Hard.' : 'Very hard: few know, even among those who work with it.';
}

/**
 * Writes items with a model one by one, sends each through all the gates, and leaves it in review. A place that was done
 * before a process died is not done again.
 */
export const createGenerationWorker =
  ({ items, gates, pilots, itemService, modelFor, now }: Deps): BankTaskWorker =>
  async ({ task, already, emit, signal }) => {
    const { plan, organisationId, requestedBy } = task;
    if (plan.kind !== 'generation') return;
    const before = { tokens: already.spent?.tokens ?? 0, requests: already.spent?.requests ?? 0 };
    const model = modelFor?.(plan.tokenBudget - before.tokens);
    const skill = TAXONOMY.skills.find(({ id }) => id === plan.skillId);
    if (!model || !skill || !requestedBy) {
      const message = model ? 'The skill is not known any more.' : 'No language model is configured any more.';
      return emit([{ type: 'taskFailed', payload: { message } }]);
    }
    if (already.seq === 0) await emit([{ type: 'taskStarted', payload: { total: plan.count } }]);
    const done = new Set([...already.drafted, ...already.refused].map(({ place }) => place));
    const asked = await items.list(
      organisationId,
      { search: null, skillId: plan.skillId, type: null, status: null, origin: null, gates: null },
      'newest',
      null,
      AVOIDED,
    );
    const avoid = asked.versions.flatMap(({ item: { source } }) =>
      source.kind === 'written' ? [source.content.stem] : [],
    );
    const spent = async () => {
      const { inputTokens, outputTokens, requests } = model.purse.spent();
      const tokens = before.tokens + inputTokens + outputTokens;
      const payload = { requests: before.requests + requests, tokens, budget: plan.tokenBudget };
      await emit([{ type: 'tokensSpent', payload }]);
    };
    const member = { userId: requestedBy, organisationId, role: 'author' as const };
    for (let place = 0; place < plan.count; place += 1) {
      signal.throwIfAborted();
      if (done.has(place)) continue;
      if (model.purse.isExhausted()) break;
      const wish = {
        type: plan.type ?? 'singleChoice',
        skill,
        level: levelWords(plan.difficulty),
        source: plan.source,
        avoid,
      };
      const draft = await model.writer(wish, place, signal);
      if (draft.status === 'failed') {
        await emit([{ type: 'draftRefused', payload: { place, problems: [draft.problem] } }]);
        await spent();
        continue;
      }
      const { content, citations } = draft;
      const [row] = await itemService.createItems(
        member,
        [
          {
            id: null,
            skillId: plan.skillId,
            content,
            parameters: { kind: 'guess', difficulty: plan.difficulty },
            expectedTimeMs: 90_000,
            enemies: [],
            note: '',
            citations,
          },
        ],
        { origin: 'generated', onExisting: 'refuse', dryRun: false, strict: true, handedIn: true },
      );
      if (!row?.itemId || row.version === null) {
        await emit([{ type: 'draftRefused', payload: { place, problems: row?.problems ?? [] } }]);
        continue;
      }
      avoid.push(content.stem);
      await emit([{ type: 'itemDrafted', payload: { place, itemId: row.itemId, stem: content.stem } }]);
      const targets = [{ id: row.itemId, version: row.version }];
      await checkTargets({
        items,
        gates,
        pilots,
        solver: model.solver,
        now,
        organisationId,
        scope: 'full',
        targets,
        emit,
        signal,
      });
      await spent();
    }
    const note = model.purse.isExhausted() ? 'The token budget was used up. What was written is kept.' : null;
    await emit([{ type: 'taskCompleted', payload: { note } }]);
  };
