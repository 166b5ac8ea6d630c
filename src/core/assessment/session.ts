import { DomainError } from '@/core/errors';
import { closingTurn, turnBefore, welcomeTurn } from '@/core/interview/turn';
import { seededRandom } from '@/core/items/random';
import type { AbilityPosterior } from '@/core/psychometrics/ability';
import { skillSd } from '@/core/psychometrics/ability';
import type { AnsweredItem, NextStep } from '@/core/psychometrics/adaptive-engine';
import { compositeAbility } from '@/core/psychometrics/composite';
import { type Exam, presentItem } from './exam';
import type { SealedItem, ShownItem } from './presented-item';
import { DEADLINE_GRACE_MS } from './rules';
import type { AbilitySummary, Recorded, SessionEvent, StopReason } from './session-event';
import { reportSession, type SessionReport } from './session-report';

/**
 * One candidate's attempt.
 *
 *     created --start--> starting --first item--> inProgress --answer--> ... --last answer | submit | deadline--> completed
 *
 * Decisions take the state, the command, the time and the exam, and return events; they change nothing. `foldSession` is
 * the only way the state moves. While a session is in progress exactly one presentation is open; `starting` lies within
 * the one step that starts it and is never met from outside.
 */
export type SessionState =
  | { readonly status: 'created'; readonly seq: 0 }
  | ({ readonly status: 'starting' } & Progress)
  | ({ readonly status: 'inProgress'; readonly open: OpenPresentation } & Progress)
  | ({
      readonly status: 'completed';
      readonly stopReason: StopReason;
      readonly report: SessionReport;
      readonly completedAt: string;
    } & Progress);

export type SessionInProgress = Extract<SessionState, { status: 'inProgress' }>;

type Progress = {
  /** Number of the last event folded in. */
  readonly seq: number;
  readonly seed: string;
  readonly startedAt: string;
  readonly deadlineAt: string;
  readonly bankRevision: number;
  readonly plannedItems: number;
  readonly answers: readonly Answer[];
  readonly ability: AbilitySummary | null;
};

export type OpenPresentation = {
  readonly position: number;
  readonly itemId: string;
  readonly skillId: string;
  readonly presentedAt: string;
  readonly predictedSuccess: number;
  readonly shown: ShownItem;
  readonly sealed: SealedItem;
};

export type Answer = AnsweredItem & {
  readonly position: number;
  readonly skillId: string;
  readonly optionId: string;
  readonly predictedSuccess: number;
  /** Number of the `responseScored` event; what the answer led to follows it. */
  readonly seq: number;
};

/** Facts and the time they are decided at, as the caller's clock has it. */
export type Decision = readonly SessionEvent[];

export const NEW_SESSION: SessionState = { status: 'created', seq: 0 };

/** Starts the clock and presents the first item. `seed` must be unguessable: it decides items, variants and orders. */
export function startSession(state: SessionState, exam: Exam, seed: string, now: Date): Decision {
  if (state.status !== 'created') throw new DomainError('conflict', 'The session has already been started.');
  const { rules, graph, weights } = exam;
  const started: SessionEvent = {
    type: 'sessionStarted',
    payload: {
      seed,
      rules,
      skills: graph.nodes.map(({ skillId, name }, index) => ({ skillId, name, weight: weights[index]! })),
      bankRevision: exam.bankRevision,
      deadlineAt: new Date(now.getTime() + rules.timeLimitMs).toISOString(),
      plannedItems: rules.maxItems,
    },
  };
  const welcome: SessionEvent = { type: 'interviewerSpoke', payload: welcomeTurn(rules, graph) };
  const next = nextStep(exam, seed, [], undefined, rules.timeLimitMs);
  if (next.kind === 'stop') throw new DomainError('rules_unsatisfiable', 'The bank has no item for this assessment.');
  return [started, welcome, presentation(exam, seed, next, 1)];
}

export type SubmittedAnswer = { readonly position: number; readonly optionId: string };

/**
 * What an answer means: its score, then the next item or the end.
 * @throws DomainError `session_not_in_progress`, `stale_presentation`, `option_not_offered`, `deadline_passed`.
 */
export function submitResponse(state: SessionState, answer: SubmittedAnswer, exam: Exam, now: Date): Decision {
  if (state.status !== 'inProgress') throw new DomainError('session_not_in_progress');
  const { open } = state;
  if (answer.position !== open.position) throw new DomainError('stale_presentation');
  if (!open.shown.options.some((option) => option.id === answer.optionId)) throw new DomainError('option_not_offered');
  if (isOverdue(state, now)) throw new DomainError('deadline_passed');

  const correct = answer.optionId === open.sealed.keyId;
  const answers: AnsweredItem[] = [...state.answers, { itemId: open.itemId, score: correct ? 1 : 0 }];
  const posterior = exam.engine.estimate(answers);
  const scored: SessionEvent = {
    type: 'responseScored',
    payload: {
      position: open.position,
      optionId: answer.optionId,
      correct,
      responseTimeMs: Math.max(0, now.getTime() - Date.parse(open.presentedAt)),
      answered: answers.length,
      ability: summarise(exam, posterior),
      disclosed:
        exam.rules.feedbackMode === 'full'
          ? { correct, keyId: open.sealed.keyId, explanation: open.sealed.explanation }
          : null,
    },
  };
  const predictions = [...state.answers.map((given) => given.predictedSuccess), open.predictedSuccess];
  const remainingMs = Date.parse(state.deadlineAt) - now.getTime();
  const next = nextStep(exam, state.seed, answers, posterior, remainingMs, predictions);
  if (next.kind === 'stop') {
    const positions = [...state.answers.map((given) => given.position), open.position];
    return [scored, ...completion(exam, answers, positions, next.reason)];
  }

  const presented = presentation(exam, state.seed, next, open.position + 1);
  const skillOf = (skillId: string) => exam.graph.nodes.find((node) => node.skillId === skillId)?.name ?? skillId;
  const turn = turnBefore({
    answered: answers.length,
    plannedItems: state.plannedItems,
    previousSkill: skillOf(open.skillId),
    nextSkill: skillOf(presented.payload.skillId),
  });
  return turn ? [scored, { type: 'interviewerSpoke', payload: turn }, presented] : [scored, presented];
}

