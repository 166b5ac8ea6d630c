import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type DoubleRequest = {
  headers: IncomingMessage['headers'];
  model: string;
  messages: { role: string; content: string }[];
  body: Record<string, unknown>;
};

/** What the double does with one request. */
export type Behaviour =
  | { kind: 'content'; content: string | ((request: DoubleRequest) => string) }
  /** As a stream of pieces, with a pause of `everyMs` after each; also for callers that did not ask for one. */
  | { kind: 'stream'; pieces: readonly string[]; everyMs?: number; end?: 'done' | 'hangUp' | 'silent' }
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'raw'; body: string; contentType: string }
  | { kind: 'endless'; chunk: string }
  | { kind: 'silent' }
  | { kind: 'hangUp' };

export const says = (value: unknown): Behaviour => ({
  kind: 'content',
  content: typeof value === 'string' ? value : JSON.stringify(value),
});
export const fails = (
  status: number,
  message = 'no',
  headers: Record<string, string> = {},
  code?: string,
): Behaviour => ({
  kind: 'status',
  status,
  body: { error: { message, type: 'error', code: code ?? null } },
  headers,
});

/**
 * A server on 127.0.0.1 that speaks the chat completions protocol and behaves as told: the given behaviours in turn, the last one for
 * ever. It keeps what it was asked.
 */
export async function startOpenAiDouble(...behaviours: readonly [Behaviour, ...Behaviour[]]) {
  const requests: DoubleRequest[] = [];
  let queue: readonly Behaviour[] = behaviours;
  let unstreamed: Behaviour | null = null;
  const server = createServer((message, response) => {
    void serve(message, response).catch(() => response.destroy());
  });

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const request: DoubleRequest = { headers: message.headers, model: body.model, messages: body.messages, body };
    requests.push(request);
    if (unstreamed && request.body.stream !== true) return await behave(unstreamed, request, response);
    const behaviour = queue[0]!;
    if (queue.length > 1) queue = queue.slice(1);
    await behave(behaviour, request, response);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** From now on. `judges` is for who asks for no stream: not a conversation, but claims, verdicts and judgements. */
    behave(next: readonly [Behaviour, ...Behaviour[]], judges?: Behaviour): void {
      queue = next;
      unstreamed = judges ?? null;
      requests.length = 0;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function behave(behaviour: Behaviour, request: DoubleRequest, response: ServerResponse): Promise<void> {
  switch (behaviour.kind) {
    case 'content': {
      const content = typeof behaviour.content === 'function' ? behaviour.content(request) : behaviour.content;
      if (request.body.stream === true) return await stream(response, request.model, { pieces: [content] });
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          id: 'double-1',
          object: 'chat.completion',
          created: 0,
          model: request.model,
          choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
          usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
        }),
      );
      return;
    }
    case 'stream':
      return await stream(response, request.model, behaviour);
    case 'status':
      response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
      response.end(JSON.stringify(behaviour.body ?? {}));
      return;
    case 'raw':
      response.setHeader('content-type', behaviour.contentType);
      response.end(behaviour.body);
      return;
    case 'endless': {
      response.setHeader('content-type', 'application/json');
      const closed = once(response, 'close');
      while (!response.destroyed) {
        if (!response.write(behaviour.chunk)) {
          await Promise.race([once(response, 'drain'), closed]);
        }
      }
      return;
    }
    case 'silent':
      return;
    case 'hangUp':
      response.socket?.destroy();
  }
}

/** Server-sent events as the protocol has them: one chunk for each piece, then the reason, then the end. */
async function stream(
  response: ServerResponse,
  model: string,
  {
    pieces,
    everyMs = 0,
    end = 'done',
  }: { pieces: readonly string[]; everyMs?: number; end?: 'done' | 'hangUp' | 'silent' },
): Promise<void> {
  response.setHeader('content-type', 'text/event-stream');
  const chunk = (delta: object, reason: string | null) =>
    response.write(
      `data: ${JSON.stringify({
        id: 'double-1',
        object: 'chat.completion.chunk',
        created: 0,
        model,
        choices: [{ index: 0, delta, finish_reason: reason }],
      })}\n\n`,
    );
  chunk({ role: 'assistant', content: '' }, null);
  for (const content of pieces) {
    if (response.destroyed) return;
    chunk({ content }, null);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  if (end === 'silent') return;
  if (end === 'hangUp') return void response.socket?.destroy();
  chunk({}, 'stop');
  response.end('data: [DONE]\n\n');
}
