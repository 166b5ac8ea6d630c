import type { ShownItem } from '@/core/items/types/item-type';
import type { ServerMessage } from './messages';
import { nestedFeedback, nestedQuestion } from './older-shapes';
import { selectedOptionOf } from './selected-option';
import type {
  Difficulty,
  FeedbackMode,
  InterviewerTurn,
  SessionFeedback,
  SocketEvent,
  SocketSkill,
  StopReason,
} from './view';

/**
 * A session's log told in the older system's words: a fold of its events to what the next frames need, and the frames each
 * event makes. Every socket of a session folds the same events and so says the same; a command's own socket says it as soon
 * as the command is stored, the others when they hear of it.
 *
 *     itemPresented     -> question, the first one after assessment_started
 *     responseRecorded  -> answer_feedback, progress_update
 *     sessionCompleted  -> assessment_completed
 *     interviewerReplied, sessionPaused, sessionResumed, ... -> system_message
 *
 * What the interviewer says travels inside the frame that follows it, so that the document's order holds.
 */
export type SocketSession = {
  /** Number of the last event folded in. */
  readonly seq: number;
  readonly about: AboutSession;
  readonly started: Started | null;
  readonly open: OpenQuestion | null;
  readonly answered: number;
  /** Items presented so far, by skill. */
  readonly presented: Readonly<Record<string, number>>;
  /** Points gained by position on the scale of ten an item; absent while hidden or awaited. */
  readonly gained: Readonly<Record<number, number>>;
  /** Said by the interviewer and not yet told. */
  readonly said: string | null;
  /** A question's own time ended where nobody saw it: nothing is asked until somebody says that they are there. */
  readonly isLapsed: boolean;
  /** The device that may answer; null until one has. */
  readonly writer: string | null;
  readonly completed: {
    readonly stopReason: StopReason;
    readonly at: string;
    readonly feedback: SessionFeedback | null;
  } | null;
};

export type AboutSession = { readonly sessionId: string; readonly testId: number; readonly testName: string };

type Started = {
  readonly at: string;
  readonly deadlineAt: string;
  readonly timeLimitMs: number;
  readonly plannedItems: number;
  readonly feedbackMode: FeedbackMode;
  readonly skills: readonly SocketSkill[];
};

type OpenQuestion = {
  readonly position: number;
  readonly skillId: string;
  readonly difficulty: Difficulty;
  readonly shown: ShownItem;
  readonly at: string;
  /** When the item's own time ends; null where it has none. */
  readonly deadlineAt: string | null;
  readonly said: string | null;
};

/** Time as the server has it, and how long a question is said to last when nothing limits it. */
export type Clock = { readonly now: Date; readonly questionMs: number };

/** Points an item is worth in the older system's counting. */
export const ITEM_SCORE = 10;

export const newSocketSession = (about: AboutSession): SocketSession => ({
  seq: 0,
  about,
  started: null,
  open: null,
  answered: 0,
  presented: {},
  gained: {},
  said: null,
  isLapsed: false,
  writer: null,
  completed: null,
});

/** A presentation's name on this wire. */
export const questionId = ({ sessionId }: AboutSession, position: number): string =>
  `q_${sessionId.slice(-12)}_${position}`;

/** The position a name stands for, or null when it is not one of this session's. */
export function positionOf({ sessionId }: AboutSession, id: string): number | null {
  const match = /^q_([0-9a-f]{12})_(\d{1,4})$/.exec(id);
  return match && match[1] === sessionId.slice(-12) ? Number(match[2]) : null;
}

/** The state after one more event, and what to say about it; events seen before say nothing. */
export function tell(
  session: SocketSession,
  event: SocketEvent,
  clock: Clock,
): { session: SocketSession; frames: ServerMessage[] } {
  if (event.seq <= session.seq) return { session, frames: [] };
  const next = fold(session, event);
  return { session: next, frames: framesFor(next, event, clock) };
}

