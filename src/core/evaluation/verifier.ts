import type { ClaimVerdict, ReadClaim } from './claim';
import type { Passage } from './retrieval';
import type { SourceIndex } from './source-index';

export type VerifierContext = { source: SourceIndex; passages: readonly Passage[]; question: string | null };

/**
 * Says of one claim whether the source supports it. An implementation never invents a verdict: what it cannot judge is
 * NOT_ENOUGH_INFO with the reason, what fails throws. REFUTED comes with evidence of the role `contradicts`.
 */
export type Verifier = {
  readonly id: string;
  readonly name: string;
  verify(claim: ReadClaim, context: VerifierContext, signal: AbortSignal): Promise<ClaimVerdict>;
};
