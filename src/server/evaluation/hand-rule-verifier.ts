import { compare } from '@/core/evaluation/comparison';
import { verdictByHandRule } from '@/core/evaluation/hand-rule';
import type { Verifier } from '@/core/evaluation/verifier';

/** The built-in verifier: no key, no network, no fitted model. Takes well under a millisecond a claim. */
export const handRuleVerifier: Verifier = {
  id: 'hand-rule-1',
  name: 'Built-in rule',
  async verify(claim, { source }, signal) {
    signal.throwIfAborted();
    return verdictByHandRule(claim, compare(claim.tokens, source), source);
  },
};