function fold(session: SocketSession, event: SocketEvent): SocketSession {
  const next = { ...session, seq: event.seq };
  switch (event.type) {
    case 'sessionStarted': {
      const { deadlineAt, timeLimitMs, plannedItems, feedbackMode } = event.payload;
      const { at, skills } = event;
      const { writer } = event.payload;
      return { ...next, writer, started: { at, deadlineAt, timeLimitMs, plannedItems, feedbackMode, skills } };
    }
    case 'interviewerSpoke':
      return { ...next, said: joined(session.said, event.payload) };
    case 'itemPresented': {
      const { skillId, difficulty, at } = event;
      const { position, shown, deadlineAt } = event.payload;
      const presented = { ...session.presented, [skillId]: (session.presented[skillId] ?? 0) + 1 };
      return {
        ...next,
        open: { position, skillId, difficulty, shown, at, deadlineAt, said: session.said },
        said: null,
        isLapsed: false,
        presented,
      };
    }
    case 'responseRecorded': {
      const { position, answered, feedback } = event.payload;
      return { ...next, open: null, answered, gained: withScore(session.gained, position, feedback) };
    }
    case 'responseGraded':
      return { ...next, gained: withScore(session.gained, event.payload.position, event.payload.feedback) };
    case 'itemMissed':
      return { ...next, open: null, answered: event.payload.answered };
    case 'sessionPaused':
      return { ...next, open: null, isLapsed: event.payload.reason === 'lapsed' };
    case 'itemSetAside':
    case 'reviewStarted':
      return { ...next, open: null };
    case 'sessionResumed':
    case 'outageCredited': {
      const { deadlineAt } = event.payload;
      const itemDeadlineAt = event.type === 'outageCredited' ? event.payload.itemDeadlineAt : null;
      return {
        ...next,
        started: session.started && { ...session.started, deadlineAt },
        open: session.open && { ...session.open, deadlineAt: itemDeadlineAt ?? session.open.deadlineAt },
      };
    }
    case 'writerChanged':
      return { ...next, writer: event.payload.writer };
    case 'sessionCompleted': {
      const { stopReason, feedback } = event.payload;
      return { ...next, open: null, completed: { stopReason, at: event.at, feedback } };
    }
    default:
      return next;
  }
}

const joined = (said: string | null, turn: InterviewerTurn) => (said ? `${said} ${turn.text}` : turn.text);

type Score = { readonly points: number | null; readonly maxPoints: number };

const worth = ({ points, maxPoints }: Score): number | null =>
  points === null ? null : Math.round((ITEM_SCORE * 100 * points) / maxPoints) / 100;

function withScore(gained: SocketSession['gained'], position: number, score: Score | null): SocketSession['gained'] {
  const points = score && worth(score);
  return points === null ? gained : { ...gained, [position]: points };
}

function framesFor(session: SocketSession, event: SocketEvent, clock: Clock): ServerMessage[] {
  switch (event.type) {
    case 'itemPresented': {
      const question = questionFrame(session, clock)!;
      return event.payload.position === 1 ? [startedFrame(session, clock), question] : [question];
    }
    case 'responseRecorded':
      return [feedbackFrame(session, event), progressFrame(session, clock)];
    case 'itemMissed':
      return [
        saying('The time for this question is over.', clock, { is_question_time_up: true }),
        progressFrame(session, clock),
      ];
    case 'interviewerReplied':
      return [saying(event.payload.text, clock)];
    case 'sessionPaused':
      if (session.isLapsed)
        return [
          saying('The time for this question is over. Send get_question to go on.', clock, {
            is_question_time_up: true,
          }),
        ];
      return [saying('The assessment is paused. Send resume_assessment to go on.', clock, { is_paused: true })];
    case 'sessionResumed':
      return [saying('The assessment goes on.', clock, { is_paused: false })];
    case 'reviewStarted':
      return [saying('Everything has been asked. Send complete_assessment to hand in.', clock)];
    case 'sessionCompleted': {
      const { testId: test_id, sessionId: thread_id } = session.about;
      const why = { reason: 'deadline_passed', assessment_id: thread_id, test_id, thread_id };
      const timeUp = saying('The time is over.', clock, { is_time_up: true, ...why });
      const completed = completedFrame(session, clock);
      return event.payload.stopReason === 'timeExpired' ? [timeUp, completed] : [completed];
    }
    default:
      return [];
  }
}

