import { setTimeout as delay } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import { type BankTaskEvent, type BankTaskState, foldBankTask, hasTaskEnded } from '@/core/items/bank-task';
import { isTransient } from '@/server/db';
import type { Logger } from '@/server/logger';
import type { Member } from '@/server/policy';
import type { StreamHubs } from '@/server/realtime/stream-hub';
import type { BankTask, BankTaskPlan, BankTaskRepository } from '@/server/repositories/bank-task-repository';

type Deps = {
  readonly tasks: BankTaskRepository;
  readonly hubs: StreamHubs;
  readonly now: () => Date;
  readonly log: Logger;
};

/** What a worker of one kind of task is given: where the task stands, a way to say what happened, and when to stop. */
export type BankTaskWork = {
  readonly task: BankTask;
  readonly already: BankTaskState;
  readonly emit: (events: readonly BankTaskEvent[]) => Promise<void>;
  readonly signal: AbortSignal;
};
export type BankTaskWorker = (work: BankTaskWork) => Promise<void>;

export type BankTaskService = ReturnType<typeof createBankTaskService>;

/** A process that says nothing for this long has lost its task to whoever asks next. */
const LEASE_MS = 15_000;
const RETRIES = 40;
const RETRY_MS = 250;

/** Work on a task stops here without an event of its own: another process has it. */
class TaskLost extends Error {
  override readonly name = 'TaskLost';
}

/**
 * Long work on the bank, as a durable job with a log of events that pages follow. Whoever dies over it leaves it to the
 * next process, which goes on from the log.
 */
export function createBankTaskService({ tasks, hubs, now, log }: Deps) {
  const holder = newId();

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

  const visible = async (member: Member, id: string): Promise<BankTask> => {
    const task = await tasks.find(id);
    if (task?.organisationId !== member.organisationId) throw new DomainError('not_found');
    return task;
  };

  return {
    async queue(organisationId: string, requestedBy: string | null, plan: BankTaskPlan): Promise<string> {
      const id = newId();
      await tasks.create({ id, organisationId, requestedBy, plan });
      return id;
    },

    async get(member: Member, id: string) {
      const task = await visible(member, id);
      return { task, state: await tasks.loadState(id) };
    },

    assertMayRead: async (member: Member, id: string): Promise<void> => void (await visible(member, id)),

    listGenerations: (member: Member) => tasks.list(member.organisationId, 'generation', 10),

    /** The task that checks this item now; null when there is none. */
    checking: (organisationId: string, itemId: string) => tasks.checking(organisationId, itemId),

    /** The job: works on a task from where its log stands to its end. Does nothing when it has ended or another process has it. */
    async work(
      id: string,
      workers: Record<BankTaskPlan['kind'], BankTaskWorker>,
      stopping: AbortSignal,
    ): Promise<void> {
      const until = () => new Date(now().getTime() + LEASE_MS);
      if (!(await tasks.lease(id, holder, now(), until()))) return;
      const task = await tasks.find(id);
      if (!task) return;
      const own = new AbortController();
      const heartbeat = setInterval(() => {
        tasks.lease(id, holder, now(), until()).then(
          (held) => held || own.abort(new TaskLost('lease lost')),
          () => undefined, // the database is away; the next beat tells
        );
      }, LEASE_MS / 3);
      let state = await tasks.loadState(id);
      const emit = async (events: readonly BankTaskEvent[]): Promise<void> => {
        const after = events.reduce<BankTaskState>(
          (next, event) => foldBankTask(next, { ...event, seq: next.seq + 1 }),
          state,
        );
        const status = after.status === 'queued' ? 'running' : after.status;
        const stored = await persistently(() => tasks.append(id, state.seq, events, status, now()));
        if (!stored) throw new TaskLost('the task went on elsewhere');
        hubs.offer(id, stored, null);
        state = after;
      };
      const signal = AbortSignal.any([stopping, own.signal]);
      try {
        await workers[task.plan.kind]({ task, already: state, emit, signal });
        if (!hasTaskEnded(state)) await emit([{ type: 'taskCompleted', payload: { note: null } }]);
      } catch (error) {
        if (error instanceof TaskLost || signal.aborted || isTransient(error)) return;
        log.error({ taskId: id, err: error instanceof Error ? error.message : error }, 'bank task failed');
        const message = 'The work stopped on an error of the server, which has been noted. What was checked is kept.';
        await emit([{ type: 'taskFailed', payload: { message } }]).catch(() => undefined);
      } finally {
        clearInterval(heartbeat);
        await tasks.release(id, holder, now()).catch(() => undefined);
      }
    },

    /** Queues what a process that died, or was stopped, left unfinished. */
    async resumeAbandoned(): Promise<void> {
      for (const id of await tasks.findAbandoned(now())) await tasks.addJob(id);
    },
  };
}
