import { awaitedAnswer, gradeResponse, startGrading } from '@/core/assessment/grading';
import type { SessionState } from '@/core/assessment/session';
import type { FreeTextJob, FreeTextPanel, Grade } from '@/server/evaluation/free-text-panel';
import type { Logger } from '@/server/logger';
import type { SessionRepository } from '@/server/repositories/session-repository';
import type { SessionService } from './session-service';

/** A panel that breaks this often will break again: then it is told, instead of letting the candidate wait for days. */
const ATTEMPTS = 3;

/** A reading takes seconds, with a slow model a minute; after this it is taken for abandoned. */
const ABANDONED_MINUTES = 3;

type Deps = {
  readonly sessions: SessionService;
  readonly rows: Pick<SessionRepository, 'findStuckReadings'>;
  readonly panel: FreeTextPanel;
  readonly logger: Logger;
};

/**
 * Reads the answers that wait for it, as a job: queued by the statement that stores the answer, repeated by the queue
 * when a process dies over it, and without effect when the score is there already.
 */
export function createGradingService({ sessions, rows, panel, logger }: Deps) {
  return {
    async grade(job: { sessionId: string; position: number; attempt: number }, signal: AbortSignal): Promise<void> {
      const { sessionId, position } = job;
      const state = await sessions.decideAfresh(sessionId, (current) => startGrading(current, position));
      const text = textToRead(state, position);
      if (!text) return;
      let grade: Grade;
      try {
        grade = await panel.grade(text, signal);
      } catch (error) {
        signal.throwIfAborted();
        const err = error instanceof Error ? error.message : String(error);
        logger.error({ sessionId, position, attempt: job.attempt, err }, 'reading an answer failed');
        if (job.attempt < ATTEMPTS) throw error;
        const summary = 'Not measured: the panel stopped with an error of its own, several times.';
        grade = { points: null, grading: { summary, judges: [], criteria: [] } };
      }
      await sessions.decideAfresh(sessionId, (current, exam) => gradeResponse(current, position, grade, exam));
    },

    /** Reads what a process that died left locked. Reading twice at once is harmless: the first score stands. */
    async resumeAbandoned(signal: AbortSignal): Promise<void> {
      for (const job of await rows.findStuckReadings(ABANDONED_MINUTES)) {
        signal.throwIfAborted();
        await this.grade({ ...job, attempt: 1 }, signal);
      }
    },
  };
}

function textToRead(state: SessionState, position: number): FreeTextJob | null {
  const awaited = awaitedAnswer(state, position);
  if (awaited?.answer?.type !== 'freeText' || awaited.reading?.sealed.key.type !== 'freeText') return null;
  return { question: awaited.reading.shown.stem, text: awaited.answer.text, key: awaited.reading.sealed.key };
}
