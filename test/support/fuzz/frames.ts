import fc from 'fast-check';

/**
 * Frames nobody should send, and some that anybody might: random bytes, broken JSON, wrong shapes, right shapes with absurd
 * values. The same seed gives the same frames.
 */
const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%00',
  'A'.repeat(5_000),
  '🙂'.repeat(50),
  '1e309',
  'NaN',
  '-0',
);
const scalar = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(2 ** 53, -1, 1e308, 0, -0),
);
const anything = fc.anything({ maxDepth: 4, maxKeys: 6, withNullPrototype: false, values: [scalar] });

/** Objects with the right names and any values; `names` are those a protocol knows. */
export function shaped(types: readonly string[], names: readonly string[]) {
  const data = fc.dictionary(fc.oneof(fc.constantFrom(...names), nasty), fc.oneof(scalar, anything), { maxKeys: 6 });
  return fc.record(
    {
      type: fc.oneof(fc.constantFrom(...types), nasty, scalar),
      data: fc.oneof({ weight: 4, arbitrary: data }, { weight: 1, arbitrary: scalar }),
    },
    { requiredKeys: [] },
  );
}

const broken = (text: string, cut: number) => text.slice(0, Math.floor((text.length * cut) / 100));

/** A text frame: mostly shaped, sometimes cut off, sometimes any text. */
export function textFrames(types: readonly string[], names: readonly string[]) {
  const json = shaped(types, names).map((value) => safely(value));
  return fc.oneof(
    { weight: 6, arbitrary: json },
    { weight: 2, arbitrary: fc.tuple(json, fc.integer({ min: 0, max: 100 })).map(([text, cut]) => broken(text, cut)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 500 }) },
    { weight: 1, arbitrary: anything.map(safely) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)) },
  );
}

export const bytes = fc.uint8Array({ maxLength: 400 });

/** JSON of anything that has some; what has none becomes a text. */
export function safely(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    return 'no JSON';
  }
}

/** Values from an arbitrary, one after the other, all decided by the seed. */
export function* generated<T>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): Generator<T> {
  const chunk = 500;
  for (let done = 0; done < count; done += chunk)
    yield* fc.sample(arbitrary, { seed: seed + done, numRuns: Math.min(chunk, count - done) });
}
