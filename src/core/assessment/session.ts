import { DomainError } from '@/core/errors';
import type { AskedQuestion } from '@/core/interview/question';
import { closingTurn, turnBefore, welcomeTurn } from '@/core/interview/turn';
import type { ItemAnswer } from '@/core/items/answer';
import type { Item } from '@/core/items/item';
import { seededRandom } from '@/core/items/random';
import type { ShownItem } from '@/core/items/types/item-type';
import { checkAnswer, keyAnswerOf, scoreAnswer } from '@/core/items/types/registry';
import type { AbilityPosterior } from '@/core/psychometrics/ability';
import { skillSd } from '@/core/psychometrics/ability';
import type { NextStep } from '@/core/psychometrics/adaptive-engine';
import { compositeAbility } from '@/core/psychometrics/composite';
import { drawEligible } from '@/core/psychometrics/exposure-control';
import { responseGain } from '@/core/psychometrics/item-gain';
import { stretched } from './clock';
import { type ExposureSnapshot, encodeFlags, exposureOfPool, hasFlag } from './eligibility';
import { type Exam, presentItem } from './exam';
import { drawPilot, planPilots } from './pilot';
import type { SealedItem } from './presented-item';
import { DEADLINE_GRACE_MS } from './rules';
import type {
  AbilitySummary,
  AnswerFeedback,
  AnswerScore,
  Grading,
  Recorded,
  SessionEvent,
  SessionFeedback,
  StopReason,
} from './session-event';
import { type GivenAnswer, reportSession, type SessionReport, scoredItems } from './session-report';

/**
 * One candidate's attempt.
 *
 *     created --start--> starting --first item--> inProgress --answer--> ... --last answer | submit | deadline--> completed
 *
 * Decisions take the state, the command, the time and the exam, and return events; they change nothing. `foldSession` is
 * the only way the state moves. While a session is in progress exactly one presentation is open; `starting` lies within
 * the one step that starts it and is never met from outside.
 *
 * An answer that someone has to read is taken with its score awaited, and the session goes on without it; the score
 * comes by `gradeResponse`, be the session in progress or completed, and then revises ability and report.
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
      /** Items a rescoring took out, see `rescoreSession`. */
      readonly excluded: readonly string[];
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
  readonly pilotSlots: readonly number[];
  /** Items exposure control let in, see `encodeFlags`; null when all are. */
  readonly eligible: string | null;
  readonly answers: readonly Answer[];
  readonly ability: AbilitySummary | null;
  readonly questions: readonly AskedQuestion[];
};

export type OpenPresentation = {
  readonly position: number;
  readonly itemId: string;
  readonly skillId: string;
  readonly presentedAt: string;
  readonly predictedSuccess: number;
  readonly pilot: boolean;
  readonly shown: ShownItem;
  readonly sealed: SealedItem;
};

export type Answer = GivenAnswer & {
  readonly position: number;
  readonly skillId: string;
  readonly answer: ItemAnswer;
  readonly predictedSuccess: number;
  /** Not scored: the item is being tried out. */
  readonly pilot: boolean;
  /** Number of the `responseScored` event; what the answer led to follows it. */
  readonly seq: number;
  /** What whoever reads it needs, while the score is awaited. */
  readonly reading: { readonly shown: ShownItem; readonly sealed: SealedItem } | null;
};

/** Facts and the time they are decided at, as the caller's clock has it. */
export type Decision = readonly SessionEvent[];

export const NEW_SESSION: SessionState = { status: 'created', seq: 0 };

/** What a session is started with beside its exam. `multiplier` stretches every clock, see clock.ts. */
export type Start = { readonly exposure?: ExposureSnapshot; readonly multiplier?: number };

/**
 * Starts the clock and presents the first item. `seed` must be unguessable: it decides items, variants and orders.
 * `exposure` is how often the items were given lately; what it decides is part of the log.
 */
export function startSession(
  state: SessionState,
  exam: Exam,
  seed: string,
  now: Date,
  { exposure = new Map(), multiplier = 1 }: Start = {},
): Decision {
  if (state.status !== 'created') throw new DomainError('conflict', 'The session has already been started.');
  const { rules, graph, weights } = exam;
  const eligible = eligibleItems(exam, seed, exposure);
  const started: SessionEvent = {
    type: 'sessionStarted',
    payload: {
      seed,
      rules,
      skills: graph.nodes.map(({ skillId, name }, index) => ({ skillId, name, weight: weights[index]! })),
      bankRevision: exam.bankRevision,
      deadlineAt: new Date(now.getTime() + stretched(rules.timeLimitMs, multiplier)).toISOString(),
      plannedItems: rules.maxItems,
      ...(exam.pilots.slots > 0 && {
        pilotSlots: planPilots(rules.maxItems, exam.pilots.slots, seededRandom(`pilots:${seed}`)),
      }),
      ...(eligible !== null && { eligible }),
    },
  };
  const welcome: SessionEvent = { type: 'interviewerSpoke', payload: welcomeTurn(rules, graph) };
  const next = nextStep(exam, { seed, eligible, answers: [] }, undefined, rules.timeLimitMs);
  if (next.kind === 'stop') throw new DomainError('rules_unsatisfiable', 'The bank has no item for this assessment.');
  return [started, welcome, presentation(exam, seed, next, 1)];
}

