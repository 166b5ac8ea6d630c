import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSharedPayloads } from '@/server/realtime/encode-once';

const message = (id: unknown, tracked: string, payload: object, rest: object = {}) => ({
  id,
  ...rest,
  result: { type: 'data', id: tracked, data: { id: tracked, data: payload } },
});
const payload = fc.oneof(
  fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
  fc.array(fc.jsonValue({ stringUnit: 'binary' })),
  fc.object({ withDate: true, withNullPrototype: true }),
);
const text = (value: unknown) => {
  const encoded = (value as { encode: string }).encode;
  return typeof encoded === 'string' ? JSON.parse(encoded) : encoded;
};

test('a frame says what plain JSON of the message says, shared or not', () => {
  fc.assert(
    fc.property(
      payload,
      fc.oneof(fc.nat(), fc.string({ unit: 'binary' })),
      fc.string({ unit: 'binary' }),
      fc.constantFrom({}, { jsonrpc: '2.0' }),
      fc.boolean(),
      (value, id, tracked, rest, isShared) => {
        const { share, encoder } = createSharedPayloads();
        const sent = message(id, tracked, isShared ? share(value) : value, rest);
        const frame = encoder.encode(sent as never);
        expect(text({ encode: frame })).toEqual(JSON.parse(JSON.stringify(sent)));
        expect(encoder.decode(frame as string)).toEqual(JSON.parse(JSON.stringify(sent)));
      },
    ),
  );
});

test('a shared payload is turned into text once, however many watch', () => {
  const { share, encoder, encodings } = createSharedPayloads();
  let reads = 0;
  const value = share({
    get events() {
      reads += 1;
      return [1, 2, 3];
    },
  });
  const frames = Array.from({ length: 200 }, (_, id) => encoder.encode(message(id, '7', value) as never));
  expect(reads).toBe(1);
  expect(encodings()).toBe(1);
  expect(new Set(frames).size).toBe(200);
  expect(text({ encode: frames[199] })).toEqual(JSON.parse(JSON.stringify(message(199, '7', { events: [1, 2, 3] }))));
});

test('what is not shared, and what is no data, is encoded plainly', () => {
  const { encoder, encodings } = createSharedPayloads();
  for (const other of [
    { id: 1, result: { type: 'started' } },
    { id: 2, result: { type: 'data', data: { events: [] } } },
    { id: null, error: { code: -32700, message: 'x' } },
    { id: 3, result: { type: 'data', id: '1', data: null } },
  ])
    expect(encoder.encode(other as never)).toBe(JSON.stringify(other));
  expect(encodings()).toBe(0);
});

test('binary frames are read as text', () => {
  const { encoder } = createSharedPayloads();
  expect(encoder.decode(new TextEncoder().encode('{"a":"ü"}').buffer as never)).toEqual({ a: 'ü' });
});