function saying(
  message: string,
  { now }: Clock,
  more: Readonly<Record<string, boolean | number | string>> = {},
): ServerMessage {
  return { type: 'system_message', data: { message, timestamp: now.toISOString(), ...more } };
}

/** What is left of the session's time, whole seconds, rounded up. */
export function remainingSeconds({ started }: SocketSession, now: Date): number {
  return started ? Math.max(0, Math.ceil((Date.parse(started.deadlineAt) - now.getTime()) / 1000)) : 0;
}

export function startedFrame(session: SocketSession, clock: Clock): ServerMessage {
  const { about, open } = session;
  const started = begun(session);
  return {
    type: 'assessment_started',
    data: {
      test_id: about.testId,
      test_name: about.testName,
      time_limit_minutes: minutes(started.timeLimitMs),
      total_questions: started.plannedItems,
      message: open?.said ?? session.said ?? 'The assessment goes on where you left it.',
      assessment_id: about.sessionId,
      thread_id: about.sessionId,
      test_details: { name: about.testName, end_time: started.deadlineAt },
      time_remaining_seconds: remainingSeconds(session, clock.now),
    },
  };
}

/** The open question, as often as it is asked for; null when none is open. */
export function questionFrame(session: SocketSession, clock: Clock): ServerMessage | null {
  const { open, about } = session;
  if (!open) return null;
  const started = begun(session);
  const endMs = open.deadlineAt ? Date.parse(open.deadlineAt) : Date.parse(open.at) + clock.questionMs;
  const leftMs = Math.max(0, endMs - clock.now.getTime());
  const media = mediaOf(open.shown);
  const asked = {
    question_id: questionId(about, open.position),
    node_id: open.skillId,
    question_text: textOf(open.shown),
    options: optionsOf(open.shown),
    difficulty_level: open.difficulty,
  };
  return {
    type: 'question',
    data: {
      ...asked,
      time_limit_seconds: Math.min(Math.ceil(leftMs / 1000), remainingSeconds(session, clock.now)),
      question_number: session.answered + 1,
      total_questions: started.plannedItems,
      skill_being_tested: started.skills.find((skill) => skill.skillId === open.skillId)?.name ?? open.skillId,
      thread_id: about.sessionId,
      question: nestedQuestion(asked),
      question_type: open.shown.type,
      ...(media.length > 0 && { media }),
      ...(open.said && open.position > 1 && { interviewer_message: open.said }),
    },
  };
}

function textOf(shown: ShownItem): string {
  if (shown.type === 'codeReading') return `${shown.stem}\n\n\`\`\`${shown.code.language}\n${shown.code.text}\n\`\`\``;
  if (shown.type === 'matching')
    return `${shown.stem}\n\n${shown.prompts.map(({ id, text }) => `${id}) ${text}`).join('\n')}`;
  return shown.stem;
}

function optionsOf(shown: ShownItem): string[] {
  const lettered = (options: readonly { id: string; text: string }[]) =>
    options.map(({ id, text }) => `${id}) ${text}`);
  switch (shown.type) {
    case 'singleChoice':
    case 'multipleResponse':
    case 'ordering':
    case 'codeReading':
      return lettered(shown.options);
    case 'matching':
      return lettered(shown.targets);
    case 'numeric':
    case 'shortText':
    case 'freeText':
      return [];
  }
}

function mediaOf(shown: ShownItem) {
  const optional = 'options' in shown ? shown.options.flatMap((option) => option.media ?? []) : [];
  return [...(shown.stemMedia ?? []), ...optional].map(({ mediaId, kind, alternativeText }) => ({
    url: `/api/media/${mediaId}`,
    kind,
    alternative_text: alternativeText,
  }));
}