export type SubmittedAnswer = { readonly position: number; readonly answer: ItemAnswer };

/**
 * What an answer means: its score or that it is awaited, then the next item or the end.
 * @throws DomainError `session_not_in_progress`, `stale_presentation`, `deadline_passed`, and what the item's type refuses
 *   (`option_not_offered`, `answer_malformed`, `not_a_number`, `answer_too_long`).
 */
export function submitResponse(state: SessionState, submitted: SubmittedAnswer, exam: Exam, now: Date): Decision {
  if (state.status !== 'inProgress') throw new DomainError('session_not_in_progress');
  const { open } = state;
  if (submitted.position !== open.position) throw new DomainError('stale_presentation');
  const answer = checkAnswer(open.shown, submitted.answer);
  if (isOverdue(state, now)) throw new DomainError('deadline_passed');

  const score = scoreAnswer(open.sealed.key, answer);
  const { position, itemId, predictedSuccess, pilot } = open;
  const answers: AnswerSoFar[] = [...state.answers, { position, itemId, predictedSuccess, pilot, ...score }];
  const posterior = exam.engine.estimate(scoredItems(exam, answers));
  const scored: SessionEvent = {
    type: 'responseScored',
    payload: {
      position: open.position,
      answer,
      ...score,
      responseTimeMs: Math.max(0, now.getTime() - Date.parse(open.presentedAt)),
      answered: answers.length,
      ability: summarise(exam, posterior),
      disclosed: answerFeedback(exam, score, open.sealed),
    },
  };
  const remainingMs = Date.parse(state.deadlineAt) - now.getTime();
  const next = nextStep(exam, { ...state, answers }, posterior, remainingMs);
  if (next.kind === 'stop') return [scored, ...completion(exam, answers, next.reason)];

  const following = open.position + 1;
  const tryout = state.pilotSlots.includes(following) ? nextPilot(exam, state.seed, answers, following) : null;
  const presented = tryout
    ? presentationOf(exam, state.seed, tryout, following, {
        predictedSuccess: predictPilot(exam, tryout, posterior),
        pilot: true,
      })
    : presentation(exam, state.seed, next, following);
  const skillOf = (skillId: string) => exam.graph.nodes.find((node) => node.skillId === skillId)?.name ?? skillId;
  const turn = turnBefore({
    answered: answers.length,
    plannedItems: state.plannedItems,
    previousSkill: skillOf(open.skillId),
    nextSkill: skillOf(presented.payload.skillId),
  });
  return turn ? [scored, { type: 'interviewerSpoke', payload: turn }, presented] : [scored, presented];
}

/** The answer at a position, if its score is still awaited. */
export function awaitedAnswer(state: SessionState, position: number): Answer | null {
  if (state.status === 'created') return null;
  return state.answers.find((answer) => answer.position === position && answer.reading !== null) ?? null;
}

/** Someone begins to read an answer; nothing when its score is there already. */
export function startGrading(state: SessionState, position: number): Decision {
  return awaitedAnswer(state, position) ? [{ type: 'gradingStarted', payload: { position } }] : [];
}

/**
 * An awaited score arrives: `points` of the item's points, or null when it could not be measured, which is never zero.
 * Nothing when a score is there already, so that a reader who comes twice changes nothing.
 */
export function gradeResponse(
  state: SessionState,
  position: number,
  grade: { readonly points: number | null; readonly grading: Grading },
  exam: Exam,
): Decision {
  const awaited = awaitedAnswer(state, position);
  if (state.status === 'created' || !awaited?.reading) return [];
  const { points, grading } = grade;
  const { maxPoints, reading } = awaited;
  if (points !== null && !(Number.isInteger(points) && points >= 0 && points <= maxPoints))
    throw new Error(`${points} is not a number of points from 0 to ${maxPoints}`);
  const score = { points, maxPoints, correct: points === null ? null : points === maxPoints };
  const answers = state.answers.map((given) => (given === awaited ? { ...given, ...score, reading: null } : given));
  const excluded = state.status === 'completed' ? state.excluded : null;
  const report =
    excluded &&
    reportSession(
      exam,
      answers.filter(({ itemId }) => !excluded.includes(itemId)),
    );
  return [
    {
      type: 'responseGraded',
      payload: {
        position,
        ...score,
        grading,
        ability: summarise(exam, exam.engine.estimate(scoredItems(exam, answers))),
        report,
        disclosed: answerFeedback(exam, score, reading.sealed),
        disclosedSession: report && sessionFeedback(exam, report, answers),
      },
    },
  ];
}

