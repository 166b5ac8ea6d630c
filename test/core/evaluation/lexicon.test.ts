import { expect, test } from 'vitest';
import { createLexicon } from '@/core/evaluation/lexicon';
import type { Token } from '@/core/evaluation/reading';
import { lexicon } from '@/server/evaluation/trained-verifier';

const word = (text: string, pos = 'NOUN'): Token => ({
  text,
  norm: text,
  lemma: text,
  kind: 'word',
  pos,
  isName: false,
  isStop: false,
  start: 0,
  end: text.length,
});
const closeness = (a: string, b: string) => lexicon.closeness(lexicon.idOf(word(a))!, lexicon.idOf(word(b))!);

test('a lexicon is unpacked value by value', () => {
  // Two words of two dimensions: (7, -7) and (7, 7), four bits a value with 8 for zero.
  const small = createLexicon({
    dimensions: 2,
    words: 'up down',
    vectors: btoa(String.fromCharCode(0x1f, 0xff)),
    opposites: 'up down',
  });
  expect([small.closeness(0, 0), small.closeness(0, 1)]).toEqual([1, 0]);
  expect([...small.oppositesOf(word('up'))]).toContain('down');
  expect(small.idOf(word('sideways'))).toBeUndefined();
});

test.each([
  ['buy', 'purchase'],
  ['manager', 'director'],
  ['forest', 'wood'],
])('%s and %s mean nearly the same', (a, b) => {
  expect(closeness(a, b)).toBeGreaterThan(0.6);
  expect(closeness(a, b)).toBe(closeness(b, a));
});

test.each([
  ['happy', 'banana'],
  ['singing', 'swimming'],
  ['friend', 'foe'],
])('%s and %s do not', (a, b) => {
  expect(closeness(a, b)).toBeLessThan(0.35);
});

test('opposites come from WordNet and from prefixes, and only where a prefix negates', () => {
  expect(lexicon.oppositesOf(word('increase', 'VERB'))).toContain('decrease');
  expect(lexicon.oppositesOf(word('enormous', 'ADJ'))).toContain('small');
  expect(lexicon.oppositesOf(word('unsuitable', 'ADJ'))).toContain('suitable');
  expect(lexicon.oppositesOf(word('discover', 'VERB'))).not.toContain('cover');
  expect(lexicon.oppositesOf({ ...word('Hope'), isName: true }).size).toBe(0);
});
