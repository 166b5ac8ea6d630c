import type { RunState } from './run';

/**
 * The state of a run for who has only a link to it. The run it was scored anew from is left out, and so is what the organisation's
 * labels say beyond this run: how many there were is kept, because the probabilities shown rest on them.
 */
export function sharedState(state: RunState): RunState {
  const { plan } = state;
  if (!plan) return state;
  const { reuses: _, calibration, ...rest } = plan;
  return {
    ...state,
    plan: {
      ...rest,
      ...(calibration !== undefined && { calibration: calibration && { ...calibration, weights: {} } }),
    },
  };
}