/**
 * Scores a completed session again without some of its items, for instance ones that leaked. The answers stay in the log;
 * so do the old report and the reason.
 * @throws DomainError `session_not_completed`, `conflict` when none of the items counted.
 */
export function rescoreSession(
  state: SessionState,
  exam: Exam,
  { excluded, reason, actorId }: { excluded: readonly string[]; reason: string; actorId: string },
): Decision {
  if (state.status !== 'completed') throw new DomainError('session_not_completed');
  const all = [...new Set([...state.excluded, ...excluded])].sort();
  const left = state.answers.filter(({ itemId }) => !all.includes(itemId));
  if (left.length === countedAnswers(state).length)
    throw new DomainError('conflict', 'None of these items counts in this session.');
  const report = reportSession(exam, left);
  const disclosed = sessionFeedback(exam, report, state.answers);
  return [
    { type: 'sessionRescored', payload: { excluded: all, reason, actorId, previous: state.report, report, disclosed } },
  ];
}

/** The answers of a completed session that its report rests on, pilot items among them. */
export function countedAnswers(state: Extract<SessionState, { status: 'completed' }>): Answer[] {
  return state.answers.filter(({ itemId }) => !state.excluded.includes(itemId));
}

/** The candidate hands in early. Open items are not counted. */
export function submitSession(state: SessionState, exam: Exam): Decision {
  if (state.status !== 'inProgress') throw new DomainError('session_not_in_progress');
  return completion(exam, state.answers, 'submitted');
}

/** What the deadline means: nothing before it (with grace) or after the end, else the end. For the job and late answers. */
export function expireSession(state: SessionState, exam: Exam, now: Date): Decision {
  return state.status === 'inProgress' && isOverdue(state, now) ? completion(exam, state.answers, 'timeExpired') : [];
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
      const { seed, deadlineAt, bankRevision, plannedItems, pilotSlots = [], eligible = null } = event.payload;
      return {
        status: 'starting',
        seq,
        seed,
        startedAt: at,
        deadlineAt,
        bankRevision,
        plannedItems,
        pilotSlots,
        eligible,
        answers: [],
        ability: null,
        questions: [],
      };
    }
    case 'interviewerSpoke':
      return { ...started(state), seq };
    case 'candidateAsked': {
      const current = started(state);
      const { askId, position, usesModel: usedModel } = event.payload;
      const question: AskedQuestion = { askId, position, seq, repliedSeq: null, at, usedModel };
      return { ...current, seq, questions: [...current.questions, question] };
    }
    case 'interviewerReplied': {
      const current = started(state);
      const questions = current.questions.map((question) =>
        question.askId === event.payload.askId ? { ...question, repliedSeq: seq } : question,
      );
      return { ...current, seq, questions };
    }
    case 'itemPresented': {
      const { position, itemId, skillId, predictedSuccess, pilot = false, shown, sealed } = event.payload;
      const open = { position, itemId, skillId, presentedAt: at, predictedSuccess, pilot, shown, sealed };
      return { ...started(state), status: 'inProgress', seq, open };
    }
    case 'responseScored': {
      const current = inProgress(state);
      const { position, answer, points, maxPoints, correct, ability } = event.payload;
      const { itemId, skillId, predictedSuccess, pilot, shown, sealed } = current.open;
      const reading = points === null ? { shown, sealed } : null;
      const score = { points, maxPoints, correct };
      const given: Answer = { position, itemId, skillId, predictedSuccess, pilot, answer, ...score, seq, reading };
      return { ...current, seq, ability, answers: [...current.answers, given] };
    }
    case 'gradingStarted':
      return { ...begun(state), seq };
    case 'responseGraded': {
      const current = begun(state);
      const { position, points, correct, ability, report } = event.payload;
      const answers = current.answers.map((given) =>
        given.position === position ? { ...given, points, correct, reading: null } : given,
      );
      const next = { ...current, seq, ability, answers };
      return next.status === 'completed' && report ? { ...next, report } : next;
    }
    case 'sessionCompleted': {
      const { open: _open, status: _status, ...progress } = inProgress(state);
      const { stopReason, report } = event.payload;
      return { ...progress, status: 'completed', seq, stopReason, report, completedAt: at, excluded: [] };
    }
    case 'sessionRescored': {
      if (state.status !== 'completed') throw new Error(`A ${state.status} session is not rescored`);
      const { report, excluded } = event.payload;
      return { ...state, seq, report, excluded };
    }
  }
}

