import type { ItemAnswer } from '@/core/items/answer';
import type { StemSolve } from '@/core/items/gates/solve-gates';
import type { ItemOption } from '@/core/items/item';
import type { ShownItem } from '@/core/items/types/item-type';

/**
 * Somebody who answers items without knowing their keys: the type of what it is given has none. Null when no usable answer
 * came back; a gate then says how many were missing.
 */
export type ItemSolver = {
  /** Shown to people as the solver's name. */
  readonly name: string;
  /** An answer in the ids the item is shown with. `attempt` numbers independent solves of one item. */
  solve(item: ShownItem, attempt: number, signal: AbortSignal): Promise<ItemAnswer | null>;
  /** From the stem alone. */
  answerStem(stem: string, attempt: number, signal: AbortSignal): Promise<StemSolve | null>;
  /** From the options alone: the id of the one that looks like the key. */
  guess(options: readonly ItemOption[], attempt: number, signal: AbortSignal): Promise<string | null>;
};
