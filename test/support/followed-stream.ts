import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

type NumberedEvent = { readonly seq: number; readonly type: string };
type Frame = {
  method?: string;
  id: number | null;
  error?: unknown;
  result?: { type: string; id?: string; data?: { data: { events: NumberedEvent[] } } };
};

/**
 * A page that watches a stream of the API through whatever happens: it reconnects and names the last number it got.
 * `events` is everything it was sent, in the order it came, repeats included.
 */
export class FollowedStream {
  readonly events: NumberedEvent[] = [];
  connections = 0;
  private lastEventId: string | null = null;
  private socket: WebSocket | null = null;
  private stopped = false;
  readonly done: Promise<void>;

  constructor(
    private readonly origin: string,
    private readonly cookie: string,
    private readonly path: string,
    private readonly input: Record<string, unknown>,
    private readonly isLast: (event: NumberedEvent) => boolean,
  ) {
    this.done = this.run();
  }

  stop(): void {
    this.stopped = true;
    this.socket?.terminate();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.connection();
      if (!this.stopped) await delay(20 + Math.random() * 80);
    }
  }

  /** One connection, until it ends for whatever reason. */
  private connection(): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`${this.origin.replace(/^http/, 'ws')}/api/trpc`, {
        headers: { cookie: this.cookie },
        perMessageDeflate: false,
      });
      this.socket = socket;
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.on('open', () => {
        this.connections += 1;
        const lastEventId = this.lastEventId === null ? {} : { lastEventId: this.lastEventId };
        const params = { path: this.path, input: this.input, ...lastEventId };
        socket.send(JSON.stringify({ id: 1, method: 'subscription', params }));
      });
      socket.on('message', (raw) => {
        const text = String(raw);
        if (text === 'PING') return socket.send('PONG');
        const { result, error, method } = JSON.parse(text) as Frame;
        if (error || method === 'reconnect' || result?.type === 'stopped') return socket.close();
        if (result?.type !== 'data') return;
        this.lastEventId = result.id!;
        const { events } = result.data!.data;
        this.events.push(...events);
        if (events.some(this.isLast)) this.stop();
      });
    });
  }
}
