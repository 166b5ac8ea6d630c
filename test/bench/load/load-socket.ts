import { WebSocket } from 'ws';

type Listener = (text: string) => void;

/**
 * The API's socket protocol with as little work as possible, so that the load generator stays out of the figures: texts
 * are handed on as they come, and only their first characters are looked at.
 */
export class LoadSocket {
  private nextId = 1;
  private readonly waiting = new Map<number, Listener>();
  private readonly streams = new Map<number, Listener>();
  closedEarly = false;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (raw) => this.receive(String(raw)));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closedEarly = true;
    });
  }

  static connect(origin: string, cookie: string): Promise<LoadSocket> {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/api/trpc`, {
      headers: { cookie },
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(new LoadSocket(socket)));
      socket.once('error', reject);
    });
  }

  /** Sends a call; `onReply` gets the reply's text. `input` is JSON already. */
  call(method: 'query' | 'mutation', path: string, input: string, onReply: Listener): void {
    const id = this.nextId++;
    this.waiting.set(id, onReply);
    this.socket.send(`{"id":${id},"method":"${method}","params":{"path":"${path}","input":${input}}}`);
  }

  reply(method: 'query' | 'mutation', path: string, input: unknown): Promise<string> {
    return new Promise((resolve) => this.call(method, path, JSON.stringify(input), resolve));
  }

  /** Follows a stream; resolves when the server has begun. `onText` gets every frame after that. */
  subscribe(path: string, input: unknown, onText: Listener, lastEventId?: string): Promise<void> {
    const id = this.nextId++;
    const last = lastEventId === undefined ? '' : `,"lastEventId":${JSON.stringify(lastEventId)}`;
    return new Promise((resolve, reject) => {
      this.streams.set(id, (text) => {
        if (!text.includes('"started"')) return reject(new Error(text));
        this.streams.set(id, onText);
        resolve();
      });
      const params = `{"path":"${path}","input":${JSON.stringify(input)}${last}}`;
      this.socket.send(`{"id":${id},"method":"subscription","params":${params}}`);
    });
  }

  private receive(text: string): void {
    if (text === 'PING') {
      this.socket.send('PONG');
      return;
    }
    const id = Number.parseInt(text.slice(6, 16), 10); // {"id":123,...
    const waiting = this.waiting.get(id);
    if (waiting) {
      this.waiting.delete(id);
      waiting(text);
    } else {
      this.streams.get(id)?.(text);
    }
  }
}
