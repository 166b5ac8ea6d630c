import { setTimeout as delay } from 'node:timers/promises';
import {
  type JobHelpers,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  Logger as WorkerLogger,
} from 'graphile-worker';
import { z } from 'zod';
import type { Logger } from '@/server/logger';
import type { Services } from '@/server/services/services';
import { PatientPool } from './patient-pool';

const SessionJob = z.object({ sessionId: z.uuid() });
const GradingJob = z.object({ sessionId: z.uuid(), position: z.number().int().positive() });
const RunJob = z.object({ runId: z.uuid() });
const DocumentJob = z.object({ documentId: z.uuid() });
const BankJob = z.object({ taskId: z.uuid() });

const ABANDONED_MS = 5_000;

/**
 * The work that must happen whether or not anyone is connected: deadlines, schedules, evaluation runs. Jobs are rows in
 * PostgreSQL, shared by all processes; each calls one service, and each may run twice without harm.
 */
export type JobWorker = { isHealthy(): boolean; stop(): Promise<void> };

export async function prepareJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: silent });
}

export function startJobWorker(services: Services, url: string, concurrency: number, log: Logger): JobWorker {
  const stopping = new AbortController();
  const pool = new PatientPool({ connectionString: url, max: concurrency + 3 }, stopping.signal);
  const lost = (error: Error) => log.warn({ err: error.message }, 'job database connection lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  let runner: Runner | null = null;

  const taskList = {
    expire_session: (payload: unknown) => services.sessions.expireIfOverdue(SessionJob.parse(payload).sessionId),
    grade_response: (payload: unknown, helpers: JobHelpers) =>
      services.gradings.grade(
        { ...GradingJob.parse(payload), attempt: helpers.job.attempts },
        AbortSignal.any([stopping.signal, helpers.abortSignal ?? stopping.signal]),
      ),
    settle_session: (payload: unknown, helpers: JobHelpers) =>
      services.calibration.settleDue(
        SessionJob.parse(payload).sessionId,
        AbortSignal.any([stopping.signal, helpers.abortSignal ?? stopping.signal]),
      ),
    calibrate: (_payload: unknown, helpers: JobHelpers) =>
      services.calibration.calibrateAll(AbortSignal.any([stopping.signal, helpers.abortSignal ?? stopping.signal])),
    run_evaluation: (payload: unknown, helpers: JobHelpers) =>
      services.evaluations.work(
        RunJob.parse(payload).runId,
        AbortSignal.any([stopping.signal, helpers.abortSignal ?? stopping.signal]),
      ),
    work_on_bank: (payload: unknown, helpers: JobHelpers) =>
      services.workOnBank(
        BankJob.parse(payload).taskId,
        AbortSignal.any([stopping.signal, helpers.abortSignal ?? stopping.signal]),
      ),
    index_document: (payload: unknown, helpers: JobHelpers) =>
      services.documentIndexing.work(
        DocumentJob.parse(payload).documentId,
        AbortSignal.any([stopping.signal, helpers.abortSignal ?? stopping.signal]),
      ),
    sweep: () => sweep(services, stopping.signal),
  };

  const keepRunning = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        runner = await run({
          pgPool: pool,
          concurrency,
          taskList,
          parsedCronItems: parseCronItems([
            { task: 'sweep', match: '* * * * *', identifier: 'sweep' },
            // Missed nights are made up for, one run however many were missed.
            {
              task: 'calibrate',
              match: '17 2 * * *',
              identifier: 'calibrate',
              options: { backfillPeriod: 86_400_000 },
            },
          ]),
          noHandleSignals: true,
          logger: silent,
        });
        runner.events.on('job:error', ({ job, error }) => {
          const message = error instanceof Error ? error.message : String(error);
          log.error({ job: job.task_identifier, jobId: job.id, err: message }, 'job failed; it will be tried again');
        });
        await runner.promise;
      } catch (error) {
        if (!stopping.signal.aborted)
          log.warn({ err: error instanceof Error ? error.message : error }, 'job worker lost the database');
      }
      runner = null;
      if (!stopping.signal.aborted) await delay(1_000);
    }
  };
  const running = keepRunning();
  // A killed process's runs are nobody's once their lease is over; someone waits for them, so not for the minute's sweep.
  const lookingForAbandoned = setInterval(() => {
    void services.bankTasks.resumeAbandoned().catch(() => undefined);
    void services.documentIndexing.resumeAbandoned().catch(() => undefined);
    void services.evaluations.resumeAbandoned().catch(() => undefined); // the database is away; the next look finds them
  }, ABANDONED_MS);
  // What fell due while no process was up.
  void sweep(services, stopping.signal).catch((error) =>
    log.warn({ err: error instanceof Error ? error.message : error }, 'first sweep failed'),
  );

  return {
    isHealthy: () => runner !== null,
    async stop() {
      clearInterval(lookingForAbandoned);
      stopping.abort();
      await runner?.stop().catch(() => undefined);
      await running;
      await pool.end();
    },
  };
}

/** Everything that time alone brings about; a safety net under the jobs that are set for an instant. */
async function sweep(services: Services, signal: AbortSignal): Promise<void> {
  await services.assessments.followSchedule();
  await services.sessions.expireAllOverdue();
  await services.gradings.resumeAbandoned(signal);
  await services.calibration.releaseAbandoned();
  await services.calibration.queueMissed();
  await services.evaluations.resumeAbandoned();
  await services.bankTasks.resumeAbandoned();
  await services.documentIndexing.resumeAbandoned();
  await services.documentIndexing.followRules();
  await services.evaluations.forgetAnswers();
  await services.identity.forgetExpired();
}

/** The worker's own log repeats what ours says. */
const silent = new WorkerLogger(() => () => undefined);
