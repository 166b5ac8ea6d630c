import {
  type BankTaskEvent,
  type BankTaskState,
  type BankTaskStatus,
  foldBankTask,
  NEW_BANK_TASK,
  type WritableTypeName,
} from '@/core/items/bank-task';
import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';
import type { EventLog, StoredEvent } from './event-log';
import type { ItemCursor } from './item-rows';

/** `text` runs the gates that need no model; `full` all of them. */
export type GateScope = 'text' | 'full';

export type BankTaskPlan =
  | { readonly kind: 'gates'; readonly scope: GateScope; readonly targets: readonly ItemCursor[] }
  | {
      readonly kind: 'generation';
      /** Absent from plans that were queued before types could be chosen: single choice. */
      readonly type?: WritableTypeName;
      readonly skillId: string;
      /** Difficulty guessed for the items asked for, theta units. */
      readonly difficulty: number;
      readonly count: number;
      /** What the items should be grounded in and held to; empty for none. */
      readonly source: string;
      readonly tokenBudget: number;
    };

export type BankTask = {
  readonly id: string;
  readonly organisationId: string;
  readonly requestedBy: string | null;
  readonly plan: BankTaskPlan;
  readonly status: string;
  readonly createdAt: Date;
};

export type BankTaskRepository = ReturnType<typeof createBankTaskRepository>;

const NEVER_BEGUN_MS = 60_000;

/** Work on the bank as a log of events behind a durable job, leased to one process at a time, as evaluation runs are. */
export function createBankTaskRepository({ prisma, pool }: Database, log: EventLog) {
  const addJob = (id: string) =>
    prisma.$executeRaw`select graphile_worker.add_job('work_on_bank', json_build_object('taskId', ${id}::text),
      job_key => 'bank:' || ${id}::text, job_key_mode => 'preserve_run_at')`;
  return {
    /** Stores a task and the job that works on it, together. */
    async create(task: Omit<BankTask, 'status' | 'createdAt'>): Promise<void> {
      const { plan, ...rest } = task;
      const data = { ...rest, kind: plan.kind, configuration: plan as unknown as Prisma.InputJsonValue };
      await prisma.$transaction([prisma.bankTask.create({ data }), addJob(task.id)]);
    },

    async addJob(id: string): Promise<void> {
      await addJob(id);
    },

    async find(id: string): Promise<BankTask | null> {
      const row = await prisma.bankTask.findUnique({ where: { id } });
      return (
        row && {
          id: row.id,
          organisationId: row.organisationId,
          requestedBy: row.requestedBy,
          plan: row.configuration as unknown as BankTaskPlan,
          status: row.status,
          createdAt: row.createdAt,
        }
      );
    },

    async loadState(id: string): Promise<BankTaskState> {
      return (await log.readAll(id)).map(bankTaskEvent).reduce(foldBankTask, NEW_BANK_TASK);
    },

    /** Appends events after number `expected`, in one statement; null when another writer was faster. */
    async append(
      id: string,
      expected: number,
      events: readonly BankTaskEvent[],
      status: BankTaskStatus,
      at: Date,
    ): Promise<StoredEvent[] | null> {
      const { rowCount } = await pool.query({
        name: 'append-bank-task-events',
        text: `with moved as (
                 update bank_task set version = version + jsonb_array_length($4::jsonb), status = $3::"RunStatus",
                   ended_at = case when $3 in ('completed', 'failed') then $5::timestamptz end
                 where id = $1 and version = $2 and status in ('queued', 'running') returning id)
               insert into event (stream, seq, type, payload, at)
               select moved.id, $2 + e.place, e.event->>'type', e.event->'payload', $5
               from moved, jsonb_array_elements($4::jsonb) with ordinality as e (event, place)`,
        values: [id, expected, status, JSON.stringify(events), at],
      });
      if (rowCount === 0) return null;
      return events.map(({ type, payload }, index) => ({ seq: expected + 1 + index, type, payload, at }));
    },

    /** The latest tasks, newest first. */
    async list(organisationId: string, kind: BankTaskPlan['kind'], take: number) {
      return prisma.bankTask.findMany({
        where: { organisationId, kind },
        orderBy: { createdAt: 'desc' },
        take,
        select: { id: true, status: true, createdAt: true, endedAt: true, configuration: true },
      });
    },

    /** The newest task under way that checks this item; null when there is none. */
    async checking(organisationId: string, itemId: string): Promise<string | null> {
      const { rows } = await pool.query<{ id: string }>(
        `select id from bank_task where organisation_id = $1 and status in ('queued', 'running') and kind = 'gates'
           and configuration->'targets' @> jsonb_build_array(jsonb_build_object('id', $2::text))
         order by created_at desc limit 1`,
        [organisationId, itemId],
      );
      return rows[0]?.id ?? null;
    },

    /** Takes the task for `holder` until `until`; false while another process still has it. */
    async lease(id: string, holder: string, now: Date, until: Date): Promise<boolean> {
      const { count } = await prisma.bankTask.updateMany({
        where: {
          id,
          status: { in: ['queued', 'running'] },
          OR: [{ leasedUntil: null }, { leasedUntil: { lt: now } }, { leaseHolder: holder }],
        },
        data: { leaseHolder: holder, leasedUntil: until },
      });
      return count === 1;
    },

    async release(id: string, holder: string, now: Date): Promise<void> {
      await prisma.bankTask.updateMany({ where: { id, leaseHolder: holder }, data: { leasedUntil: now } });
    },

    /** Tasks nobody works on any more, and those whose job was lost before anyone had begun. */
    async findAbandoned(now: Date): Promise<string[]> {
      const neverBegun = { leasedUntil: null, createdAt: { lt: new Date(now.getTime() - NEVER_BEGUN_MS) } };
      const rows = await prisma.bankTask.findMany({
        where: { status: { in: ['queued', 'running'] }, OR: [{ leasedUntil: { lte: now } }, neverBegun] },
        select: { id: true },
        take: 100,
      });
      return rows.map(({ id }) => id);
    },
  };
}

/** A log line as the domain has it. What is stored was written by `BankTaskEvent`'s own types. */
export function bankTaskEvent(event: StoredEvent): BankTaskEvent & { seq: number; at: string } {
  return { seq: event.seq, at: event.at.toISOString(), type: event.type, payload: event.payload } as BankTaskEvent & {
    seq: number;
    at: string;
  };
}
