import type { ReadClaim } from '@/core/evaluation/claim';
import { extractClaims, withoutTokens } from '@/core/evaluation/claim-extraction';
import { type ClaimSplitter, withTokens } from '@/core/evaluation/claim-splitter';
import type { Reading } from '@/core/evaluation/reading';
import type { RunCalls } from '@/core/evaluation/run-calls';
import type { RunEvent } from '@/core/evaluation/run-event';
import type { ReusedVerification } from './pipeline';
import type { ProviderLimits } from './provider-limits';
import type { RunRecorder } from './run-recorder';

export const GRAMMAR = 'grammar-1';

type ClaimReading = {
  output: Reading;
  splitter: ClaimSplitter | null;
  reuse: ReusedVerification | null;
  calls: RunCalls;
  limits: ProviderLimits;
  recorder: RunRecorder;
  signal: AbortSignal;
};

/**
 * The claims of the output, with their tokens: those the log has already, those of the run that is scored anew (with their
 * verdicts), those a model takes out, or those of the grammar. When the model fails the grammar does it, and the log says why.
 */
export async function readClaims({ output, reuse, recorder, ...rest }: ClaimReading): Promise<ReadClaim[]> {
  const { state } = recorder;
  const isRead = state.claims.length > 0 || state.leftOut.length > 0 || state.stages.retrieval.status === 'finished';
  if (!isRead && reuse) await recorder.record(...takenOver(reuse));
  else if (!isRead) {
    const event = await extracted({ output, ...rest });
    await recorder.record(event);
  }
  return withTokens(recorder.state.claims, output);
}

async function extracted({
  output,
  splitter,
  calls,
  limits,
  signal,
}: Omit<ClaimReading, 'reuse' | 'recorder'>): Promise<RunEvent> {
  const byGrammar = () => {
    const { claims, leftOut } = extractClaims(output);
    return { claims: claims.map(withoutTokens), leftOut };
  };
  if (!splitter || output.sentences.length === 0) {
    return {
      type: 'claimsExtracted',
      payload: { ...byGrammar(), splitting: { id: GRAMMAR, note: null, usage: null } },
    };
  }
  const outcome = await limits(splitter.provider, signal, () => splitter.split(output, calls, signal));
  if (outcome.status === 'failed') {
    const note = `${splitter.name} did not take out the claims (${outcome.message.replace(/\.$/u, '')}); they were taken out by grammar.`;
    return {
      type: 'claimsExtracted',
      payload: { ...byGrammar(), splitting: { id: GRAMMAR, note, usage: outcome.usage } },
    };
  }
  const { claims, leftOut } = outcome.extracted;
  const { note, usage, chunks } = outcome;
  const splitting = { id: splitter.id, note, usage, ...(chunks && { chunks }) };
  return { type: 'claimsExtracted', payload: { claims: claims.map(withoutTokens), leftOut, splitting } };
}

/** What the other run had reached, without what it cost: nothing is asked, nothing is paid. */
function takenOver({ runId, claims, leftOut, verdicts, passages, documents }: ReusedVerification): RunEvent[] {
  const note = `Claims and verdicts were taken over from run ${runId}.`;
  const splitting = { id: 'reused', note, usage: null };
  return [
    { type: 'claimsExtracted', payload: { claims, leftOut, splitting } },
    ...claims.flatMap((claim): RunEvent[] => {
      const found = passages[claim.index];
      const read = documents[claim.index];
      const payload = found && { claimId: claim.id, passages: found, ...(read && { documents: read }) };
      return payload ? [{ type: 'evidenceRetrieved', payload }] : [];
    }),
    ...verdicts
      .filter((verdict) => verdict !== null)
      .map(({ usage: _, ...verdict }): RunEvent => ({ type: 'verdictReached', payload: verdict })),
  ];
}
