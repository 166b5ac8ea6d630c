import type { ClaimVerdict, ReadClaim } from '@/core/evaluation/claim';
import type { DocumentPassage } from '@/core/evaluation/document-passage';
import { joinPassages, verdictFromDocuments } from '@/core/evaluation/document-verdict';
import { FATAL_CLASSES, type JudgeFailure, unmeasured } from '@/core/evaluation/judge';
import { readText, type SentenceSplitter } from '@/core/evaluation/reading';
import type { Passage } from '@/core/evaluation/retrieval';
import type { RunCalls } from '@/core/evaluation/run-calls';
import type { RunEvent } from '@/core/evaluation/run-event';
import { indexSource, type SourceIndex } from '@/core/evaluation/source-index';
import { addUsage, NOTHING_SPENT } from '@/core/evaluation/spending';
import { type Verifier, type VerifierContext, VerifierFailed } from '@/core/evaluation/verifier';
import { breathe } from './breathe';
import type { ProviderLimits } from './provider-limits';
import type { RunRecorder } from './run-recorder';

export type Verification = {
  claims: readonly ReadClaim[];
  index: SourceIndex;
  passages: readonly (readonly Passage[])[];
  /** Of collections, by the claim's index; null where none are searched. */
  documents: readonly (readonly DocumentPassage[] | null)[];
  splitter: SentenceSplitter;
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
  verification: Verification,
  stopped: { by: JudgeFailure | null },
): Promise<RunEvent> {
  const { index, passages, documents, splitter, question, calls, signal } = verification;
  const context = { source: index, passages: passages[claim.index] ?? [], question, calls };
  const bySource = await reached(claim, verification, context, stopped);
  if (bySource.status === 'failed') {
    return { type: 'verdictFailed', payload: { claimId: claim.id, failure: bySource } };
  }
  const found = documents[claim.index] ?? [];
  if (bySource.label !== 'NOT_ENOUGH_INFO' || found.length === 0) return { type: 'verdictReached', payload: bySource };

  const joined = joinPassages(found);
  const source = indexSource(await readText(joined.text, splitter, signal));
  const byDocuments = await reached(claim, verification, { source, passages: [], question, calls }, stopped);
  if (byDocuments.status === 'failed') {
    const rationale = `${bySource.rationale} The documents could not be checked: ${byDocuments.message}`;
    return { type: 'verdictReached', payload: withUsage({ ...bySource, rationale }, bySource, byDocuments) };
  }
  const verdict = verdictFromDocuments(claim, bySource, byDocuments, joined);
  return { type: 'verdictReached', payload: withUsage(verdict, bySource, byDocuments) };
}

type Paid = { usage?: ClaimVerdict['usage'] | null };

/** A verdict that took two readings costs both. */
function withUsage(verdict: ClaimVerdict, first: Paid, second: Paid): ClaimVerdict {
  if (!first.usage || !second.usage)
    return { ...verdict, ...((first.usage ?? second.usage) && { usage: first.usage ?? second.usage! }) };
  return { ...verdict, usage: addUsage(addUsage(NOTHING_SPENT, first.usage), second.usage) };
}

/** The verifier's verdict against one text, or that of the fallback with what kept the verifier from it; a failure without one. */
async function reached(
  claim: ReadClaim,
  { verifier, fallback, signal }: Verification,
  context: VerifierContext,
  stopped: { by: JudgeFailure | null },
): Promise<(ClaimVerdict & { status?: never }) | JudgeFailure> {
  const answer = stopped.by ? { ...stopped.by, usage: null } : await asked();
  if (answer.status !== 'failed') return answer;
  if (FATAL_CLASSES.has(answer.class)) stopped.by = answer;
  if (!fallback) return answer;
  const verdict = await fallback.verify(claim, context, signal);
  const { message, usage } = answer;
  return { ...verdict, fallback: { verifier: fallback.name, reason: message }, ...(usage && { usage }) };

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
}
