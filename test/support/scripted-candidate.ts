import { setTimeout as delay } from 'node:timers/promises';
import { type CandidateEvent, type CandidateView, foldCandidateView, openItem } from '@/core/assessment/candidate-view';
import type { ItemAnswer } from '@/core/items/answer';
import { seededRandom } from '@/core/items/random';
import { ApiError, ApiSocket } from './api-socket';
import { someAnswer } from './some-answer';

type Step = { events: CandidateEvent[] };
/** An answer the server has confirmed, with what it said. */
export type Acknowledged = { readonly answer: ItemAnswer; readonly events: readonly CandidateEvent[] };

/** Refusals that say "send the same again"; any other is a failure. */
const PASSING = new Set(['temporarily_unavailable', 'stale_session']);

/**
 * A candidate who answers a whole session by themselves over a real socket, with the manners of the page: reconnects when
 * the socket goes, and repeats the very same command until it is confirmed.
 */
export class ScriptedCandidate {
  readonly acknowledged = new Map<number, Acknowledged>();
  sessionId: string | null = null;
  /** Commands that had to be sent again. */
  retries = 0;
  private socket: ApiSocket | null = null;
  private readonly dice;

  constructor(
    private readonly origin: string,
    readonly person: { readonly id: string; readonly cookie: string },
    private readonly applicationId: string,
    seed: string,
    /** Called after each confirmed answer. */
    private readonly onAcknowledged: () => void = () => undefined,
    private readonly longestThoughtMs = 30,
  ) {
    this.dice = seededRandom(`candidate:${seed}`);
  }

  async start(): Promise<void> {
    const input = { applicationId: this.applicationId, consent: true };
    const { sessionId } = await this.insist<{ sessionId: string }>((socket) => socket.mutate('session.start', input));
    this.sessionId = sessionId;
  }

  /** Answers until the session is complete; resolves with the view the candidate ends up with. */
  async play(): Promise<CandidateView> {
    const { sessionId } = this;
    const snapshot = await this.insist<{ view: CandidateView }>((socket) => socket.query('session.get', { sessionId }));
    let { view } = snapshot;
    for (let item = openItem(view); item; item = openItem(view)) {
      await delay(this.dice.next() * this.longestThoughtMs);
      const { position, shown } = item;
      const answer = someAnswer(shown, this.dice);
      const step = await this.insist<Step>((socket) =>
        socket.mutate('session.submitResponse', { sessionId, position, answer }),
      );
      this.acknowledged.set(position, { answer, events: step.events });
      this.onAcknowledged();
      view = step.events.reduce(foldCandidateView, view);
    }
    await this.socket?.close();
    return view;
  }

  private async insist<T>(command: (socket: ApiSocket) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await command(await this.connected());
      } catch (error) {
        if (error instanceof ApiError && !PASSING.has(error.code ?? '')) throw error;
        this.retries += 1;
        await delay(20 + this.dice.next() * 80);
      }
    }
  }

  private async connected(): Promise<ApiSocket> {
    if (this.socket?.socket.readyState === 1) return this.socket;
    this.socket = await ApiSocket.connect(this.origin, { cookie: this.person.cookie });
    const { socket } = this.socket;
    socket.on('message', (raw) => {
      if (String(raw).includes('"method":"reconnect"')) socket.close();
    });
    return this.socket;
  }
}
