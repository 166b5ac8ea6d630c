import type { Encoder } from '@trpc/server/adapters/ws';

/**
 * Wire encoding in which a payload shared by many subscribers is turned into text once. Each subscriber's frame differs
 * only in its request id, so the shared text is spliced into it. For any message the frame parses to the same value as
 * `JSON.stringify` of it (a test holds the two together).
 */
export type SharedPayloads = {
  /** Marks `payload` as shared: immutable from now on, encoded at most once. */
  share<T extends object>(payload: T): T;
  readonly encoder: Encoder;
  /** Shared payloads encoded so far. */
  readonly encodings: () => number;
};

type DataMessage = { id: string | number; result: { type: 'data'; id: string; data: { id: string; data: object } } };

export function createSharedPayloads(): SharedPayloads {
  const texts = new WeakMap<object, string | null>();
  let encodings = 0;
  const textOf = (payload: object): string => {
    const known = texts.get(payload);
    if (known) return known;
    const text = JSON.stringify(payload);
    encodings += 1;
    texts.set(payload, text);
    return text;
  };
  return {
    share(payload) {
      if (!texts.has(payload)) texts.set(payload, null);
      return payload;
    },
    encoder: {
      encode(message) {
        const payload = sharedPayloadOf(message, texts);
        if (!payload) return JSON.stringify(message);
        const { id, result, ...rest } = message as DataMessage & { jsonrpc?: string };
        const tracked = JSON.stringify(result.id);
        const head = rest.jsonrpc === undefined ? '' : `"jsonrpc":${JSON.stringify(rest.jsonrpc)},`;
        return `{"id":${JSON.stringify(id)},${head}"result":{"type":"data","id":${tracked},"data":{"id":${tracked},"data":${textOf(payload)}}}}`;
      },
      decode: (data) => JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data)),
    },
    encodings: () => encodings,
  };
}

function sharedPayloadOf(message: unknown, shared: WeakMap<object, string | null>): object | null {
  const payload = (message as Partial<DataMessage>).result?.data?.data;
  return payload && typeof payload === 'object' && shared.has(payload) ? payload : null;
}