function begun(state: SessionState): Extract<SessionState, { status: 'inProgress' | 'completed' }> {
  if (state.status === 'created' || state.status === 'starting')
    throw new Error(`This event cannot follow in a ${state.status} session`);
  return state;
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

type AnswerSoFar = GivenAnswer & { readonly predictedSuccess: number };

/** The items exposure control lets into a session, drawn from its seed; null when there is no cap. */
function eligibleItems(exam: Exam, seed: string, snapshot: ExposureSnapshot): string | null {
  const { engine, rules } = exam;
  if (rules.exposureCap === null) return null;
  const exposure = exposureOfPool(engine.pool, snapshot);
  const dice = seededRandom(`eligible:${seed}`);
  return encodeFlags(drawEligible(engine.pool, engine.content, exposure, rules.exposureCap, dice));
}

function nextStep(
  exam: Exam,
  { seed, eligible, answers }: { seed: string; eligible: string | null; answers: readonly AnswerSoFar[] },
  ability: AbilityPosterior | undefined,
  remainingTimeMs: number,
): NextStep {
  const counting = answers.filter(({ pilot }) => !pilot);
  const pilots = answers.filter(({ pilot }) => pilot).map(({ itemId }) => itemId);
  // Dice thrown anew for each place: the choice can be replayed from the seed and the answers alone.
  const dice = seededRandom(`choice:${seed}:${counting.length}`);
  const state = {
    responses: scoredItems(exam, answers),
    unscored: counting.flatMap(({ itemId, points }) => (points === null ? [itemId] : [])),
    predictions: counting.map(({ predictedSuccess }) => predictedSuccess),
    alsoSeen: pilots.flatMap((id) => [id, ...(exam.pilots.items.find((item) => item.id === id)?.enemies ?? [])]),
    remainingTimeMs,
  };
  return exam.engine.next(
    {
      ...state,
      ...(ability && { ability }),
      ...(eligible !== null && { eligible: (index) => hasFlag(eligible, index) }),
    },
    dice,
  );
}

function nextPilot(exam: Exam, seed: string, answers: readonly AnswerSoFar[], position: number): Item | null {
  const seen = new Set(answers.map(({ itemId }) => itemId));
  return drawPilot(exam.pilots, seen, seededRandom(`pilot:${seed}:${position}`));
}

/** How likely a correct response to an item outside the pool is, as the engine would say it. */
function predictPilot(exam: Exam, item: Item, posterior: AbilityPosterior): number {
  const skill = exam.graph.nodes.findIndex((node) => node.skillId === item.skillId);
  const gain = { share: 0, success: 0 };
  responseGain(item.parameters, posterior.mean[skill]!, skillSd(posterior, skill), gain);
  return gain.success;
}

function presentation(exam: Exam, seed: string, next: Extract<NextStep, { kind: 'item' }>, position: number) {
  const { predictedSuccess } = next;
  return presentationOf(exam, seed, exam.engine.pool.items[next.index]!, position, { predictedSuccess });
}

function presentationOf(
  exam: Exam,
  seed: string,
  item: Item,
  position: number,
  rest: { predictedSuccess: number; pilot?: true },
) {
  const variantSeed = `${seed}:${position}`;
  return {
    type: 'itemPresented',
    payload: {
      position,
      itemId: item.id,
      itemVersion: item.version,
      variantSeed,
      skillId: item.skillId,
      ...rest,
      ...presentItem(exam, item, variantSeed),
    },
  } as const satisfies SessionEvent;
}

function completion(exam: Exam, answers: readonly GivenAnswer[], stopReason: StopReason): SessionEvent[] {
  const report = reportSession(exam, answers);
  const disclosed = sessionFeedback(exam, report, answers);
  return [
    { type: 'interviewerSpoke', payload: closingTurn(stopReason) },
    { type: 'sessionCompleted', payload: { stopReason, report, disclosed } },
  ];
}

/** What the feedback mode lets the candidate know of one answer, now. */
function answerFeedback(exam: Exam, score: AnswerScore, { key, explanation }: SealedItem): AnswerFeedback | null {
  return exam.rules.feedbackMode === 'full' ? { ...score, keyAnswer: keyAnswerOf(key), explanation } : null;
}

/** What the feedback mode lets the candidate know at the end. */
function sessionFeedback(exam: Exam, report: SessionReport, answers: readonly GivenAnswer[]): SessionFeedback | null {
  if (exam.rules.feedbackMode === 'none') return null;
  return {
    score: report.composite,
    answers: answers.map(({ position, points, maxPoints, correct }) => ({ position, points, maxPoints, correct })),
  };
}

function summarise(exam: Exam, posterior: AbilityPosterior): AbilitySummary {
  return {
    ...compositeAbility(posterior, exam.weights),
    skills: exam.graph.nodes.map((_, skill) => ({ theta: posterior.mean[skill]!, sd: skillSd(posterior, skill) })),
  };
}
