import type pg from 'pg';
import type { AbilitySummary, SessionEvent, StopReason } from '@/core/assessment/session-event';
import type { ItemAnswer } from '@/core/items/answer';
import { shareStatements } from './shared-statement';

/** One decided step of a session, ready to be stored: what commit_session_steps takes. */
export type SessionStep = {
  readonly session: string;
  readonly expected: number;
  readonly at: string;
  readonly row: SessionRow;
  readonly events: readonly SessionEvent[];
  /** A response at a position takes the place of an earlier one. */
  readonly responses: readonly StoredResponse[];
  /** An awaited score that came. */
  readonly graded?: { position: number; points: number | null };
  readonly presentation?: { position: number; itemId: string; itemVersion: number; seed: string; skillId: string };
  /** When the job that looks after the clocks is to run; given at the start, and when something falls due earlier. */
  readonly deadlineJob?: string;
};

/** `points` is null while the score is awaited; storing such a response queues the job that reads it. */
type StoredResponse = {
  readonly position: number;
  readonly answer: ItemAnswer;
  readonly points: number | null;
  readonly maxPoints: number;
  readonly responseTimeMs: number;
};

export type SessionRow = {
  readonly status: 'created' | 'inProgress' | 'completed';
  readonly answered: number;
  readonly theta: number | null;
  readonly thetaSd: number | null;
  readonly stopReason: StopReason | null;
  readonly startedAt: string;
  readonly deadlineAt: string;
  readonly completedAt: string | null;
  /** When something has to happen by itself; null when nothing has. */
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
  readonly timeUsedMs: number;
};

type Facts = Pick<SessionStep, 'responses' | 'graded' | 'presentation'>;

/** The relational facts among a step's events. */
export function factsOf(events: readonly SessionEvent[]): Facts {
  const responses: StoredResponse[] = [];
  const facts: { -readonly [K in keyof Facts]: Facts[K] } = { responses };
  for (const event of events) {
    if (event.type === 'responseScored') {
      const { position, answer, points, maxPoints, responseTimeMs } = event.payload;
      responses.push({ position, answer, points, maxPoints, responseTimeMs });
    } else if (event.type === 'responseGraded') {
      const { position, points } = event.payload;
      facts.graded = { position, points };
    } else if (event.type === 'itemPresented') {
      const { position, itemId, itemVersion, variantSeed, skillId } = event.payload;
      facts.presentation = { position, itemId, itemVersion, seed: variantSeed, skillId };
    }
  }
  return facts;
}

export const thetaOf = (ability: AbilitySummary | null) => ({
  theta: ability?.theta ?? null,
  thetaSd: ability?.sd ?? null,
});

export type StepCommitter = {
  /** True when stored; false when the session's version was no longer `expected`. */
  commit(step: SessionStep): Promise<boolean>;
};

/**
 * Stores steps, those that come together in one statement and one commit. Callers send at most one step of a session at a
 * time.
 */
export function createStepCommitter(pool: pg.Pool): StepCommitter {
  const store = async (steps: readonly SessionStep[]): Promise<boolean[]> => {
    const { rows } = await pool.query<{ id: string }>({
      name: 'commit-session-steps',
      text: 'select commit_session_steps($1::jsonb) as id',
      values: [JSON.stringify(steps)],
    });
    const stored = new Set(rows.map((row) => row.id));
    return steps.map((step) => stored.has(step.session));
  };
  return { commit: shareStatements(store) };
}
