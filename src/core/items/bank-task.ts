import type { GateId, GateResult, GateSummary } from './gates/gate';
import type { ItemTypeName } from './item';

/** Types of items a model can be asked to write. */
export const WRITABLE_TYPES = [
  'singleChoice',
  'multipleResponse',
  'numeric',
  'shortText',
  'ordering',
] as const satisfies readonly ItemTypeName[];
export type WritableTypeName = (typeof WRITABLE_TYPES)[number];

/** What can happen in a task of the bank: gates over items, or items written by a model and then checked. */
export type BankTaskEvent =
  | { readonly type: 'taskStarted'; readonly payload: { readonly total: number } }
  | { readonly type: 'itemDrafted'; readonly payload: ItemDrafted }
  | {
      readonly type: 'draftRefused';
      readonly payload: { readonly place: number; readonly problems: readonly string[] };
    }
  | { readonly type: 'tokensSpent'; readonly payload: TokensSpent }
  | { readonly type: 'gateFinished'; readonly payload: GateFinished }
  | { readonly type: 'itemsChecked'; readonly payload: { readonly items: readonly CheckedItem[] } }
  | { readonly type: 'taskCompleted'; readonly payload: { readonly note: string | null } }
  | { readonly type: 'taskFailed'; readonly payload: { readonly message: string } };

export type ItemDrafted = { readonly place: number; readonly itemId: string; readonly stem: string };
export type TokensSpent = { readonly requests: number; readonly tokens: number; readonly budget: number };
export type GateFinished = {
  readonly itemId: string;
  readonly version: number;
  readonly gate: GateId;
  readonly result: GateResult;
  readonly summary: string;
};
export type CheckedItem = { readonly itemId: string; readonly version: number; readonly outcome: GateSummary };

export type BankTaskStatus = 'queued' | 'running' | 'completed' | 'failed';

/** A task as its events tell it; pages and the worker that takes over fold the same. */
export type BankTaskState = {
  readonly seq: number;
  readonly status: BankTaskStatus;
  readonly total: number;
  readonly drafted: readonly ItemDrafted[];
  readonly refused: readonly { readonly place: number; readonly problems: readonly string[] }[];
  readonly spent: TokensSpent | null;
  /** Gates of the items not finished yet. */
  readonly gates: readonly GateFinished[];
  readonly checked: readonly CheckedItem[];
  /** Why it failed, or what is worth knowing of how it ended. */
  readonly note: string | null;
};

export const NEW_BANK_TASK: BankTaskState = {
  seq: 0,
  status: 'queued',
  total: 0,
  drafted: [],
  refused: [],
  spent: null,
  gates: [],
  checked: [],
  note: null,
};

/** Gate lines kept for the page; a check of the whole bank has thousands. */
const KEPT_GATES = 60;

/** Applies an event once: a number that was seen already changes nothing. */
export function foldBankTask(state: BankTaskState, event: BankTaskEvent & { readonly seq: number }): BankTaskState {
  if (event.seq <= state.seq) return state;
  const next = { ...state, seq: event.seq };
  switch (event.type) {
    case 'taskStarted':
      return { ...next, status: 'running', total: event.payload.total };
    case 'itemDrafted':
      return { ...next, drafted: [...state.drafted, event.payload] };
    case 'draftRefused':
      return { ...next, refused: [...state.refused, event.payload] };
    case 'tokensSpent':
      return { ...next, spent: event.payload };
    case 'gateFinished':
      return { ...next, gates: [...state.gates, event.payload].slice(-KEPT_GATES) };
    case 'itemsChecked':
      return { ...next, checked: [...state.checked, ...event.payload.items] };
    case 'taskCompleted':
      return { ...next, status: 'completed', note: event.payload.note };
    case 'taskFailed':
      return { ...next, status: 'failed', note: event.payload.message };
  }
}

export const hasTaskEnded = ({ status }: Pick<BankTaskState, 'status'>): boolean =>
  status === 'completed' || status === 'failed';
