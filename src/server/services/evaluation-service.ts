import { setTimeout as delay } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import { FAILURE_CLASSES } from '@/core/evaluation/judge';
import { FACTUALITY } from '@/core/evaluation/rubric';
import { applyRunEvent, hasEnded, type RunState } from '@/core/evaluation/run';
import type { ProviderPauses } from '@/core/evaluation/run-calls';
import type { PlannedCalibration, RunEvent, RunReopening } from '@/core/evaluation/run-event';
import { whatIsMissing } from '@/core/evaluation/run-missing';
import type { Budget } from '@/core/evaluation/spending';
import { assertSubmittable } from '@/core/evaluation/text';
import type { RunWishes } from '@/protocol/evaluation';
import { isTransient } from '@/server/db';
import type { ReusedVerification } from '@/server/evaluation/pipeline';
import { createProviderLimits } from '@/server/evaluation/provider-limits';
import type { RunAssignment, RunRunner } from '@/server/evaluation/run-assignment';
import type { Logger } from '@/server/logger';
import type { Member } from '@/server/policy';
import type { StreamHubs } from '@/server/realtime/stream-hub';
import type { AnswerRepository } from '@/server/repositories/answer-repository';
import type { RunRepository, StoredRun } from '@/server/repositories/run-repository';
import type { CollectionService } from './collection-service';
import { type RubricService, rubricHash } from './rubric-service';

type Deps = {
  readonly runs: RunRepository;
  readonly answers: AnswerRepository;
  readonly rubrics: Pick<RubricService, 'find'>;
  readonly collections: Pick<CollectionService, 'named' | 'retrieve'>;
  /** What the organisation's labels say about probabilities; null when they are too few. */
  readonly calibrationOf: (organisationId: string) => Promise<PlannedCalibration | null>;
  readonly hubs: StreamHubs;
  readonly runner: RunRunner;
  readonly quorum: number;
  /** Pauses that providers asked for, over all runs. */
  readonly pauses: ProviderPauses;
  /** Requests at a time to one provider, over all runs of this process. */
  readonly concurrency?: number;
  readonly now: () => Date;
  readonly log: Logger;
};

type Submission = {
  readonly source: string;
  readonly output: string;
  readonly question: string | null;
  readonly configuration: RunWishes;
};

/** A process that says nothing for this long has lost its run to whoever asks next. */
const LEASE_MS = 15_000;
const RETRIES = 40;
const RETRY_MS = 250;
const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000;

/** Work on a run stops here without an event of its own: it ended elsewhere, or another process has it. */
class RunLost extends Error {
  override readonly name = 'RunLost';
}

export type EvaluationService = ReturnType<typeof createEvaluationService>;