/** The answer's own frame; also for an answer that is sent again, whose first result this is. */
export function feedbackFrame(
  session: SocketSession,
  { payload, responseTimeMs }: Extract<SocketEvent, { type: 'responseRecorded' }>,
): ServerMessage {
  const { feedback } = payload;
  const { percentage, total } = share(session, payload.answered);
  const { total_nodes, processed_nodes } = nodeProgress(session);
  const given = {
    is_correct: feedback?.correct ?? null,
    correct_option: feedback ? selectedOptionOf(feedback.keyAnswer) : null,
    selected_option: selectedOptionOf(payload.answer),
  };
  return {
    type: 'answer_feedback',
    data: {
      question_id: questionId(session.about, payload.position),
      ...given,
      explanation: feedback?.explanation ?? null,
      score_gained: feedback && worth(feedback),
      total_score: currentScore(session),
      time_taken_seconds: Math.round(responseTimeMs / 1000),
      progress: {
        questions_answered: payload.answered,
        total_questions: total,
        percentage_complete: percentage,
        completed_nodes: processed_nodes.length,
        total_nodes,
      },
      feedback: nestedFeedback(given),
      thread_id: session.about.sessionId,
    },
  };
}

export function progressFrame(session: SocketSession, { now }: Clock): ServerMessage {
  const started = begun(session);
  const { percentage, total } = share(session, session.answered);
  const nodes = nodeProgress(session);
  return {
    type: 'progress_update',
    data: {
      questions_answered: session.answered,
      total_questions: total,
      current_score: currentScore(session),
      time_elapsed_minutes: minutes(now.getTime() - Date.parse(started.at)),
      time_limit_minutes: minutes(started.timeLimitMs),
      completion_percentage: percentage,
      remaining_nodes: session.completed ? 0 : nodes.total_nodes - nodes.processed_nodes.length,
      timestamp: now.toISOString(),
      ...nodes,
    },
  };
}

/** The skills of the assessment, and those that have had their planned minimum. */
export function nodeProgress(session: SocketSession) {
  const { skills } = begun(session);
  const closed = skills.filter(({ skillId, minimum }) => finished(session, skillId) >= minimum);
  return {
    total_nodes: skills.length,
    processed_nodes: closed.map((skill) => skill.skillId),
    percentage_complete: share(session, session.answered).percentage,
    thread_id: session.about.sessionId,
  };
}

const finished = ({ presented, open }: SocketSession, skillId: string) =>
  (presented[skillId] ?? 0) - (open?.skillId === skillId ? 1 : 0);

/** The total on the scale of ten an item, while the feedback mode shows it. */
export function currentScore(session: SocketSession): number | null {
  return begun(session).feedbackMode === 'full' ? sum(Object.values(session.gained)) : null;
}

export function completedFrame(session: SocketSession, { now }: Clock): ServerMessage {
  const { about, completed } = session;
  const started = begun(session);
  if (!completed) throw new Error('The session is not completed');
  const answers = completed.feedback?.answers.filter((answer) => answer.points !== null) ?? null;
  const total = answers && sum(answers.map((answer) => worth(answer)!));
  const possible = answers && answers.length * ITEM_SCORE;
  const percentage = total !== null && possible ? Math.round((1000 * total) / possible) / 10 : null;
  const scale = completed.feedback?.score;
  return {
    type: 'assessment_completed',
    data: {
      message: session.said ?? 'Assessment completed. Thank you for participating.',
      results: {
        assessment_id: about.sessionId,
        total_questions: session.answered,
        total_score: total,
        max_possible_score: possible,
        percentage_score: percentage,
        time_taken_minutes: minutes(Date.parse(completed.at) - Date.parse(started.at)),
        completion_status: completed.stopReason === 'timeExpired' ? 'timed_out' : 'completed',
        scale_score: scale && scale.value !== null ? { value: scale.value, low: scale.low, high: scale.high } : null,
      },
      next_steps: 'Your results will be reviewed by the people who invited you. You can close this page.',
      assessment_id: about.sessionId,
      test_id: about.testId,
      thread_id: about.sessionId,
      reason: completed.stopReason === 'timeExpired' ? 'deadline_passed' : completed.stopReason,
      finalized: true,
      final_percentage_score: percentage,
      timestamp: now.toISOString(),
    },
  };
}

function begun({ started }: SocketSession): Started {
  if (!started) throw new Error('The session has not started');
  return started;
}

function share(session: SocketSession, answered: number) {
  const total = begun(session).plannedItems;
  return { total, percentage: Math.round((1000 * answered) / total) / 10 };
}

const sum = (values: readonly number[]) => Math.round(values.reduce((total, value) => total + value, 0) * 100) / 100;
export const minutes = (ms: number) => Math.round(ms / 6_000) / 10;
