import type { RunState } from './run';

/**
 * The state of a run for who has only a link to it. The run it was scored anew from is left out, and so is what the organisation's
 * labels say beyond this run: how many there were is kept, because the probabilities shown rest on them. The run's own id stays
 * where it is the seed of an interval, without which nobody could draw the interval again; it opens nothing.
 */
export function sharedState(state: RunState): RunState {
  const { plan, splitting } = state;
  if (!plan) return state;
  const { reuses: _, calibration, ...rest } = plan;
  return {
    ...state,
    splitting:
      splitting && plan.reuses
        ? { ...splitting, note: 'Claims and verdicts were taken over from an earlier run.' }
        : splitting,
    plan: {
      ...rest,
      ...(calibration !== undefined && { calibration: calibration && { ...calibration, weights: {} } }),
    },
  };
}
