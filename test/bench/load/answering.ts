import { LoadSocket } from './load-socket';

export type LoadCandidate = { readonly cookie: string; readonly applicationIds: readonly string[] };

/** Someone who answers as told, over whichever protocol. */
export type Answering = {
  readonly isDone: boolean;
  readonly failures: readonly string[];
  answer(onReply: () => void): void;
  close(): void;
};

/** A candidate with sessions started in advance, who answers one after the other as told. */
export class AnsweringCandidate implements Answering {
  private session = 0;
  private position = 1;
  private turn = 0;
  /** Replies that were neither an item nor the end. */
  readonly failures: string[] = [];

  private constructor(
    private readonly socket: LoadSocket,
    private readonly sessionIds: readonly string[],
  ) {}

  /** Connects and starts all sessions, so that starting is not part of what is measured. */
  static async prepare(origin: string, { cookie, applicationIds }: LoadCandidate): Promise<AnsweringCandidate> {
    const socket = await LoadSocket.connect(origin, cookie);
    const sessionIds: string[] = [];
    for (const applicationId of applicationIds) {
      const text = await socket.reply('mutation', 'session.start', { applicationId, consent: true });
      sessionIds.push((JSON.parse(text) as { result: { data: { sessionId: string } } }).result.data.sessionId);
    }
    return new AnsweringCandidate(socket, sessionIds);
  }

  get isDone(): boolean {
    return this.session >= this.sessionIds.length || this.socket.closedEarly;
  }

  /** Sends the next answer. One frame comes back with the feedback and the next item, or with the end. */
  answer(onReply: () => void): void {
    const option = 'ABCD'[this.turn++ % 4];
    const input = `{"sessionId":"${this.sessionIds[this.session]}","position":${this.position},"answer":{"type":"singleChoice","optionId":"${option}"}}`;
    this.socket.call('mutation', 'session.submitResponse', input, (text) => {
      if (text.includes('"type":"itemPresented"')) {
        this.position += 1;
      } else {
        if (!text.includes('"type":"sessionCompleted"')) this.failures.push(text);
        this.session += 1;
        this.position = 1;
      }
      onReply();
    });
  }

  close(): void {
    this.socket.socket.terminate();
  }
}

/** Runs `work` over all items, `width` at a time. */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const place = next++;
      results[place] = await work(items[place]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
