import type { ClaimVerdict, ReadClaim } from './claim';
import type { JudgeFailure } from './judge';
import type { Passage } from './retrieval';
import type { RunCalls } from './run-calls';
import type { SourceIndex } from './source-index';

export type VerifierContext = {
  source: SourceIndex;
  passages: readonly Passage[];
  question: string | null;
  calls: RunCalls;
};

/**
 * Says of one claim whether the source supports it. An implementation never invents a verdict: what it cannot judge is
 * NOT_ENOUGH_INFO with the reason, what fails throws, `VerifierFailed` when the
 * reason has a class. REFUTED comes with evidence of the role `contradicts`.
 */
export type Verifier = {
  readonly id: string;
  readonly name: string;
  /** Who is asked, when that is somebody outside; absent for one that computes here. */
  readonly provider?: string;
  verify(claim: ReadClaim, context: VerifierContext, signal: AbortSignal): Promise<ClaimVerdict>;
};

/** A verifier without a verdict on a claim, with the class of what went wrong. */
export class VerifierFailed extends Error {
  override readonly name = 'VerifierFailed';
  constructor(readonly failure: JudgeFailure) {
    super(failure.message);
  }
}
