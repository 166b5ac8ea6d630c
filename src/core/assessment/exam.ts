import type { Item, ItemContent } from '@/core/items/item';
import { seededRandom } from '@/core/items/random';
import type { ShownItem } from '@/core/items/types/item-type';
import { presentContent } from '@/core/items/types/registry';
import type { AdaptiveEngine } from '@/core/psychometrics/adaptive-engine';
import type { SkillGraph } from '@/core/skills/skill-graph';
import type { PilotPlan } from './pilot';
import type { SealedItem } from './presented-item';
import type { Rules } from './rules';

/**
 * Everything a session is decided with that does not change while it runs: the rules and the graph of its assessment, and
 * the engine over the bank revision it pinned. Shared by all sessions of an assessment.
 */
export type Exam = {
  readonly rules: Rules;
  readonly graph: SkillGraph;
  /** Weight of each skill in graph order; they sum to 1. */
  readonly weights: readonly number[];
  readonly bankRevision: number;
  /** Its `maxItems` are the scored ones: those of the rules less the slots of pilot items. */
  readonly engine: AdaptiveEngine;
  readonly pilots: PilotPlan;
  /** The words of an item, or of the variant a seed makes of its family. */
  readonly contentOf: (item: Item, seed: string) => ItemContent;
};

/**
 * An item as one candidate gets it. Its parts are named by the order they are shown in, so that neither an id nor a place
 * says anything about the key; the same seed always gives the same order.
 */
export function presentItem(exam: Exam, item: Item, seed: string): { shown: ShownItem; sealed: SealedItem } {
  const content = exam.contentOf(item, seed);
  const { shown, key } = presentContent(content, seededRandom(`options:${seed}`));
  return {
    shown,
    sealed: { key, explanation: content.explanation, hint: content.hint, parameters: item.parameters },
  };
}
