import type { ReadClaim } from '@/core/evaluation/claim';
import { extractClaims } from '@/core/evaluation/claim-extraction';
import type { ClaimSplitter } from '@/core/evaluation/claim-splitter';
import type { DocumentPassage } from '@/core/evaluation/document-passage';
import { FAILURE_CLASSES, type Judge, type RivalOutput } from '@/core/evaluation/judge';
import { readText, type SentenceSplitter } from '@/core/evaluation/reading';
import { type Passage, retrieve } from '@/core/evaluation/retrieval';
import { FACTUALITY, type Rubric } from '@/core/evaluation/rubric';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import type { RunCalls } from '@/core/evaluation/run-calls';
import type { PlannedCalibration, PlannedJudge, RunPlan, Stage } from '@/core/evaluation/run-event';
import { runStatistics } from '@/core/evaluation/run-statistics';
import { summarise } from '@/core/evaluation/run-summary';
import { indexSource, type SourceIndex, termsOf } from '@/core/evaluation/source-index';
import type { Verifier } from '@/core/evaluation/verifier';
import type { ConsensusRule } from '@/core/statistics/consensus-rules';
import { breathe } from './breathe';
import { readClaims } from './claim-reading';
import { askPanel } from './panel';
import { createProviderLimits, type ProviderLimits } from './provider-limits';
import { noCalls } from './purse';
import { type Clock, createRunRecorder, EmitFailed, type EmitRunEvents, type RunRecorder } from './run-recorder';
import { verifyAll } from './verification';

/** Resamples of the intervals of one run. */
export const RESAMPLES = 2_000;

/** Abort a run's signal with this to cancel it for good; any other reason only interrupts it, and it can be resumed. */
export class RunCancelled extends Error {
  override name = 'RunCancelled';
}

/** The passages nearest to these terms, best first. */
export type SearchDocuments = (terms: readonly string[]) => Promise<readonly DocumentPassage[]>;

export type RunTexts = { source: string; output: string; question: string | null; rival?: string | null };

/** What a run takes over from another over the same texts. */
export type ReusedVerification = Pick<RunState, 'claims' | 'leftOut' | 'verdicts' | 'passages' | 'documents'> & {
  runId: string;
};

export type RunPipelineInput = {
  /** Names the run in the seeds of its intervals. */
  runId?: string;
  texts: RunTexts;
  splitter: SentenceSplitter;
  /** A model that takes out the claims; null leaves it to grammar. */
  claimSplitter?: ClaimSplitter | null;
  verifier: Verifier;
  /** Checks what `verifier` cannot be asked for. */
  fallbackVerifier?: Verifier | null;
  judges: readonly Judge[];
  quorum: number;
  rubric?: Rubric;
  rubricHash?: string;
  rule?: ConsensusRule;
  /** How often each judge behind a model is asked the same. */
  repeats?: number;
  calibration?: PlannedCalibration | null;
  reuse?: ReusedVerification | null;
  /** Collections to search beside the source, and who searches them for the terms of a claim. */
  collections?: readonly { id: string; name: string }[];
  searchDocuments?: SearchDocuments | null;
  /** Stores events in order before anyone is shown them. */
  emit: EmitRunEvents;
  /** What is in the log already, NEW_RUN for a new run: only what is missing is done. */
  already: RunState;
  signal: AbortSignal;
  clock: Clock;
  /** Shared by all runs of the process, so that a provider's limit holds over all of them. */
  limits?: ProviderLimits;
  /** The cache, and the purse with what the run has spent so far. */
  calls?: RunCalls;
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
  const calls = input.calls ?? noCalls();
  signal.throwIfAborted();
  if (recorder.state.status === 'queued') {
    await recorder.record({ type: 'runStarted', payload: { plan: planOf(input, rubric, calls) } });
  }

  const stage = stageTeller(recorder);
  await stage.start('retrieval');
  const source = await readText(texts.source, splitter, signal);
  const index = indexSource(source);
  await stage.progress('retrieval', 40);
  const output = await readText(texts.output, splitter, signal);
  const { claimSplitter = null, reuse = null } = input;
  const claims = await readClaims({ output, splitter: claimSplitter, reuse, calls, limits, recorder, signal });
  await stage.progress('retrieval', 70);
  const passages = await retrieveAll(claims, index, input.searchDocuments ?? null, recorder, signal);
  await stage.finish('retrieval');

  await stage.start('verification');
  await stage.start('judging');
  const { question } = texts;
  const { documents } = recorder.state;
  const panelInput = { source, index, output, question, claims, documents, rubric, repeat: 1, calls };
  await together(signal, [
    async (either) => {
      const fallback = input.fallbackVerifier ?? null;
      await verifyAll({
        claims,
        index,
        passages,
        documents,
        splitter,
        question,
        verifier,
        fallback,
        calls,
        limits,
        recorder,
        signal: either,
      });
      await stage.finish('verification');
      await recorder.record({ type: 'consensusUpdated', payload: summarise(recorder.state) });
    },
    async (either) => {
      const rival = texts.rival ? await readRival(texts.rival, splitter, either) : null;
      await askPanel({ judges, input: panelInput, rival, recorder, limits, clock, signal: either });
      await stage.finish('judging');
    },
  ]);

  await stage.start('aggregation');
  const figures = runStatistics(recorder.state, { seed: input.runId ?? '', resamples: RESAMPLES });
  await stage.finish('aggregation');
  await recorder.record({ type: 'runCompleted', payload: { ...summarise(recorder.state), figures } });
}

