import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { type DomainErrorCode, isDomainError } from '@/core/errors';
import type { ShownItem } from '@/core/items/types/item-type';
import {
  type Clock,
  completedFrame,
  feedbackFrame,
  newSocketSession,
  nodeProgress,
  positionOf,
  progressFrame,
  questionFrame,
  remainingSeconds,
  type SocketSession,
  startedFrame,
  tell,
} from '@/protocol/assessment-socket/frames';
import { CLOSE, type ClientMessage, type ServerMessage } from '@/protocol/assessment-socket/messages';
import { answerFrom } from '@/protocol/assessment-socket/selected-option';
import { testInfoFrame } from '@/protocol/assessment-socket/test-info';
import type { SocketEvent } from '@/protocol/assessment-socket/view';
import { isTransient } from '@/server/db';
import type { Logger } from '@/server/logger';
import type { Login } from '@/server/policy';
import { MAX_UNREAD_BYTES } from '@/server/realtime/guarded-socket';
import type { AssessmentDesk, Place } from './assessment-desk';
import { parseMessage } from './parse-message';

/** What a socket needs of the application, one for all of them. */
export type ConnectionDeps = {
  readonly desk: AssessmentDesk;
  readonly questionMs: number;
  readonly malformedLimit: number;
  readonly maxQueued: number;
  /** Whether the socket that wrote under this name is still open in this process. */
  readonly isWriting: (writer: string) => boolean;
  readonly now: () => Date;
  readonly log: Logger;
};

const WRITER_PREFIX = 'socket:';

/**
 * One socket of a candidate, who is known before it opens. Messages are carried out one after the other in the order they
 * came; what the session's log says is told in order, each event once, whichever socket caused it.
 */
export class AssessmentConnection {
  lastActiveAt: number;
  isAlive = true;
  private readonly connectedAt: Date;
  private readonly connectionId: string;
  private session: SocketSession | null = null;
  private following: AbortController | null = null;
  private leave: () => void = () => undefined;
  /** This socket's name among the devices of the session. */
  readonly writer = `${WRITER_PREFIX}${crypto.randomUUID()}`;
  private queue: Promise<void> = Promise.resolve();
  private queued = 0;
  private malformed = 0;

  constructor(
    readonly socket: WebSocket,
    /** What carries the socket's frames. */
    private readonly wire: Duplex,
    private readonly login: Login,
    private readonly deps: ConnectionDeps,
  ) {
    this.connectedAt = deps.now();
    this.lastActiveAt = this.connectedAt.getTime();
    this.connectionId = `${login.number}_${this.connectedAt.getTime()}`;
  }

  /** Says who was recognised and, when an assessment is named, where they stand in it; then listens. */
  open(testId: number | null): void {
    this.socket.on('message', (data, isBinary) => this.hear(isBinary ? null : String(data)));
    this.socket.once('close', () => this.stopFollowing());
    this.enqueue(async () => {
      let place: Place | null = null;
      let refusal: unknown = null;
      try {
        if (testId !== null) place = await this.deps.desk.find(this.login, testId);
        if (place?.state === 'inProgress') await this.follow(place, false);
      } catch (error) {
        refusal = error;
      }
      this.send({
        type: 'auth_success',
        data: {
          user_id: this.login.number,
          connection_id: this.connectionId,
          timestamp: this.timestamp(),
          ...(this.session && { recovered_assessment: this.recovered(this.session) }),
        },
      });
      if (refusal) this.deny(refusal);
      else if (place?.state === 'completed') this.close(CLOSE.alreadyCompleted);
    });
  }

  get isFollowing(): boolean {
    return this.following !== null;
  }

  close({ code, reason }: { code: number; reason: string }): void {
    this.stopFollowing();
    this.socket.close(code, reason);
  }

  // ---------- hearing

  private hear(text: string | null): void {
    this.lastActiveAt = this.deps.now().getTime();
    const parsed = parseMessage(text);
    if ('problem' in parsed) {
      this.malformed += 1;
      this.complain('invalid_input', parsed.problem);
      if (this.malformed >= this.deps.malformedLimit) this.close(CLOSE.malformed);
      return;
    }
    if (parsed.message.type === 'heartbeat') {
      this.send({ type: 'pong', data: { timestamp: this.timestamp() } });
      return;
    }
    if (this.queued >= this.deps.maxQueued) {
      this.complain('too_many_requests', 'Too many messages wait for an answer. Wait for one before sending more.');
      return;
    }
    this.enqueue(() => this.handle(parsed.message));
  }

  private enqueue(work: () => Promise<void>): void {
    this.queued += 1;
    this.queue = this.queue.then(async () => {
      try {
        if (this.socket.readyState === this.socket.OPEN) await work();
      } catch (error) {
        this.refuse(error);
      } finally {
        this.queued -= 1;
      }
    });
  }

