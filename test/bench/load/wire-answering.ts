import { WebSocket } from 'ws';
import type { Answering } from './answering';

export type WireApplicant = { readonly token: string; readonly testIds: readonly number[] };

/** One socket of the older assessment protocol, looked at as little as possible: a question is known by its id alone. */
class WireSocket {
  private onQuestion: (id: string | null) => void = () => undefined;
  failure: string | null = null;

  private constructor(readonly socket: WebSocket) {
    socket.on('error', () => undefined);
    socket.on('close', (code) => this.settle(null, `closed with ${code}`));
    socket.on('message', (raw) => {
      const text = String(raw);
      const type = text.slice(9, 20); // {"type":"question","data":…
      if (type.startsWith('question"')) this.settle(/"question_id":"([^"]*)"/.exec(text)![1]!);
      else if (type.startsWith('assessment_') && text.startsWith('{"type":"assessment_completed"')) this.settle(null);
      else if (type.startsWith('error"')) this.settle(null, text);
    });
  }

  static connect(origin: string, token: string, testId: number): Promise<WireSocket> {
    const address = `${origin.replace(/^http/, 'ws')}/ws/assessment?token=${token}&test_id=${testId}`;
    const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => resolve(new WireSocket(socket)));
    });
  }

  /** Sends a message; `onQuestion` gets the id of the question that comes of it, or null when none does. */
  send(text: string, onQuestion: (id: string | null) => void): void {
    this.onQuestion = onQuestion;
    this.socket.send(text);
  }

  private settle(id: string | null, failure: string | null = null): void {
    this.failure ??= failure;
    const tell = this.onQuestion;
    this.onQuestion = () => undefined;
    tell(id);
  }
}

/**
 * A candidate of the older protocol, with a socket and a started session for each assessment, who answers one after the
 * other as told. Feedback, progress and the next question come as three frames; a reply has come with the last of them.
 */
export class WireCandidate implements Answering {
  private turn = 0;
  private current = 0;
  readonly failures: string[] = [];

  private constructor(
    private readonly origin: string,
    private readonly applicant: WireApplicant,
    private readonly sockets: WireSocket[],
    private readonly questions: (string | null)[],
  ) {}

  static async prepare(origin: string, applicant: WireApplicant): Promise<WireCandidate> {
    const sockets: WireSocket[] = [];
    const questions: (string | null)[] = [];
    for (const testId of applicant.testIds) {
      const socket = await WireSocket.connect(origin, applicant.token, testId);
      sockets.push(socket);
      const start = `{"type":"start_assessment","data":{"test_id":${testId}}}`;
      questions.push(await new Promise((resolve) => socket.send(start, resolve)));
      if (socket.failure) throw new Error(socket.failure);
    }
    return new WireCandidate(origin, applicant, sockets, questions);
  }

  get isDone(): boolean {
    return this.current >= this.sockets.length;
  }

  answer(onReply: () => void): void {
    const socket = this.sockets[this.current]!;
    const option = 'ABCD'[this.turn++ % 4];
    const data = `{"question_id":"${this.questions[this.current]}","selected_option":"${option}"}`;
    socket.send(`{"type":"submit_answer","data":${data}}`, (id) => {
      this.questions[this.current] = id;
      if (socket.failure) this.failures.push(socket.failure);
      if (id === null) this.current += 1;
      onReply();
    });
  }

  /** Connects anew and asks for its question; true when it is the one it had. */
  async comeBack(): Promise<boolean> {
    const [testId] = this.applicant.testIds;
    const socket = await WireSocket.connect(this.origin, this.applicant.token, testId!);
    this.sockets[0] = socket;
    const id = await new Promise((resolve) => socket.send('{"type":"get_question","data":{}}', resolve));
    return id === this.questions[0];
  }

  close(): void {
    for (const { socket } of this.sockets) socket.terminate();
  }
}
