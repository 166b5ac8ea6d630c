import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Probe = (key: number, attempt: number, size: number) => number;
const linear: Probe = (key, attempt, size) => (key + attempt) % size;
/** Second hash `1 + key mod (size - 2)`, never zero. */
const doubled: Probe = (key, attempt, size) => (key + attempt * (1 + (key % (size - 2)))) % size;

/** The table after the keys were inserted in order by open addressing. */
export function tableOf(keys: readonly number[], size: number, probe: Probe): (number | null)[] {
  const table = Array<number | null>(size).fill(null);
  for (const key of keys) {
    let attempt = 0;
    while (table[probe(key, attempt, size)] !== null) attempt++;
    table[probe(key, attempt, size)] = key;
  }
  return table;
}

/** Slots looked at until the key or an empty slot is found, that slot included. */
function inspected(table: readonly (number | null)[], key: number, probe: Probe): number {
  for (let attempt = 0; attempt < table.length; attempt++) {
    const found = table[probe(key, attempt, table.length)];
    if (found === null || found === key) return attempt + 1;
  }
  return table.length;
}

function drawKeys(random: Random, size: number, count: number): number[] {
  const crowded = random.int(0, size - 1);
  const keys = Array.from({ length: count }, () =>
    random.next() < 0.5 ? random.int(1, 8) * size + crowded : random.int(10, 99),
  );
  return new Set(keys).size === count ? keys : drawKeys(random, size, count);
}

const slot = (value: number, misconception: string): Slip => ({ value, misconception });

/** In which slot does the last key end? */
function lastSlot(random: Random, place: number, probe: Probe): Variant | null {
  const size = random.pick([7, 11, 13]) /* prime: double hashing reaches each slot */;
  const keys = drawKeys(random, size, random.int(4, 5));
  const last = keys.at(-1)!;
  const before = tableOf(keys.slice(0, -1), size, probe);
  const key = tableOf(keys, size, probe).indexOf(last);
  if (before[last % size] === null) return null; // no collision, nothing to show
  const free = before.indexOf(null);
  const down = Array.from({ length: size }, (_, by) => (((last - by) % size) + size) % size).find((at) => before[at] === null)!; // biome-ignore format: one expression
  const distractors = numericDistractors(
    key,
    [
      slot(last % size, 'overwrites what is in the first slot'),
      slot(
        tableOf(keys, size, probe === linear ? doubled : linear).indexOf(last),
        'confuses linear probing and double hashing',
      ),
      slot((last + 1) % size, 'moves on by one slot and stops there'),
      slot(free, 'takes the first free slot of the table'),
      slot(down, 'probes towards lower slots'),
      slot(size - 1, 'goes to the end of the table'),
      slot((key + 1) % size, 'goes one slot too far'),
    ],
    place,
    { least: 0, most: size - 1, telling: 2 },
  );
  if (distractors === null) return null;
  const rule =
    probe === linear
      ? 'the next slots in turn (after the last comes slot 0)'
      : `slot \`(k + i * (1 + k mod ${size - 2})) mod ${size}\` for i = 1, then 2, and so on`;
  const path = Array.from({ length: inspected(before, last, probe) }, (_, attempt) => probe(last, attempt, size));
  return {
    stem: `A hash table has ${size} slots, 0 to ${size - 1}. Key \`k\` goes to slot \`k mod ${size}\`; when that is taken, to the first free of ${rule}. The keys ${keys.map((one) => `\`${one}\``).join(', ')} are inserted in this order. In which slot does \`${last}\` end?`,
    key: String(key),
    distractors,
    explanation: `Before the last insertion the slots hold ${before
      .map((content, at) => (content === null ? null : `${at}: ${content}`))
      .filter(Boolean)
      .join(', ')}. The key ${last} tries ${path.join(', ')}, and slot ${key} is free.`,
    hint: 'Fill the table key by key; the earlier collisions decide the later ones.',
  };
}

/** How many slots does an unsuccessful search look at? */
function searchLength(random: Random, place: number): Variant | null {
  const size = random.int(8, 12);
  const keys = drawKeys(random, size, random.int(5, 7));
  const absent = random.next() < 0.7;
  const sought = absent ? random.int(10, 99) : random.pick(keys);
  if (absent && keys.includes(sought)) return null;
  const table = tableOf(keys, size, linear);
  const key = inspected(table, sought, linear);
  const chained = keys.filter((one) => one % size === sought % size).length;
  const distractors = numericDistractors(
    key,
    [
      slot(
        absent ? key - 1 : key + 1,
        absent ? 'forgets the empty slot that ends the search' : 'goes on after the key is found',
      ),
      slot(chained + (absent ? 1 : 0), 'counts only the keys with the same hash'),
      slot(keys.length, 'searches all stored keys'),
      slot(size, 'searches the whole table'),
      slot(1, 'expects every search to take one look'),
      slot(key + 2, 'searches past the free slot'),
      slot(key - 2, 'starts to count after the first collisions'),
    ],
    place,
    { least: 1, most: size, telling: 2 },
  );
  if (distractors === null) return null;
  const path = Array.from({ length: key }, (_, by) => (sought + by) % size);
  return {
    stem: `A hash table has ${size} slots, 0 to ${size - 1}. Key \`k\` goes to slot \`k mod ${size}\`, or when that is taken to the next free slot (after the last comes slot 0). The keys ${keys.map((one) => `\`${one}\``).join(', ')} are inserted in this order; nothing is deleted. How many slots does a search for \`${sought}\` look at, an empty one included?`,
    key: String(key),
    distractors,
    explanation: `The slots hold ${table
      .map((content, at) => (content === null ? null : `${at}: ${content}`))
      .filter(Boolean)
      .join(
        ', ',
      )}. The search looks at ${path.join(', ')} and stops ${absent ? 'at the first empty slot' : 'where it finds the key'}: ${key}.`,
    hint: 'A search follows the same slots as an insertion. What lets it stop?',
  };
}

/** Open addressing: where keys end and how long searches take. */
export const algorithmsHashing: ItemModel = {
  id: 'algorithms-hashing',
  version: 1,
  skillId: 'algorithms',
  title: 'Collisions in a hash table',
  levels: [
    { id: 'easy', difficulty: -0.6, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.3, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 100_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() =>
      level === 'medium' ? searchLength(random, place) : lastSlot(random, place, level === 'easy' ? linear : doubled),
    );
  },
};
