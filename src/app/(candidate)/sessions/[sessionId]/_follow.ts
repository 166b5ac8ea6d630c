import { type CandidateEvent, type CandidateView, foldCandidateView } from '@/core/assessment/candidate-view';

/** `isBehind`: an event came whose predecessor did not; a fresh snapshot has to fill the gap. */
export type Followed = { readonly view: CandidateView; readonly isBehind: boolean };

export type FollowAction =
  | { readonly type: 'events'; readonly events: readonly CandidateEvent[] }
  | { readonly type: 'snapshot'; readonly view: CandidateView };

/**
 * Brings a view forward, from two sources whose order is not promised: the results of this page's own commands, and the
 * subscription, which leaves those out. Overlap changes nothing; a gap is marked and nothing after it is folded, so that no
 * event is ever skipped.
 */
export function follow(state: Followed, action: FollowAction): Followed {
  if (action.type === 'snapshot') {
    return { view: action.view.seq >= state.view.seq ? action.view : state.view, isBehind: false };
  }
  let { view } = state;
  for (const event of action.events) {
    if (event.seq > view.seq + 1) return { view, isBehind: true };
    view = foldCandidateView(view, event);
  }
  return view === state.view ? state : { view, isBehind: state.isBehind };
}
