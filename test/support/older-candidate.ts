import { WebSocket } from 'ws';
import type { ServerMessage } from '@/protocol/assessment-socket/messages';

type Named<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;
type Question = Named<'question'>['data'];

/** An answer an old client could give to whatever is asked: the first option, all of them in order, pairs, or a text. */
export function oldAnswer({ question_type, options, question_text }: Question): unknown {
  const letters = options.map((option) => option.slice(0, option.indexOf(')')));
  switch (question_type) {
    case 'multipleResponse':
      return [letters[0]];
    case 'ordering':
      return letters;
    case 'matching': {
      const prompts = [...question_text.matchAll(/^(\w+)\) /gm)].map(([, prompt]) => prompt!);
      return Object.fromEntries(prompts.map((prompt, index) => [prompt, letters[index % letters.length]!]));
    }
    case 'numeric':
      return '42';
    case 'shortText':
    case 'freeText':
      return 'The transaction';
    default:
      return letters[0];
  }
}

/** A candidate's old client against a server that runs elsewhere: a socket, and what it heard. */
export class OlderCandidate {
  readonly heard: ServerMessage[] = [];
  readonly closed: Promise<number>;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.heard.push(JSON.parse(String(data))));
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  static async connect(origin: string, token: string, testId: number): Promise<OlderCandidate> {
    const address = `${origin.replace(/^http/, 'ws')}/ws/assessment?token=${token}&test_id=${testId}`;
    const socket = new WebSocket(address);
    const candidate = new OlderCandidate(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return candidate;
  }

  say(type: string, data: object = {}): void {
    this.socket.send(JSON.stringify({ type, data }));
  }

  told<T extends ServerMessage['type']>(type: T): Named<T>['data'][] {
    return this.heard.flatMap((frame) => (frame.type === type ? [frame.data as Named<T>['data']] : []));
  }

  leave(): void {
    this.socket.close();
  }
}