export function createEvaluationService(deps: Deps) {
  const {
    runs,
    answers,
    rubrics,
    collections,
    calibrationOf,
    hubs,
    runner,
    quorum,
    pauses,
    concurrency = 4,
    now,
    log,
  } = deps;
  const holder = newId();
  const limits = createProviderLimits(() => concurrency);
  const working = new Map<string, AbortController>();

  /** Repeats what failed because the database was away; after ten seconds the job system takes over. */
  const persistently = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!isTransient(error) || attempt >= RETRIES) throw error;
        await delay(RETRY_MS);
      }
    }
  };

  const announce = async (runId: string, before: RunState, events: readonly RunEvent[]): Promise<RunState | null> => {
    const at = now();
    const after = events.reduce((state, event) => applyRunEvent(state, event, at.toISOString()), before);
    const stored = await runs.append(runId, before.seq, events, after.status, after.summary, at);
    if (!stored) return null;
    hubs.offer(runId, stored, null);
    return { ...after, seq: before.seq + events.length };
  };

  const visible = async (member: Member, runId: string): Promise<void> => {
    if ((await runs.organisationOf(runId)) !== member.organisationId) throw new DomainError('run_not_found');
  };

  /** Appends what `decide` says of the run as it stands, however often another writer is faster. */
  const decided = async (runId: string, decide: (state: RunState) => RunEvent): Promise<void> => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const state = await runs.loadState(runId);
      if (await announce(runId, state, [decide(state)])) return;
    }
    throw new DomainError('conflict', 'The run is too busy this moment. Try again.');
  };

  const store = async (
    member: Member,
    { source, output, question, configuration: { rival, ...wishes } }: Submission,
    rescoredFrom: string | null,
    held = false,
  ): Promise<{ runId: string }> => {
    const { id, version, name, text, hash } = await rubrics.find(member.organisationId, wishes.rubricId);
    const runId = newId();
    await runs.create({
      id: runId,
      source,
      output,
      question,
      rival,
      organisationId: member.organisationId,
      createdBy: member.userId,
      configuration: { ...wishes, rubric: { id, version, name, text, hash } },
      rescoredFrom,
      held,
    });
    return { runId };
  };

  const assignmentOf = async (run: StoredRun, already: RunState): Promise<RunAssignment> => {
    const { source, output, question, rival, organisationId, configuration, rescoredFrom } = run;
    const { rubric: kept, ...wishes } = configuration;
    const rubric = kept ?? { ...FACTUALITY, hash: rubricHash(FACTUALITY.text) };
    const { id, version, name, text } = rubric;
    return {
      ...wishes,
      collections: already.plan
        ? (already.plan.collections ?? [])
        : await collections.named(organisationId, wishes.collectionIds),
      runId: run.id,
      organisationId,
      texts: { source, output, question, rival },
      rubric: { id, version, name, text },
      rubricHash: rubric.hash,
      quorum,
      calibration: already.plan ? (already.plan.calibration ?? null) : await calibrationOf(organisationId),
      reuse: rescoredFrom && already.claims.length === 0 ? await reusedFrom(rescoredFrom) : null,
      already,
    };
  };
  const reusedFrom = async (runId: string): Promise<ReusedVerification> => {
    const { claims, leftOut, verdicts, passages, documents } = await runs.loadState(runId);
    return { runId, claims, leftOut, verdicts, passages, documents };
  };

  return {
    /**
     * Takes two texts as they are, or three to compare two outputs, and queues their evaluation.
     * @param held waits for `start` before anybody works on it.
     * @throws DomainError `text_empty`, `text_too_long` naming the field, `rubric_not_found`.
     */
    async create(member: Member, submission: Submission, { held = false } = {}): Promise<{ runId: string }> {
      assertSubmittable('source', submission.source);
      assertSubmittable('output', submission.output);
      const given = (name: string, text: string | null) => {
        const kept = text?.trim() ? text : null;
        if (kept) assertSubmittable(name, kept);
        return kept;
      };
      const question = given('question', submission.question);
      const rival = given('second output', submission.configuration.rival);
      const wanted = [...new Set(submission.configuration.collectionIds)];
      const found = await collections.named(member.organisationId, wanted);
      if (found.length < wanted.length) throw new DomainError('collection_not_found');
      return store(
        member,
        { ...submission, question, configuration: { ...submission.configuration, rival, collectionIds: wanted } },
        null,
        held,
      );
    },

    /** Queues a run that was held. @throws DomainError `run_already_started`. */
    async start(member: Member, runId: string): Promise<void> {
      await visible(member, runId);
      if (!(await runs.start(runId))) throw new DomainError('run_already_started');
    },

    /**
     * A new run over the texts of an ended one: its claims and verdicts are taken over, only the panel is asked.
     * @throws DomainError `run_not_ended`, `rubric_not_found`.
     */
    async rescore(member: Member, runId: string, configuration: RunWishes): Promise<{ runId: string }> {
      await visible(member, runId);
      const [run, state] = await Promise.all([runs.find(runId), runs.loadState(runId)]);
      if (!run) throw new DomainError('run_not_found');
      if (!hasEnded(state)) throw new DomainError('run_not_ended');
      const { source, output, question, rival } = run;
      const { collectionIds } = run.configuration; // what was searched goes with the verdicts that are taken over
      return store(
        member,
        { source, output, question, configuration: { ...configuration, rival, collectionIds } },
        runId,
      );
    },

    async get(member: Member, runId: string) {
      await visible(member, runId);
      const [run, state] = await Promise.all([runs.find(runId), runs.loadState(runId)]);
      if (!run) throw new DomainError('run_not_found');
      return { run, state };
    },

    assertMayRead: visible,

    /** Ends a run on an auditor's wish; what was reached stays. @throws DomainError `run_not_active` when it has ended. */
    async cancel(member: Member, runId: string): Promise<void> {
      await visible(member, runId);
      await decided(runId, (state) => {
        if (hasEnded(state)) throw new DomainError('run_not_active');
        return { type: 'runCancelled', payload: { reason: 'Cancelled by an auditor.' } };
      });
      working.get(runId)?.abort(new RunLost('cancelled'));
    },

    /**
     * Lets an ended run go on with what is missing: judges that failed (or those of them that are named), claims without a
     * verdict, and whatever a cancellation or the budget cut off. Everything reached stays.
     * @param budget from here on; undefined keeps the old one.
     * @throws DomainError `run_not_ended`, `nothing_missing`.
     */
    async reopen(
      member: Member,
      runId: string,
      judgeIds: readonly string[] | null,
      budget?: Budget | null,
    ): Promise<void> {
      await visible(member, runId);
      await decided(runId, (state) => {
        if (!hasEnded(state)) throw new DomainError('run_not_ended');
        const missing = whatIsMissing(state, judgeIds);
        if (!missing) throw new DomainError('nothing_missing');
        const payload: RunReopening = {
          ...missing,
          reason: 'An auditor let it go on.',
          ...(budget !== undefined && { budget }),
        };
        return { type: 'runReopened', payload };
      });
      await runs.addJob(runId);
    },

    /**
     * Works on a run from where its log stands to its end; the job. Does nothing when it has ended or another process
     * has it. When the process stops, the run is left for the next to continue.
     */
    async work(runId: string, stopping: AbortSignal): Promise<void> {
      const leaseUntil = () => new Date(now().getTime() + LEASE_MS);
      if (!(await runs.lease(runId, holder, now(), leaseUntil()))) return;
      const run = await runs.find(runId);
      if (!run || working.has(runId)) return;
      const own = new AbortController();
      working.set(runId, own);
      const heartbeat = setInterval(() => {
        runs.lease(runId, holder, now(), leaseUntil()).then(
          (held) => held || own.abort(new RunLost('lease lost')),
          () => undefined, // the database is away; the next beat tells
        );
      }, LEASE_MS / 3);
      let state = await runs.loadState(runId);
      const emit = async (events: readonly RunEvent[]): Promise<void> => {
        const next = await persistently(() => announce(runId, state, events));
        if (!next) {
          own.abort(new RunLost('the run went on elsewhere'));
          throw new RunLost('the run went on elsewhere');
        }
        state = next;
      };
      try {
        const signal = AbortSignal.any([stopping, own.signal]);
        const cache = answers.cacheOf(run.organisationId);
        const assignment = await assignmentOf(run, state);
        const searched = assignment.collections.map(({ id }) => id);
        const searchDocuments = (terms: readonly string[]) =>
          persistently(() => collections.retrieve(run.organisationId, searched, terms));
        const end = await runner.run(assignment, { emit, cache, limits, pauses, searchDocuments, signal });
        log.info({ runId, end, events: state.seq }, 'evaluation run');
      } catch (error) {
        if (error instanceof RunLost || stopping.aborted || own.signal.aborted) return;
        if (isTransient(error)) throw error;
        // The thread itself broke: trying again would break the next one.
        const message = error instanceof Error ? error.message : String(error);
        log.error({ runId, err: message }, 'an evaluation run broke its thread');
        const kept = `${state.claims.length} claims and what was reached on them were kept.`;
        const payload = { class: 'internal' as const, message, kept, recovery: FAILURE_CLASSES.internal };
        await emit([{ type: 'runFailed', payload }]).catch(() => undefined);
      } finally {
        clearInterval(heartbeat);
        working.delete(runId);
        await runs.release(runId, holder, now()).catch(() => undefined);
      }
    },

    /** Queues what a process that died, or was stopped, left unfinished. */
    async resumeAbandoned(): Promise<void> {
      for (const runId of await runs.findAbandoned(now())) await runs.addJob(runId);
    },

    /** Kept answers of models are dropped after a month. */
    forgetAnswers: () => answers.forgetBefore(new Date(now().getTime() - ANSWERS_KEPT_MS)),
  };
}
