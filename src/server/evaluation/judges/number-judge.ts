import { findingAspect } from './finding-aspect';

/** Looks up every figure and date of the output in the source. */
export const numberJudge = findingAspect({
  id: 'numbers',
  name: 'Numbers and dates',
  version: 'numbers-1',
  nothingToJudge: 'The output has no figure and no date.',
  noun: { one: 'figure or date', many: 'figures and dates' },
  missingCredit: 0,
  findings: ({ quantities }) => quantities,
  typeOf: ({ reason }) => (reason?.code === 'date' ? 'temporal_inconsistency' : 'numerical_error'),
  severityOf: ({ outcome }) => (outcome === 'clashing' ? 'high' : 'medium'),
});
