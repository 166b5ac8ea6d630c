import { WebSocket } from 'ws';

type Reply = { id: number | string | null; result?: { type: string; id?: string; data?: unknown }; error?: ApiFailure };
export type ApiFailure = { message: string; data: { domainCode: string | null; code: string } };

/** A refusal as it arrives at a client. */
export class ApiError extends Error {
  constructor(readonly failure: ApiFailure) {
    super(failure.message);
  }
  get code(): string | null {
    return this.failure.data.domainCode;
  }
}

/**
 * A client that speaks tRPC's socket protocol by hand, so that tests see frames as they are: `frames` keeps every text
 * received, in order.
 */
export class ApiSocket {
  readonly frames: string[] = [];
  private nextId = 1;
  private readonly pending = new Map<number, { resolve: (data: unknown) => void; reject: (error: Error) => void }>();
  private readonly streams = new Map<number, (value: { id: string | undefined; data: unknown }) => void>();
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        resolve({ code, reason: reason.toString() });
        for (const { reject } of this.pending.values()) reject(new Error(`closed ${code} ${reason}`));
        this.pending.clear();
      });
    });
    socket.on('error', () => undefined);
    socket.on('message', (raw) => this.receive(raw.toString()));
  }

  static connect(origin: string, headers: Record<string, string> = {}, query = ''): Promise<ApiSocket> {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/api/trpc${query}`, {
      headers,
      perMessageDeflate: false,
    });
    const client = new ApiSocket(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client));
      socket.once('error', reject);
    });
  }

  query<T>(path: string, input?: unknown): Promise<T> {
    return this.call('query', path, input);
  }

  mutate<T>(path: string, input?: unknown): Promise<T> {
    return this.call('mutation', path, input);
  }

  /** Calls `onValue` with each value of a subscription; resolves once the server has started it. */
  async subscribe(
    path: string,
    input: unknown,
    onValue: (value: { id: string | undefined; data: unknown }) => void,
    lastEventId?: string,
  ): Promise<{ stop(): void }> {
    const id = this.nextId++;
    this.streams.set(id, onValue);
    await new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.send({ id, method: 'subscription', params: { path, input, ...(lastEventId && { lastEventId }) } });
    });
    return { stop: () => this.send({ id, method: 'subscription.stop' }) };
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  close(): Promise<{ code: number; reason: string }> {
    this.socket.close();
    return this.closed;
  }

  private call<T>(method: string, path: string, input: unknown): Promise<T> {
    const id = this.nextId++;
    return new Promise<T>((resolve, reject) => {
      if (this.socket.readyState !== WebSocket.OPEN) return reject(new Error('closed'));
      this.pending.set(id, { resolve: resolve as (data: unknown) => void, reject });
      this.send({ id, method, params: { path, input } });
    });
  }

  private receive(text: string): void {
    if (text === 'PING') {
      this.send('PONG');
      return;
    }
    this.frames.push(text);
    const reply = JSON.parse(text) as Reply;
    if (typeof reply.id !== 'number') return;
    const waiting = this.pending.get(reply.id);
    if (reply.error) {
      waiting?.reject(new ApiError(reply.error));
    } else if (reply.result?.type === 'data' && this.streams.has(reply.id)) {
      const value = reply.result.data as { id?: string; data: unknown };
      const isTracked = reply.result.id !== undefined;
      this.streams.get(reply.id)!({ id: reply.result.id, data: isTracked ? value.data : value });
      return;
    } else {
      waiting?.resolve(reply.result?.data);
    }
    this.pending.delete(reply.id);
  }
}
