import { findingAspect } from './finding-aspect';

/** Looks up every name of the output in the source. */
export const nameJudge = findingAspect({
  id: 'names',
  name: 'Names',
  version: 'names-1',
  nothingToJudge: 'The output has no name.',
  noun: { one: 'name', many: 'names' },
  missingCredit: 0,
  findings: ({ names }) => names,
  typeOf: ({ outcome }) => (outcome === 'clashing' ? 'factual_error' : 'hallucination'),
  severityOf: ({ outcome }) => (outcome === 'clashing' ? 'high' : 'medium'),
});
