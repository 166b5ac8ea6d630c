import { duplicateGate } from '@/core/items/gates/duplicate-gate';
import { GATE_IDS, GATES, type GateId, type GateOutcome, notRun } from '@/core/items/gates/gate';
import { keyPositionGate, type PositionTest, testKeyPositions } from '@/core/items/gates/key-position';
import { flawGate, groundingGate, oneKeyGate, type Sample, schemaGate } from '@/core/items/gates/text-gates';
import type { Item, ItemContent } from '@/core/items/item';
import { itemTexts } from '@/core/items/item-text';
import { type DuplicateIndex, indexForDuplicates } from '@/core/items/near-duplicates';
import { contentOf } from '@/server/bank/shipped-bank';
import type { GateScope } from '@/server/repositories/bank-task-repository';
import type { ItemVersion } from '@/server/repositories/item-rows';
import type { ItemSolver } from './item-solver';
import { independentSolves, solvesWithoutOptions, solvesWithoutStem } from './model-gates';

/** Variants of a family that are looked at; the models' own tests look at a thousand. */
const VARIANTS = 40;

const writtenContent = ({ source }: Item): ItemContent | null => (source.kind === 'written' ? source.content : null);

/** The words of an item for comparing; a family stands for itself with one of its variants. */
const textsOf = (item: Item) => itemTexts(contentOf(item, 'gate-1'));

const sampleOf = (item: Item): Sample =>
  item.source.kind === 'written'
    ? [{ seed: '1', content: item.source.content }]
    : Array.from({ length: VARIANTS }, (_, index) => {
        const seed = `gate-${index + 1}`;
        return { seed, content: contentOf(item, seed) };
      });

/** What is compared with: the bank as it stands when a task begins. */
export type BankView = {
  readonly size: number;
  readonly positions: PositionTest;
  readonly duplicates: DuplicateIndex;
  /** Items made by the same model, by model id: alike on purpose. */
  readonly siblings: ReadonlyMap<string, readonly string[]>;
};

export function viewBank(living: readonly ItemVersion[]): BankView {
  const items = living.map(({ item }) => item);
  const siblings = new Map<string, string[]>();
  for (const { id, source } of items) {
    if (source.kind !== 'model') continue;
    siblings.set(source.modelId, [...(siblings.get(source.modelId) ?? []), id]);
  }
  return {
    size: items.length,
    positions: testKeyPositions(items.flatMap((item) => writtenContent(item) ?? [])),
    duplicates: indexForDuplicates(items.map((item) => ({ id: item.id, texts: textsOf(item) }))),
    siblings,
  };
}

export const NO_MODEL = 'Not run: no language model is configured.';

type Check = {
  readonly version: ItemVersion;
  readonly bank: BankView;
  readonly solver: ItemSolver | null;
  readonly scope: GateScope;
  /** The pilot gate over the answers there are. */
  readonly pilot: (item: Item) => GateOutcome;
  readonly signal: AbortSignal;
};

/** Runs the gates of one version in their order; the human decision is not theirs to make. */
export async function* checkVersion({
  version,
  bank,
  solver,
  scope,
  pilot,
  ...rest
}: Check): AsyncGenerator<GateOutcome> {
  const { item, origin } = version;
  const sample = sampleOf(item);
  for (const gate of GATE_IDS) {
    if (gate === 'acceptance' && origin !== 'shipped') continue;
    if (GATES[gate].needsModel && solver === null) yield notRun(gate, NO_MODEL);
    else if (!GATES[gate].needsModel || scope === 'full') yield await run(gate);
  }

  async function run(gate: GateId): Promise<GateOutcome> {
    switch (gate) {
      case 'schema':
        return schemaGate(item, sample);
      case 'oneKey':
        return oneKeyGate(sample);
      case 'flaws':
        return flawGate(sample);
      case 'keyPosition':
        return keyPositionGate(bank.positions, writtenContent(item));
      case 'independentSolves':
        return independentSolves(solver!, sample[0]!.content, rest.signal);
      case 'withoutOptions':
        return solvesWithoutOptions(solver!, sample[0]!.content, rest.signal);
      case 'withoutStem':
        return solvesWithoutStem(solver!, sample[0]!.content, rest.signal);
      case 'nearDuplicates': {
        const siblings = item.source.kind === 'model' ? (bank.siblings.get(item.source.modelId) ?? []) : [];
        return duplicateGate(
          bank.duplicates,
          textsOf(item),
          new Set([item.id, ...item.enemies, ...siblings]),
          bank.size,
        );
      }
      case 'grounding':
        return groundingGate(version.citations, item.source.kind === 'model');
      case 'acceptance':
        return {
          gate,
          result: 'passed',
          summary: 'It came with the application, whose maintainers accepted it.',
          evidence: [],
        };
      case 'pilot':
        return pilot(item);
    }
  }
}