async function readRival(text: string, splitter: SentenceSplitter, signal: AbortSignal): Promise<RivalOutput> {
  const output = await readText(text, splitter, signal);
  return { output, claims: extractClaims(output).claims };
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

function planOf(input: RunPipelineInput, rubric: Rubric, { purse }: RunCalls): RunPlan {
  const {
    judges,
    verifier,
    splitter,
    claimSplitter,
    quorum,
    repeats = 1,
    rule,
    calibration,
    reuse,
    rubricHash,
    collections = [],
  } = input;
  return {
    judges: judges.flatMap((judge) => plannedJudges(judge, repeats)),
    verifier: { id: verifier.id, name: verifier.name },
    splitter: claimSplitter ? `${splitter.id}, ${claimSplitter.id}` : splitter.id,
    rubric: { id: rubric.id, version: rubric.version, name: rubric.name, ...(rubricHash && { hash: rubricHash }) },
    quorum,
    rule: rule ?? 'mean',
    budget: purse.budget,
    calibration: calibration ?? null,
    reuses: reuse ? { runId: reuse.runId } : null,
    ...(collections.length > 0 && { collections }),
  };
}

/** A judge that computes gives the same answer each time: only models are asked again. */
function plannedJudges({ id, name, kind, provider, version }: Judge, repeats: number): PlannedJudge[] {
  const once = { id, name, kind, provider, version };
  if (kind === 'builtIn' || repeats < 2) return [once];
  return Array.from({ length: repeats }, (_, i) => ({
    ...once,
    id: i === 0 ? id : `${id}#${i + 1}`,
    name: `${name}, repeat ${i + 1}`,
    of: id,
    repeat: i + 1,
  }));
}

async function retrieveAll(
  claims: readonly ReadClaim[],
  index: SourceIndex,
  searchDocuments: SearchDocuments | null,
  recorder: RunRecorder,
  signal: AbortSignal,
) {
  const all: Passage[][] = [];
  for (const claim of claims) {
    const passages = retrieve(claim.tokens, index);
    all.push(passages);
    const { passages: found, documents: read } = recorder.state;
    if (!found[claim.index] || (searchDocuments && !read[claim.index])) {
      const documents = searchDocuments && (await searchDocuments(termsOf(claim.tokens)));
      const payload = { claimId: claim.id, passages, ...(documents && { documents }) };
      await recorder.record({ type: 'evidenceRetrieved', payload });
    }
    await breathe(signal);
  }
  return all;
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
