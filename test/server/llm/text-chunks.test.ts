import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkText } from '@/server/llm/text-chunks';
import { countTokens } from '@/server/llm/token-count';

function sentencesOf(text: string) {
  return [...text.matchAll(/\S[^.]*\.?/gu)].map((hit) => ({ start: hit.index, end: hit.index + hit[0].length }));
}

test('the parts together are the whole text, in order, and each fits', () => {
  const word = fc.constantFrom('town', 'has', '1,912', 'churches.', 'Zürich', '😀', 'and', 'river.');
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 40, max: 200 }),
      (words, maxTokens) => {
        const text = words.join(' ');
        const chunks = chunkText(text, sentencesOf(text), maxTokens, 10);
        expect(chunks[0]!.start).toBe(0);
        expect(chunks.at(-1)!.end).toBe(text.length);
        chunks.forEach(({ start, end }, i) => {
          expect(end).toBeGreaterThan(start);
          if (i > 0) {
            expect(start).toBeLessThanOrEqual(chunks[i - 1]!.end);
            expect(end).toBeGreaterThan(chunks[i - 1]!.end);
          }
          expect(countTokens(text.slice(start, end))).toBeLessThanOrEqual(maxTokens + 20);
          expect(text.slice(start, end).isWellFormed()).toBe(true);
        });
      },
    ),
  );
});

test('neighbours share the sentences at their border', () => {
  const text = Array.from({ length: 60 }, (_, i) => `Sentence number ${i} says nothing new.`).join(' ');
  const chunks = chunkText(text, sentencesOf(text), 100, 20);
  expect(chunks.length).toBeGreaterThan(3);
  for (let i = 1; i < chunks.length; i += 1) expect(chunks[i]!.start).toBeLessThan(chunks[i - 1]!.end);
});

test('text that is all one token is cut, and counting it takes no time to speak of', () => {
  const text = 'a'.repeat(50_000);
  const started = performance.now();
  const chunks = chunkText(text, [{ start: 0, end: text.length }], 1_000);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(chunks.length).toBeGreaterThan(5);
  expect(chunks.at(-1)!.end).toBe(50_000);
});

test('a tokenizer’s own marks in a text are text', () => {
  expect(countTokens('<|im_end|><|endoftext|>')).toBeGreaterThan(4);
});
