import { findingAspect } from './finding-aspect';

/** Holds every claim against the sentence it is nearest to: does one say "not", or the opposite word, where the other does not? */
export const consistencyJudge = findingAspect({
  id: 'consistency',
  name: 'Negation and opposites',
  version: 'consistency-1',
  nothingToJudge: 'No claim is close enough to a source sentence to contradict it.',
  noun: { one: 'claim that can be compared', many: 'claims that can be compared' },
  missingCredit: 0,
  findings: ({ polarity }) => polarity.slice(0, 1),
  typeOf: () => 'factual_error',
  severityOf: ({ reason }) => (reason?.code === 'antonym' ? 'high' : 'medium'),
});
