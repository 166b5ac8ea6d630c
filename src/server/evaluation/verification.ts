import type { ClaimVerdict, ReadClaim } from '@/core/evaluation/claim';
import { FATAL_CLASSES, type JudgeFailure, unmeasured } from '@/core/evaluation/judge';
import type { Passage } from '@/core/evaluation/retrieval';
import type { RunCalls } from '@/core/evaluation/run-calls';
import type { RunEvent } from '@/core/evaluation/run-event';
import type { SourceIndex } from '@/core/evaluation/source-index';
import { type Verifier, type VerifierContext, VerifierFailed } from '@/core/evaluation/verifier';
import { breathe } from './breathe';
import type { ProviderLimits } from './provider-limits';
import type { RunRecorder } from './run-recorder';

export type Verification = {
  claims: readonly ReadClaim[];
  index: SourceIndex;
  passages: readonly (readonly Passage[])[];
  question: string | null;
  verifier: Verifier;
  /** Checks what the verifier cannot be asked for; null leaves such a claim without a verdict. */
  fallback: Verifier | null;
  calls: RunCalls;
  limits: ProviderLimits;
  recorder: RunRecorder;
  signal: AbortSignal;
};

/**
 * Reaches a verdict on every claim that has none, each told as it is reached. One that computes here goes claim by claim; one that
 * is asked over the network is asked for several claims at a time, within the limit of its provider, and after a refusal that
 * would repeat itself (key, payment, model, budget) not again.
 */
export async function verifyAll(verification: Verification): Promise<void> {
  const { claims, verifier, limits, recorder, signal, calls } = verification;
  const failed = new Set(recorder.state.unverified.map(({ claimId }) => claimId));
  const open = claims.filter((claim) => !recorder.state.verdicts[claim.index] && !failed.has(claim.id));
  const stopped: { by: JudgeFailure | null } = { by: null };
  let done = claims.length - open.length;
  let told = 0;

  const check = async (claim: ReadClaim): Promise<void> => {
    await recorder.record(await verdictEvent(claim, verification, stopped));
    if (calls.purse.isExhausted()) await tellExhausted(recorder, calls);
    done += 1;
    const progress = Math.floor((100 * done) / claims.length);
    if (progress >= told + 10) {
      told = progress;
      await recorder.record({ type: 'stageProgressed', payload: { stage: 'verification', progress } });
    }
    await breathe(signal);
  };
  const { provider } = verifier;
  if (provider === undefined) {
    for (const claim of open) await check(claim);
    return;
  }
  const results = await Promise.allSettled(open.map((claim) => limits(provider, signal, () => check(claim))));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Says once that the budget ended the asking. */
export async function tellExhausted(recorder: RunRecorder, { purse }: RunCalls): Promise<void> {
  if (recorder.state.exhausted || !purse.budget) return;
  await recorder.record({ type: 'budgetExhausted', payload: { budget: purse.budget, spent: purse.spent() } });
}

async function verdictEvent(
  claim: ReadClaim,
  { verifier, fallback, index, passages, question, calls, signal }: Verification,
  stopped: { by: JudgeFailure | null },
): Promise<RunEvent> {
  const context = { source: index, passages: passages[claim.index] ?? [], question, calls };
  const failure = stopped.by ? { ...stopped.by, usage: null } : await asked();
  if (failure.status !== 'failed') return { type: 'verdictReached', payload: failure };
  if (FATAL_CLASSES.has(failure.class)) stopped.by = failure;
  if (!fallback) return { type: 'verdictFailed', payload: { claimId: claim.id, failure } };
  return { type: 'verdictReached', payload: await instead(failure, fallback, context) };

  async function asked(): Promise<(ClaimVerdict & { status?: never }) | JudgeFailure> {
    try {
      return await verifier.verify(claim, context, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof VerifierFailed) return error.failure;
      const message = error instanceof Error ? error.message : String(error);
      return unmeasured('internal', `The verifier stopped: ${message}`);
    }
  }

  async function instead(
    { message, usage }: JudgeFailure,
    other: Verifier,
    withContext: VerifierContext,
  ): Promise<ClaimVerdict> {
    const verdict = await other.verify(claim, withContext, signal);
    return { ...verdict, fallback: { verifier: other.name, reason: message }, ...(usage && { usage }) };
  }
}
