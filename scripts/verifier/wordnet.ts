import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One WordNet synset: its words, the words of its gloss, and the synsets it points to, with the kind of pointer. */
export type Synset = { words: string[]; gloss: string[]; pointers: { kind: string; to: string }[] };

/** What the lexicon is made of. Synset ids are the part of speech and the offset: "n00001740". */
export type WordNet = {
  synsets: Map<string, Synset>;
  /** Synsets of a lemma by part of speech, the most usual first. */
  senses: Map<string, { synset: string; rank: number }[]>;
  /** How often the lemma is tagged in the sense-tagged texts WordNet comes with. */
  tagged: Map<string, number>;
  /** In how many glosses the form occurs. */
  inGlosses: Map<string, number>;
  opposites: Map<string, Set<string>>;
};

const PARTS = [
  ['noun', 'n'],
  ['verb', 'v'],
  ['adj', 'a'],
  ['adv', 'r'],
] as const;

/** Reads the database files of WordNet 3.x (`data.*`, `index.*`, `index.sense`; format: wndb(5WN)). */
export function readWordNet(folder: string): WordNet {
  const lines = (name: string) =>
    readFileSync(path.join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith(' '));
  const net: WordNet = {
    synsets: new Map(),
    senses: new Map(),
    tagged: new Map(),
    inGlosses: new Map(),
    opposites: new Map(),
  };
  const opposed: { from: string; word: number; to: string; other: number }[] = [];
  for (const [file, part] of PARTS) {
    for (const line of lines(`data.${file}`)) readSynset(line, part, net, opposed);
    for (const line of lines(`index.${file}`)) {
      const fields = line.trim().split(' ');
      const offsets = fields.slice(-Number(fields[2]));
      const known = net.senses.get(fields[0]!) ?? [];
      net.senses.set(fields[0]!, [...known, ...offsets.map((offset, rank) => ({ synset: part + offset, rank }))]);
    }
  }
  for (const line of lines('index.sense')) {
    const [key, , , count] = line.split(' ');
    const lemma = key!.split('%')[0]!;
    net.tagged.set(lemma, (net.tagged.get(lemma) ?? 0) + Number(count));
  }
  for (const { from, word, to, other } of opposed) {
    const [a, b] = [net.synsets.get(from)?.words[word - 1], net.synsets.get(to)?.words[other - 1]];
    if (a && b) net.opposites.set(a, (net.opposites.get(a) ?? new Set()).add(b));
  }
  return net;
}

function readSynset(
  line: string,
  part: string,
  net: WordNet,
  opposed: { from: string; word: number; to: string; other: number }[],
): void {
  const [head = '', text = ''] = line.split(' | ');
  const fields = head.trim().split(' ');
  const id = part + fields[0];
  const wordCount = Number.parseInt(fields[3]!, 16);
  const words = Array.from({ length: wordCount }, (_, i) => fields[4 + 2 * i]!.toLowerCase().replace(/\(.*\)$/u, ''));
  const pointers: Synset['pointers'] = [];
  let at = 4 + 2 * wordCount;
  const pointerCount = Number(fields[at]);
  at += 1;
  for (let i = 0; i < pointerCount; i += 1, at += 4) {
    const [kind = '', offset = '', target = '', places = ''] = fields.slice(at, at + 4);
    const to = (target === 's' ? 'a' : target) + offset;
    if (kind === '!') {
      const [word, other] = [Number.parseInt(places.slice(0, 2), 16), Number.parseInt(places.slice(2), 16)];
      opposed.push({ from: id, word, to, other });
    } else pointers.push({ kind, to });
  }
  const gloss = text.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/gu) ?? [];
  for (const form of new Set(gloss)) net.inGlosses.set(form, (net.inGlosses.get(form) ?? 0) + 1);
  net.synsets.set(id, { words, gloss: gloss.flatMap((form) => form.split('-')), pointers });
}