/** The candidate hands in early. Open items are not counted. */
export function submitSession(state: SessionState, exam: Exam): Decision {
  if (state.status !== 'inProgress') throw new DomainError('session_not_in_progress');
  return completion(exam, state.answers, positionsOf(state), 'submitted');
}

/** What the deadline means: nothing before it (with grace) or after the end, else the end. For the job and late answers. */
export function expireSession(state: SessionState, exam: Exam, now: Date): Decision {
  return state.status === 'inProgress' && isOverdue(state, now)
    ? completion(exam, state.answers, positionsOf(state), 'timeExpired')
    : [];
}

export function isOverdue(state: SessionInProgress, now: Date): boolean {
  return now.getTime() > Date.parse(state.deadlineAt) + DEADLINE_GRACE_MS;
}

/** The state after one more event. Events already folded in are ignored; a gap is a bug. */
export function foldSession(state: SessionState, event: Recorded<SessionEvent>): SessionState {
  if (event.seq <= state.seq) return state;
  if (event.seq !== state.seq + 1) throw new Error(`Event ${event.seq} does not follow ${state.seq}`);
  const { seq, at } = event;
  switch (event.type) {
    case 'sessionStarted': {
      const { seed, deadlineAt, bankRevision, plannedItems } = event.payload;
      return {
        status: 'starting',
        seq,
        seed,
        startedAt: at,
        deadlineAt,
        bankRevision,
        plannedItems,
        answers: [],
        ability: null,
      };
    }
    case 'interviewerSpoke':
      return { ...started(state), seq };
    case 'itemPresented': {
      const { position, itemId, skillId, predictedSuccess, shown, sealed } = event.payload;
      const open = { position, itemId, skillId, presentedAt: at, predictedSuccess, shown, sealed };
      return { ...started(state), status: 'inProgress', seq, open };
    }
    case 'responseScored': {
      const current = inProgress(state);
      const { position, optionId, correct, ability } = event.payload;
      const { itemId, skillId, predictedSuccess } = current.open;
      const answer: Answer = { position, itemId, skillId, predictedSuccess, optionId, score: correct ? 1 : 0, seq };
      return { ...current, seq, ability, answers: [...current.answers, answer] };
    }
    case 'sessionCompleted': {
      const { open: _open, status: _status, ...progress } = inProgress(state);
      const { stopReason, report } = event.payload;
      return { ...progress, status: 'completed', seq, stopReason, report, completedAt: at };
    }
  }
}

function started(state: SessionState): Exclude<SessionState, { status: 'created' | 'completed' }> {
  if (state.status === 'created' || state.status === 'completed')
    throw new Error(`Nothing follows in a ${state.status} session`);
  return state;
}

function inProgress(state: SessionState): SessionInProgress {
  if (state.status !== 'inProgress') throw new Error(`This event cannot follow in a ${state.status} session`);
  return state;
}

function nextStep(
  exam: Exam,
  seed: string,
  responses: readonly AnsweredItem[],
  ability: AbilityPosterior | undefined,
  remainingTimeMs: number,
  predictions: readonly number[] = [],
): NextStep {
  // Dice thrown anew for each place: the choice can be replayed from the seed and the answers alone.
  const dice = seededRandom(`choice:${seed}:${responses.length}`);
  return exam.engine.next({ responses, ...(ability && { ability }), predictions, remainingTimeMs }, dice);
}

function presentation(exam: Exam, seed: string, next: Extract<NextStep, { kind: 'item' }>, position: number) {
  const item = exam.engine.pool.items[next.index]!;
  const variantSeed = `${seed}:${position}`;
  return {
    type: 'itemPresented',
    payload: {
      position,
      itemId: item.id,
      itemVersion: item.version,
      variantSeed,
      skillId: item.skillId,
      predictedSuccess: next.predictedSuccess,
      ...presentItem(exam, item, variantSeed),
    },
  } as const satisfies SessionEvent;
}

const positionsOf = (state: SessionInProgress) => state.answers.map((answer) => answer.position);

/** `positions[i]` is where `answers[i]` was presented. */
function completion(
  exam: Exam,
  answers: readonly AnsweredItem[],
  positions: readonly number[],
  stopReason: StopReason,
): SessionEvent[] {
  const report = reportSession(exam, answers);
  const disclosed =
    exam.rules.feedbackMode === 'none'
      ? null
      : {
          score: report.composite,
          answers: answers.map(({ score }, index) => ({ position: positions[index]!, correct: score === 1 })),
        };
  return [
    { type: 'interviewerSpoke', payload: closingTurn(stopReason) },
    { type: 'sessionCompleted', payload: { stopReason, report, disclosed } },
  ];
}

function summarise(exam: Exam, posterior: AbilityPosterior): AbilitySummary {
  return {
    ...compositeAbility(posterior, exam.weights),
    skills: exam.graph.nodes.map((_, skill) => ({ theta: posterior.mean[skill]!, sd: skillSd(posterior, skill) })),
  };
}
