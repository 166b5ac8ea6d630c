import {
  type CandidateEvent,
  candidateEvent,
  foldCandidateView,
  NEW_CANDIDATE_VIEW,
} from '@/core/assessment/candidate-view';
import { isRunning } from '@/core/assessment/session';
import { type AskInput, askInterviewer, replyByModel, replyInstead } from '@/core/interview/ask';
import { interviewerBrief } from '@/core/interview/brief';
import { intentsOf } from '@/core/interview/intent';
import type { ModelInterviewer, WrittenReply } from '@/server/llm/model-interviewer';
import type { Login } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { ReplyStreams } from '@/server/realtime/reply-streams';
import type { EventLog } from '@/server/repositories/event-log';
import { recorded } from '@/server/repositories/session-repository';
import type { CandidateStep, SessionService } from './session-service';

/** A model to write replies with, and how much of it one session may use. */
export type Writer = {
  readonly interviewer: ModelInterviewer;
  readonly timeoutMs: number;
  readonly repliesPerSession: number;
};

type Deps = {
  readonly sessions: Pick<SessionService, 'decide'>;
  readonly log: EventLog;
  readonly bells: Bells;
  readonly replies: ReplyStreams;
  readonly writer: Writer | null;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
};

/** Replies being written at the same time in this process; above that the rules answer. */
const MAX_WRITING = 32;
/** How much longer than its writing a reply may take to arrive before it counts as lost with its process. */
const SETTLE_GRACE_MS = 5_000;
const STORE_ATTEMPTS = 3;

/** The candidate asks, the interviewer replies: two events of the session like any other. */
export function createInterviewService({ sessions, log, bells, replies, writer, now, onError }: Deps) {
  const writing = new Map<string, { controller: AbortController; done: Promise<void> }>();

  const candidateEvents = async (sessionId: string): Promise<CandidateEvent[]> =>
    (await log.readAll(sessionId)).map(recorded).map(candidateEvent);

  /** Writes a reply and stores it, or the rules' reply and why. The session goes on meanwhile. */
  const compose = async (
    { interviewer }: Writer,
    sessionId: string,
    question: AskInput,
    signal: AbortSignal,
  ): Promise<void> => {
    const { askId, text } = question;
    let written: WrittenReply;
    try {
      const view = (await candidateEvents(sessionId)).reduce(foldCandidateView, NEW_CANDIDATE_VIEW);
      written = await interviewer(interviewerBrief(view, text), text, {
        signal,
        onText: (shown) => replies.write(sessionId, askId, shown),
      });
    } catch (error) {
      onError(error);
      written = { status: 'failed', why: 'failed' };
    }
    await store(sessionId, question, written);
  };

  const store = async (sessionId: string, question: AskInput, written: WrittenReply): Promise<void> => {
    const [intent] = intentsOf(question.text);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await sessions.decide(
          null,
          sessionId,
          (state, exam, at) =>
            written.status === 'written'
              ? replyByModel(state, question.askId, written.text, intent)
              : replyInstead(state, question, written.why, exam.rules, at),
          null,
        );
        return;
      } catch (error) {
        onError(error);
        if (attempt === STORE_ATTEMPTS) return; // settled when the session is next looked at
        await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
      }
    }
  };

  const begin = (by: Writer, sessionId: string, question: AskInput): void => {
    const controller = new AbortController();
    // Nobody waits for a reply once the session is over: the request to the model ends with it.
    const stop = bells.listen(bellTopic.stream(sessionId), () => {
      void sessions
        .decide(
          null,
          sessionId,
          (state) => {
            if (state.status === 'completed') controller.abort();
            return [];
          },
          null,
        )
        .catch(() => undefined);
    });
    const done = compose(by, sessionId, question, controller.signal)
      .catch(onError)
      .finally(() => {
        stop();
        replies.end(sessionId);
        writing.delete(question.askId);
      });
    writing.set(question.askId, { controller, done });
  };

  return {
    /**
     * Stores a question and, where the rules answer it, the reply; a model's reply comes later, as an event. Asking again
     * under the same id gives what it led to so far.
     * @throws DomainError `session_not_found`, `session_not_in_progress`, `deadline_passed`, `question_too_long`,
     *   `too_many_questions`, `invalid_input`, `stale_session`, `temporarily_unavailable`.
     */
    async ask(login: Login, input: AskInput & { sessionId: string }, origin: string | null): Promise<CandidateStep> {
      const { sessionId, askId, text } = input;
      const model = writer && {
        mayBeAsked: (earlier: number) => earlier < writer.repliesPerSession && writing.size < MAX_WRITING,
      };
      const step = await sessions.decide(
        login,
        sessionId,
        (state, exam, at) => askInterviewer(state, { askId, text }, exam.rules, at, model),
        origin,
      );
      if (step.events.length > 0) {
        const [asked, reply] = step.events;
        if (writer && !reply && asked?.type === 'candidateAsked')
          begin(writer, sessionId, { askId, text: asked.payload.text });
        return step;
      }
      const events = (await candidateEvents(sessionId)).filter(
        (event) =>
          (event.type === 'candidateAsked' || event.type === 'interviewerReplied') && event.payload.askId === askId,
      );
      return { events, serverNow: now().toISOString() };
    },

    /**
     * Answers by rules what a process took up and did not live to finish.
     * @throws DomainError `session_not_found` unless the session is this candidate's.
     */
    async settle(login: Login, sessionId: string): Promise<void> {
      const lost: string[] = [];
      await sessions.decide(
        login,
        sessionId,
        (state, _exam, at) => {
          if (!isRunning(state)) return [];
          const patienceMs = (writer?.timeoutMs ?? 0) + SETTLE_GRACE_MS;
          for (const { askId, repliedSeq, at: askedAt } of state.questions)
            if (repliedSeq === null && !writing.has(askId) && at.getTime() - Date.parse(askedAt) > patienceMs)
              lost.push(askId);
          return [];
        },
        null,
      );
      if (lost.length === 0) return;
      for (const event of await candidateEvents(sessionId)) {
        if (event.type !== 'candidateAsked' || !lost.includes(event.payload.askId)) continue;
        await store(sessionId, event.payload, { status: 'failed', why: 'interrupted' });
      }
    },

    /** Ends what is being written; each question still gets the rules' reply. */
    async close(): Promise<void> {
      const all = [...writing.values()];
      for (const { controller } of all) controller.abort();
      await Promise.all(all.map(({ done }) => done));
    },

    replies,
  };
}
