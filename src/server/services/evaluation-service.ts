import { setTimeout as delay } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import type { Judge } from '@/core/evaluation/judge';
import type { SentenceSplitter } from '@/core/evaluation/reading';
import { applyRunEvent, hasEnded, type RunState } from '@/core/evaluation/run';
import type { RunEvent } from '@/core/evaluation/run-event';
import { assertSubmittable } from '@/core/evaluation/text';
import type { Verifier } from '@/core/evaluation/verifier';
import { isTransient } from '@/server/db';
import { runPipeline } from '@/server/evaluation/pipeline';
import { createProviderLimits } from '@/server/evaluation/provider-limits';
import type { Logger } from '@/server/logger';
import type { Member } from '@/server/policy';
import type { StreamHubs } from '@/server/realtime/stream-hub';
import type { RunRepository, RunTextsRow } from '@/server/repositories/run-repository';

type Deps = {
  readonly runs: RunRepository;
  readonly hubs: StreamHubs;
  readonly splitter: SentenceSplitter;
  readonly verifier: Verifier;
  readonly judges: readonly Judge[];
  readonly quorum: number;
  readonly now: () => Date;
  readonly log: Logger;
};

/** A process that says nothing for this long has lost its run to whoever asks next. */
const LEASE_MS = 15_000;
const RETRIES = 40;
const RETRY_MS = 250;

/** Work on a run stops here without an event of its own: it ended elsewhere, or another process has it. */
class RunLost extends Error {
  override readonly name = 'RunLost';
}

export function createEvaluationService(deps: Deps) {
  const { runs, hubs, splitter, verifier, judges, quorum, now, log } = deps;
  const holder = newId();
  const limits = createProviderLimits(() => 4);
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

  return {
    /**
     * Takes two texts as they are and queues their evaluation.
     * @throws DomainError `text_empty`, `text_too_long` naming the field.
     */
    async create(member: Member, texts: RunTextsRow): Promise<{ runId: string }> {
      assertSubmittable('source', texts.source);
      assertSubmittable('output', texts.output);
      const question = texts.question?.trim() ? texts.question : null;
      if (question) assertSubmittable('question', question);
      const id = newId();
      await runs.create({ ...texts, question, id, organisationId: member.organisationId, createdBy: member.userId });
      return { runId: id };
    },

    async get(member: Member, runId: string) {
      await visible(member, runId);
      const [run, state] = await Promise.all([runs.find(runId), runs.loadState(runId)]);
      if (!run) throw new DomainError('run_not_found');
      return { run, state };
    },

    list: (member: Member, before: Date | null) => runs.list(member.organisationId, before),

    assertMayRead: visible,

    /** Ends a run on an auditor's wish; what was reached stays. @throws DomainError `run_not_active` when it has ended. */
    async cancel(member: Member, runId: string): Promise<void> {
      await visible(member, runId);
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const state = await runs.loadState(runId);
        if (hasEnded(state)) throw new DomainError('run_not_active');
        const cancelled = await announce(runId, state, [
          { type: 'runCancelled', payload: { reason: 'Cancelled by an auditor.' } },
        ]);
        if (cancelled) {
          working.get(runId)?.abort(new RunLost('cancelled'));
          return;
        }
      }
      throw new DomainError('conflict', 'The run is too busy to be cancelled this moment. Try again.');
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
        const { source, output, question } = run;
        const signal = AbortSignal.any([stopping, own.signal]);
        const clock = { now: () => performance.now() };
        const end = await runPipeline({
          texts: { source, output, question },
          splitter,
          verifier,
          judges,
          quorum,
          emit,
          already: state,
          signal,
          clock,
          limits,
        });
        log.info({ runId, end, events: state.seq }, 'evaluation run');
      } catch (error) {
        if (!(error instanceof RunLost)) throw error;
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
  };
}