  private async handle(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'start_assessment':
        return this.start(message.data.test_id);
      case 'get_question':
        return this.getQuestion();
      case 'submit_answer':
        return this.submit(message.data);
      case 'complete_assessment':
        return this.complete();
      case 'chat_message':
        return this.ask(message.data.message);
      case 'get_test_info':
        return this.tellTestInfo();
      case 'get_progress':
        return this.tellProgress();
      case 'pause_assessment':
      case 'resume_assessment':
        return this.pauseOrResume(message.type);
      case 'heartbeat':
        return;
    }
  }

  // ---------- commands

  private async start(testId: number): Promise<void> {
    let place: Awaited<ReturnType<AssessmentDesk['start']>>;
    try {
      place = await this.deps.desk.start(this.login, testId, this.writer);
    } catch (error) {
      this.deny(error);
      return;
    }
    if (place.state === 'completed') {
      if (this.session?.completed) this.send(completedFrame(this.session, this.clock()));
      else this.close(CLOSE.alreadyCompleted);
      return;
    }
    await this.follow(place, place.isNew);
    if (place.isNew || !this.session) return;
    // Starting is said on the device that is to be answered on: it takes over from any other.
    await this.deps.desk.takeOver(this.login, this.command(this.session));
    this.send(startedFrame(this.session, this.clock()));
    await this.askNext(this.session);
  }

  /** Repeats the open question; when the time is over, that is said instead. */
  private async getQuestion(): Promise<void> {
    const { session } = this;
    if (session && !session.completed && remainingSeconds(session, this.deps.now()) === 0) {
      this.tell(await this.deps.desk.expire(this.login, session.about.sessionId));
      if (this.session?.completed) return;
    }
    await this.askNext(session);
  }

  /** The open question; where a question's time went by unseen, the next one, which comes with the session's events. */
  private async askNext(session: SocketSession | null): Promise<void> {
    if (!session?.isLapsed) return this.repeatQuestion();
    await this.succeed(session);
    await this.deps.desk.resume(this.login, this.command(session));
  }

  private repeatQuestion(): void {
    const session = this.running();
    if (!session) return;
    const question = questionFrame(session, this.clock());
    if (question) {
      this.send(question);
      this.noteShown();
    } else if (session.completed) this.send(completedFrame(session, this.clock()));
    else this.say('No question is open at the moment.');
  }

  private async submit(data: Extract<ClientMessage, { type: 'submit_answer' }>['data']): Promise<void> {
    const session = this.running();
    if (!session) return;
    const position = positionOf(session.about, data.question_id);
    const shown = position === null ? null : await this.shownAt(session, position);
    if (position === null || !shown) {
      this.complain('stale_presentation', 'This question was not asked in this assessment.');
      return;
    }
    const answer = answerFrom(shown, data.selected_option);
    await this.succeed(session);
    const events = await this.deps.desk.submit(this.login, this.command(session), position, answer, this.connectionId);
    const repeated = events.find((event) => event.type === 'responseRecorded' && event.seq <= session.seq);
    this.tell(events);
    if (repeated?.type !== 'responseRecorded' || !this.session) return;
    this.send(feedbackFrame(this.session, repeated));
    this.send(progressFrame(this.session, this.clock()));
    this.repeatQuestion();
  }

  /** The item as it was shown at a position, open or answered. */
  private async shownAt({ open, about }: SocketSession, position: number): Promise<ShownItem | null> {
    if (open?.position === position) return open.shown;
    for (const event of await this.deps.desk.eventsOf(this.login, about.sessionId))
      if (event.type === 'itemPresented' && event.payload.position === position) return event.payload.shown;
    return null;
  }

  private async complete(): Promise<void> {
    const session = this.running();
    if (!session) return;
    if (session.completed) {
      this.send(completedFrame(session, this.clock()));
      return;
    }
    await this.succeed(session);
    this.tell(await this.deps.desk.complete(this.login, this.command(session)));
  }

  private async pauseOrResume(type: 'pause_assessment' | 'resume_assessment'): Promise<void> {
    const session = this.running();
    if (!session) return;
    await this.succeed(session);
    await this.deps.desk[type === 'pause_assessment' ? 'pause' : 'resume'](this.login, this.command(session));
  }

  private command = ({ about }: SocketSession) => ({ sessionId: about.sessionId, writer: this.writer });

  /** Takes the place of a socket that wrote before and is gone: a client that reconnects has no other way to say so. */
  private async succeed({ writer, about }: SocketSession): Promise<void> {
    if (writer === null || writer === this.writer) return;
    if (!writer.startsWith(WRITER_PREFIX) || this.deps.isWriting(writer)) return;
    await this.deps.desk.takeOver(this.login, { sessionId: about.sessionId, writer: this.writer });
  }

  private async ask(message: string): Promise<void> {
    const session = this.running();
    if (session) await this.deps.desk.ask(this.login, session.about.sessionId, message);
  }

  /** The session of this connection; says so when there is none. */
  private running(): SocketSession | null {
    if (!this.session) this.say('No assessment is running on this connection. Start one first.');
    return this.session;
  }

  private tellProgress(): void {
    const session = this.running();
    if (session?.started) this.send(progressFrame(session, this.clock()));
  }

  private tellTestInfo(): void {
    const { connectionId, connectedAt, lastActiveAt } = this;
    const connection = { connectionId, userId: this.login.number, connectedAt, lastActiveAt: new Date(lastActiveAt) };
    this.send(testInfoFrame(this.session, connection, this.clock()));
  }

  /** A question that has a time of its own counts as missed only where it was shown. */
  private noteShown(): void {
    const { session } = this;
    if (!session?.open?.deadlineAt || session.writer !== this.writer) return;
    this.deps.desk.show(this.login, this.command(session), session.open.position).catch((error) => {
      if (!isDomainError(error)) this.deps.log.warn({ err: String(error) }, 'a shown question could not be noted');
    });
  }

  // ---------- telling

  /** Folds what the session has behind it, telling it or not, and goes on with what comes. */
  private async follow(
    { about, assessmentId }: Exclude<Place, { state: 'notStarted' }>,
    tellPast: boolean,
  ): Promise<void> {
    if (this.session?.about.sessionId === about.sessionId && this.following) return;
    this.stopFollowing();
    const following = new AbortController();
    this.following = following;
    this.leave = await this.deps.desk.arrive(about.sessionId, assessmentId);
    this.session = newSocketSession(about);
    const past = await this.deps.desk.eventsOf(this.login, about.sessionId);
    if (tellPast) this.tell(past);
    else for (const event of past) this.session = tell(this.session, event, this.clock()).session;
    if (this.socket.readyState === this.socket.OPEN) void this.followOn(about.sessionId, following.signal);
    else this.stopFollowing();
  }

  private stopFollowing(): void {
    this.following?.abort();
    this.leave();
    this.leave = () => undefined;
  }

  private async followOn(sessionId: string, signal: AbortSignal): Promise<void> {
    try {
      for await (const events of this.deps.desk.follow(sessionId, this.session!.seq, this.connectionId, signal))
        this.tell(events);
    } catch (error) {
      if (!signal.aborted)
        this.deps.log.warn(
          { sessionId, err: error instanceof Error ? error.message : error },
          'socket lost its session',
        );
      if (!signal.aborted) this.close({ code: 1011, reason: 'try_again' });
    }
  }

  /** Feedback, progress and the next question are frames of their own that leave in one packet. */
  private tell(events: readonly SocketEvent[]): void {
    this.wire.cork();
    try {
      for (const event of events) this.tellOne(event);
    } finally {
      this.wire.uncork();
    }
  }

  private tellOne(event: SocketEvent): void {
    if (!this.session) return;
    const wasWriter = this.session.writer === this.writer;
    const told = tell(this.session, event, this.clock());
    this.session = told.session;
    for (const frame of told.frames) this.send(frame);
    if (event.type === 'itemPresented' && told.frames.length > 0) this.noteShown();
    if (wasWriter && told.session.writer !== this.writer)
      this.say('You are answering on another device now. Send start_assessment to go on here.');
  }

  private send(message: ServerMessage): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNREAD_BYTES) {
      this.close(CLOSE.slowReader);
      return;
    }
    this.lastActiveAt = this.deps.now().getTime();
    socket.send(JSON.stringify(message));
  }

  private say(message: string): void {
    this.send({ type: 'system_message', data: { message, timestamp: this.timestamp() } });
  }

  private complain(code: DomainErrorCode | 'internal_error', error: string, recoverable = true): void {
    this.send({ type: 'error', data: { error, timestamp: this.timestamp(), code, recoverable } });
  }

  private refuse(error: unknown, recoverable = true): void {
    if (isDomainError(error)) {
      this.complain(error.code, error.message, recoverable);
    } else if (isTransient(error)) {
      const message = 'The database is away for a moment. Nothing was lost; repeat the message.';
      this.complain('temporarily_unavailable', message);
    } else {
      this.deps.log.error({ connectionId: this.connectionId, err: error }, 'assessment socket failed');
      this.complain('internal_error', 'Something went wrong here. It has been noted.');
    }
  }

  /** What stands in the way of an assessment is said, and ends the connection: 4003. A passing failure does not. */
  private deny(error: unknown): void {
    const isFinal = isDomainError(error) && error.code !== 'temporarily_unavailable';
    this.refuse(error, !isFinal);
    if (isFinal) this.close(CLOSE.accessDenied);
  }

  private recovered(session: SocketSession) {
    const { sessionId, testId: test_id } = session.about;
    const progress = nodeProgress(session);
    return { assessment_id: sessionId, test_id, thread_id: sessionId, is_in_assessment: true, progress };
  }

  private clock(): Clock {
    return { now: this.deps.now(), questionMs: this.deps.questionMs };
  }

  private timestamp(): string {
    return this.deps.now().toISOString();
  }
}
