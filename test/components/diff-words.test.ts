import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffWords } from '@/components/diff-words';

test('names the words that went and the words that came, the rest stays', () => {
  expect(diffWords('Which index is used here?', 'Which plan is used here?')).toEqual([
    { kind: 'same', text: 'Which' },
    { kind: 'removed', text: ' index' },
    { kind: 'added', text: ' plan' },
    { kind: 'same', text: ' is used here?' },
  ]);
});

test('what is kept and removed is the old text word by word, what is kept and added the new one to the letter', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n'), { maxLength: 20 }).map((parts) => parts.join(''));
  const words = (value: string) => value.split(/\s+/).filter(Boolean);
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffWords(before, after);
      const without = (kind: string) => parts.filter((part) => part.kind !== kind).map((part) => part.text);
      expect(without('added').flatMap(words)).toEqual(words(before));
      expect(without('removed').join('').trim()).toBe(after.trim());
    }),
  );
});
