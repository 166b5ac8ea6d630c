import type { ReadClaim } from '@/core/evaluation/claim';
import { extractClaims, withoutTokens } from '@/core/evaluation/claim-extraction';
import { FACTUALITY, FAILURE_CLASSES, type Judge, type Rubric, unmeasured } from '@/core/evaluation/judge';
import { readText, type SentenceSplitter } from '@/core/evaluation/reading';
import { type Passage, retrieve } from '@/core/evaluation/retrieval';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import type { RunEvent, RunPlan, Stage } from '@/core/evaluation/run-event';
import { summarise } from '@/core/evaluation/run-summary';
import { indexSource, type SourceIndex } from '@/core/evaluation/source-index';
import type { Verifier } from '@/core/evaluation/verifier';
import { breathe } from './breathe';
import { askPanel } from './panel';
import { createProviderLimits, type ProviderLimits } from './provider-limits';
import { type Clock, createRunRecorder, EmitFailed, type EmitRunEvents, type RunRecorder } from './run-recorder';

/** Abort a run's signal with this to cancel it for good; any other reason only interrupts it, and it can be resumed. */
export class RunCancelled extends Error {
  override name = 'RunCancelled';
}

export type RunTexts = { source: string; output: string; question: string | null };

export type RunPipelineInput = {
  texts: RunTexts;
  splitter: SentenceSplitter;
  verifier: Verifier;
  judges: readonly Judge[];
  quorum: number;
  rubric?: Rubric;
  /** Stores events in order before anyone is shown them. */
  emit: EmitRunEvents;
  /** What is in the log already, NEW_RUN for a new run: only what is missing is done. */
  already: RunState;
  signal: AbortSignal;
  clock: Clock;
  /** Shared by all runs of the process, so that a provider's limit holds over all of them. */
  limits?: ProviderLimits;
};

export type RunEnd = 'completed' | 'failed' | 'cancelled' | 'interrupted';

/**
 * Does a run from where it stands to its end: reads, takes claims out, retrieves, verifies and asks the panel, telling each step by
 * `emit`. A judge or a verdict that fails is recorded as such and the run goes on. It ends by one of runCompleted, runFailed (a
 * bug, with what was kept) or runCancelled; on any other abort it stops without an event, to be resumed.
 * @returns how it ended. Throws the cause when `emit` failed: the run can be resumed from what was stored.
 */
export async function runPipeline(input: RunPipelineInput): Promise<RunEnd> {
  if (hasEnded(input.already)) return input.already.status as RunEnd;
  const recorder = createRunRecorder(input.already, input.emit, input.clock);
  try {
    await work(input, recorder);
    await recorder.flush();
    return 'completed';
  } catch (error) {
    if (error instanceof EmitFailed) throw error.cause;
    try {
      return await endEarly(error, input.signal, recorder);
    } catch (late) {
      throw late instanceof EmitFailed ? late.cause : late;
    }
  }
}

async function work(input: RunPipelineInput, recorder: RunRecorder): Promise<void> {
  const { texts, splitter, verifier, judges, signal, clock, rubric = FACTUALITY } = input;
  const limits = input.limits ?? createProviderLimits(() => 4);
  signal.throwIfAborted();
  if (recorder.state.status === 'queued') {
    await recorder.record({ type: 'runStarted', payload: { plan: planOf(input, rubric) } });
  }

  const stage = stageTeller(recorder);
  await stage.start('retrieval');
  const source = await readText(texts.source, splitter, signal);
  const index = indexSource(source);
  await stage.progress('retrieval', 40);
  const output = await readText(texts.output, splitter, signal);
  const { claims, leftOut } = extractClaims(output);
  if (recorder.state.stages.retrieval.status !== 'finished' && recorder.state.claims.length === 0) {
    await recorder.record({ type: 'claimsExtracted', payload: { claims: claims.map(withoutTokens), leftOut } });
  }
  await stage.progress('retrieval', 70);
  const passages = await retrieveAll(claims, index, recorder, signal);
  await stage.finish('retrieval');

  await stage.start('verification');
  await stage.start('judging');
  const panelInput = { source, index, output, question: texts.question, claims, rubric };
  await together(signal, [
    async (either) => {
      const context = { index, passages, question: texts.question };
      await verifyAll(claims, context, verifier, recorder, either);
      await stage.finish('verification');
      await recorder.record({ type: 'consensusUpdated', payload: summarise(recorder.state) });
    },
    async (either) => {
      await askPanel({ judges, input: panelInput, recorder, limits, clock, signal: either });
      await stage.finish('judging');
    },
  ]);

  await stage.start('aggregation');
  const summary = summarise(recorder.state);
  await stage.finish('aggregation');
  await recorder.record({ type: 'runCompleted', payload: summary });
}

