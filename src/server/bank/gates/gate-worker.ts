import type { BankTaskEvent, CheckedItem } from '@/core/items/bank-task';
import { GATE_IDS, type GateOutcome, summariseGates } from '@/core/items/gates/gate';
import { type ItemGateRepository, resultsOf, type SavedGates } from '@/server/repositories/item-gate-repository';
import type { ItemRepository } from '@/server/repositories/item-repository';
import type { ItemVersion } from '@/server/repositories/item-rows';
import type { BankTaskWorker } from '@/server/services/bank-task-service';
import type { PilotEvidence } from '@/server/services/pilot-evidence';
import { checkVersion, viewBank } from './check-version';
import type { ItemSolver } from './item-solver';

/** Checks of this many items or fewer show each gate as it ends; of more, item by item. */
const FEW = 10;
const SAVED_TOGETHER = 25;
/** What checking may cost at most, the whole bank included; solves beyond it are reported as missing. */
const TOKENS_A_TASK = 1_000_000;
/** Longest the event loop is held at a time. */
const SLICE_MS = 10;

type Deps = {
  readonly items: ItemRepository;
  readonly gates: ItemGateRepository;
  readonly pilots: PilotEvidence;
  /** A solver that may spend so many tokens; null when no model is configured. */
  readonly solverFor: ((tokenBudget: number) => ItemSolver) | null;
  readonly now: () => Date;
};

/** Runs the gates over the versions a task names, stores each result, and tells how far it is. */
export const createGateWorker =
  ({ solverFor, ...deps }: Deps): BankTaskWorker =>
  async ({ task, already, emit, signal }) => {
    if (task.plan.kind !== 'gates') return;
    const { scope, targets } = task.plan;
    if (already.seq === 0) await emit([{ type: 'taskStarted', payload: { total: targets.length } }]);
    const done = new Set(already.checked.map(({ itemId, version }) => `${itemId}@${version}`));
    const left = targets.filter(({ id, version }) => !done.has(`${id}@${version}`));
    await checkTargets({
      ...deps,
      solver: solverFor?.(TOKENS_A_TASK) ?? null,
      organisationId: task.organisationId,
      scope,
      targets: left,
      emit,
      signal,
    });
  };

type Targets = Omit<Deps, 'solverFor'> & {
  readonly solver: ItemSolver | null;
  readonly organisationId: string;
  readonly scope: 'text' | 'full';
  readonly targets: readonly { readonly id: string; readonly version: number }[];
  readonly emit: (events: readonly BankTaskEvent[]) => Promise<void>;
  readonly signal: AbortSignal;
};

export async function checkTargets({ items, gates, pilots, solver, now, ...rest }: Targets): Promise<void> {
  const { organisationId, targets } = rest;
  if (targets.length === 0) return;
  const pilot = await pilots.gateOf(organisationId, targets.length === 1 ? targets[0]!.id : null);
  const bank = viewBank(await items.living(organisationId));
  let saved: SavedGates[] = [];
  const flush = async () => {
    if (saved.length === 0) return;
    await gates.saveGates(organisationId, saved, now());
    const checked = saved.map(({ id, version, outcome }): CheckedItem => ({ itemId: id, version, outcome: outcome! }));
    saved = [];
    await rest.emit([{ type: 'itemsChecked', payload: { items: checked } }]);
  };
  let sliceStarted = performance.now();
  for (const { id, version: number } of targets) {
    rest.signal.throwIfAborted();
    const version = await items.findVersion(organisationId, { id, version: number });
    if (!version) continue;
    const outcomes = await check(version);
    const known = resultsOf(await gates.gatesOf(organisationId, { id, version: number }));
    const results = { ...known, ...resultsOf(outcomes) };
    saved.push({ id, version: number, outcomes, outcome: summariseGates(results) });
    if (saved.length >= SAVED_TOGETHER || targets.length <= FEW) await flush();
    if (performance.now() - sliceStarted > SLICE_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      sliceStarted = performance.now();
    }
  }
  await flush();

  async function check(version: ItemVersion): Promise<GateOutcome[]> {
    const { scope, signal, emit } = rest;
    const outcomes: GateOutcome[] = [];
    for await (const outcome of checkVersion({ version, bank, solver, scope, pilot, signal })) {
      outcomes.push(outcome);
      if (targets.length > FEW) continue;
      const { gate, result, summary } = outcome;
      const payload = { itemId: version.item.id, version: version.item.version, gate, result, summary };
      await emit([{ type: 'gateFinished', payload }]);
    }
    return outcomes.sort((left, right) => GATE_IDS.indexOf(left.gate) - GATE_IDS.indexOf(right.gate));
  }
}
