import { WebSocket } from 'ws';
import type { ServerMessage } from '@/protocol/assessment-socket/messages';
import { assessmentFrame } from './conformance';

type Named<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

/** A `ws` client of `/ws/assessment` or `/ws/chat`: every frame it gets is held against the schemas, and kept. */
export class AssessmentClient {
  readonly frames: ServerMessage[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly waiting = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.frames.push(assessmentFrame(JSON.parse(String(data))));
      for (const wake of [...this.waiting]) wake();
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
  }

  /** Resolves once the socket is open, whatever the server then does with it. */
  static async connect(
    origin: string,
    query: Record<string, string | number>,
    path = '/ws/assessment',
  ): Promise<AssessmentClient> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}?${search}`);
    const client = new AssessmentClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  send(type: string, data: unknown = {}): void {
    this.socket.send(JSON.stringify({ type, data, timestamp: new Date().toISOString() }));
  }

  sendRaw(frame: string | Buffer): void {
    this.socket.send(frame);
  }

  named<T extends ServerMessage['type']>(type: T): Named<T>['data'][] {
    return this.frames.flatMap((frame) => (frame.type === type ? [frame.data as Named<T>['data']] : []));
  }

  last<T extends ServerMessage['type']>(type: T): Named<T>['data'] {
    const found = this.named(type).at(-1);
    if (!found) throw new Error(`No ${type} came; got ${this.types().join(', ')}`);
    return found;
  }

  types = (): string[] => this.frames.map((frame) => frame.type);

  /** Waits until the nth frame of this type has come. */
  async until<T extends ServerMessage['type']>(type: T, nth = 1): Promise<Named<T>['data']> {
    const deadline = Date.now() + 10_000;
    while (this.named(type).length < nth) {
      if (Date.now() > deadline) throw new Error(`No ${type} (${nth}) came; got ${this.types().join(', ')}`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(wake, 200);
        this.waiting.add(wake);
      });
    }
    return this.named(type)[nth - 1]!;
  }

  close(): void {
    this.socket.close();
  }
}
