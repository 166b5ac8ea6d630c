/**
 * A small seeded generator: the same seed gives the same numbers on every platform, because it uses 32-bit integer
 * arithmetic only. For drawing items, variants and option orders; it is not for secrets.
 */
export type Random = {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  next(): number;
  /** Uniform whole number from `lo` to `hi`, both included. */
  int(lo: number, hi: number): number;
  /** One element, each equally likely. An empty list is a bug and throws. */
  pick<T>(from: readonly T[]): T;
  /** A new list in random order, each order equally likely (Fisher-Yates). */
  shuffle<T>(from: readonly T[]): T[];
};

/** 128 bits of state from the UTF-16 code units of a text, so that nearby seeds start far apart (MurmurHash-style mixing). */
function hashSeed(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  const mixed = h1 ^ h2 ^ h3 ^ h4;
  return [mixed | 0, (h2 ^ mixed) | 0, (h3 ^ mixed) | 0, (h4 ^ mixed) | 0];
}

/** Rounds thrown away so that the counter has mixed into the whole state (as in PractRand's own seeding of sfc32). */
const WARM_UP = 12;

/** Small Fast Counter, 32 bit (Doty-Humphrey, PractRand). A number is the seed of its decimal text. */
export function seededRandom(seed: string | number): Random {
  let [a, b, c, counter] = hashSeed(String(seed));

  function nextUint32(): number {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  }
  for (let i = 0; i < WARM_UP; i++) nextUint32();

  const random: Random = {
    next: () => nextUint32() / 4294967296,
    int: (lo, hi) => lo + Math.floor(random.next() * (hi - lo + 1)),
    pick: (from) => {
      if (from.length === 0) throw new Error('There is nothing to pick from an empty list.');
      return from[random.int(0, from.length - 1)]!;
    },
    shuffle: (from) => {
      const list = [...from];
      for (let i = list.length - 1; i > 0; i--) {
        const j = random.int(0, i);
        [list[i], list[j]] = [list[j]!, list[i]!];
      }
      return list;
    },
  };
  return random;
}