/** Does all at the same time. When one throws, the others are stopped and waited for, so that nothing is recorded after the end. */
async function together(
  signal: AbortSignal,
  tasks: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const sibling = new AbortController();
  const either = AbortSignal.any([signal, sibling.signal]);
  const results = await Promise.allSettled(
    tasks.map(async (task) => {
      try {
        await task(either);
      } catch (error) {
        sibling.abort(error);
        throw error;
      }
    }),
  );
  if (sibling.signal.aborted) throw sibling.signal.reason;
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function planOf({ judges, verifier, splitter, quorum }: RunPipelineInput, rubric: Rubric): RunPlan {
  return {
    judges: judges.map(({ id, name, kind, provider, version }) => ({ id, name, kind, provider, version })),
    verifier: { id: verifier.id, name: verifier.name },
    splitter: splitter.id,
    rubric: { id: rubric.id, version: rubric.version },
    quorum,
  };
}

async function retrieveAll(
  claims: readonly ReadClaim[],
  index: SourceIndex,
  recorder: RunRecorder,
  signal: AbortSignal,
) {
  const all: Passage[][] = [];
  for (const claim of claims) {
    const passages = retrieve(claim.tokens, index);
    all.push(passages);
    if (!recorder.state.passages[claim.index]) {
      await recorder.record({ type: 'evidenceRetrieved', payload: { claimId: claim.id, passages } });
    }
    await breathe(signal);
  }
  return all;
}

type VerificationContext = { index: SourceIndex; passages: readonly (readonly Passage[])[]; question: string | null };

async function verifyAll(
  claims: readonly ReadClaim[],
  { index, passages, question }: VerificationContext,
  verifier: Verifier,
  recorder: RunRecorder,
  signal: AbortSignal,
): Promise<void> {
  const failed = new Set(recorder.state.unverified.map(({ claimId }) => claimId));
  let told = 0;
  for (const claim of claims) {
    if (recorder.state.verdicts[claim.index] || failed.has(claim.id)) continue;
    const context = { source: index, passages: passages[claim.index] ?? [], question };
    await recorder.record(await verdictEvent(claim, verifier, context, signal));
    const progress = Math.floor((100 * (claim.index + 1)) / claims.length);
    if (progress >= told + 10) {
      told = progress;
      await recorder.record({ type: 'stageProgressed', payload: { stage: 'verification', progress } });
    }
    await breathe(signal);
  }
}

async function verdictEvent(
  claim: ReadClaim,
  verifier: Verifier,
  context: Parameters<Verifier['verify']>[1],
  signal: AbortSignal,
): Promise<RunEvent> {
  try {
    return { type: 'verdictReached', payload: await verifier.verify(claim, context, signal) };
  } catch (error) {
    signal.throwIfAborted();
    const failure = unmeasured(
      'internal',
      `The verifier stopped: ${error instanceof Error ? error.message : String(error)}`,
    );
    return { type: 'verdictFailed', payload: { claimId: claim.id, failure } };
  }
}

/** Tells of stages, once each, also after a resume. */
function stageTeller(recorder: RunRecorder) {
  const isFinished = (stage: Stage) => recorder.state.stages[stage].status === 'finished';
  return {
    async start(stage: Stage): Promise<void> {
      if (recorder.state.stages[stage].status !== 'waiting') return;
      await recorder.record({ type: 'stageStarted', payload: { stage } });
    },
    async progress(stage: Stage, progress: number): Promise<void> {
      if (isFinished(stage) || progress <= recorder.state.stages[stage].progress) return;
      await recorder.record({ type: 'stageProgressed', payload: { stage, progress } });
    },
    async finish(stage: Stage): Promise<void> {
      if (!isFinished(stage)) await recorder.record({ type: 'stageFinished', payload: { stage } });
    },
  };
}

async function endEarly(error: unknown, signal: AbortSignal, recorder: RunRecorder): Promise<RunEnd> {
  const { state } = recorder;
  if (signal.aborted) {
    if (!(signal.reason instanceof RunCancelled)) {
      await recorder.flush();
      return 'interrupted';
    }
    await recorder.record({ type: 'runCancelled', payload: { reason: signal.reason.message } });
    await recorder.flush();
    return 'cancelled';
  }
  const verdicts = state.verdicts.filter((verdict) => verdict !== null).length;
  const judged = state.judges.filter((judge) => judge.status === 'judged').length;
  await recorder.record({
    type: 'runFailed',
    payload: {
      class: 'internal',
      message: error instanceof Error ? error.message : String(error),
      kept: `${state.claims.length} claims, ${verdicts} verdicts and ${judged} judgements were kept.`,
      recovery: FAILURE_CLASSES.internal,
    },
  });
  await recorder.flush();
  return 'failed';
}
