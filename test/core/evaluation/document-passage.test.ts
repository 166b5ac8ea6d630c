import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DocumentPassage, windowsOf, withoutOverlaps } from '@/core/evaluation/document-passage';
import { stretchEnd } from '@/server/documents/stretch';
import { read } from '~test/support/evaluation';

const textsOf = async (text: string) => {
  const { sentences } = await read(text);
  return windowsOf(text, sentences).map(({ start, end }) => text.slice(start, end));
};

describe('windows', () => {
  test('hold three sentences at most and share one with the next', async () => {
    const text = 'The cat sleeps. The dog barks. The bird sings. The fish swims. The horse runs.';
    expect(await textsOf(text)).toEqual([
      'The cat sleeps. The dog barks. The bird sings.',
      'The bird sings. The fish swims. The horse runs.',
    ]);
  });

  test('do not run over an empty line, whichever line ends the file has', async () => {
    for (const gap of ['\n\n', '\r\n\r\n', '\r\n \r\n']) {
      expect(await textsOf(`The cat sleeps.${gap}The dog barks.`)).toEqual(['The cat sleeps.', 'The dog barks.']);
    }
  });

  test('keep their places in a text with emoji, combining marks and CRLF', async () => {
    const text = '👩‍🔬 Curie found radium.\r\nThe cafe\u0301 closed in 1911. 🎉 Ra\u0308dium glows.';
    const passages = await textsOf(text);
    expect(passages.join(' ')).toContain('cafe\u0301 closed in 1911.');
    expect(passages[0]).toMatch(/^👩‍🔬 Curie found radium\.\r\n/u);
  });

  test('leave out what has no term', async () => {
    expect(await textsOf('*** --- ***')).toEqual([]);
  });

  test('cover every sentence that has a term, and lie inside the text', async () => {
    const word = fc.constantFrom('radium', 'Paris', '1911', 'école', '😀', 'the', 'glows.', 'fell!', '\n\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 60 }), async (words) => {
        const text = words.join(' ');
        const { sentences } = await read(text);
        const windows = windowsOf(text, sentences);
        for (const { start, end, terms } of windows) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(terms.length).toBeGreaterThan(0);
        }
        for (const at of [...text.matchAll(/radium|Paris|1911/gu)].map(({ index }) => index)) {
          expect(windows.some(({ start, end }) => start <= at && at < end)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a stretch', () => {
  test('ends at the last empty line before its limit', () => {
    const text = `${'a'.repeat(30)}.\n\n${'b'.repeat(30)}. ${'c'.repeat(60)}`;
    expect(text.slice(0, stretchEnd(text, 0, 100))).toBe(`${'a'.repeat(30)}.\n\n`);
  });

  test('never ends inside a character, and stretches together are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('😀', 'a', ' ', '\n', '.'), maxLength: 300 }), (text) => {
        let from = 0;
        const parts: string[] = [];
        while (from < text.length) {
          const to = stretchEnd(text, from, 20);
          expect(to).toBeGreaterThan(from);
          parts.push(text.slice(from, to));
          from = to;
        }
        expect(parts.join('')).toBe(text);
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
      }),
    );
  });
});

test('of passages that share text only the best is kept', () => {
  const at = (ordinal: number, start: number, end: number, documentId = 'd'): DocumentPassage => ({
    documentId,
    name: documentId,
    ordinal,
    start,
    end,
    text: '',
    score: 10 - ordinal,
  });
  const ranked = [at(0, 0, 10), at(1, 5, 15), at(2, 10, 20), at(3, 5, 15, 'e')];
  expect(withoutOverlaps(ranked, 8).map(({ ordinal }) => ordinal)).toEqual([0, 2, 3]);
  expect(withoutOverlaps(ranked, 1)).toHaveLength(1);
});
