import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertSubmittable, codePoints, MAX_TEXT_CODE_POINTS, normalise } from '@/core/evaluation/text';
import { claimsOf } from '~test/support/evaluation';

test.each(['', '   ', '\r\n\t\u00a0\n'])('refuses %j as empty', (text) => {
  expect(() => assertSubmittable('source text', text)).toThrow(expect.objectContaining({ code: 'text_empty' }));
});

test('counts characters as people do: 50,000 emoji fit, one more does not', () => {
  expect(() => assertSubmittable('output', '😀'.repeat(MAX_TEXT_CODE_POINTS))).not.toThrow();
  expect(() => assertSubmittable('output', '😀'.repeat(MAX_TEXT_CODE_POINTS + 1))).toThrow(
    expect.objectContaining({ code: 'text_too_long', details: { length: 50_001, limit: 50_000 } }),
  );
});

test.each(['half a pair \ud83d here', 'the other half \ude00', 'binary \u0000 file'])(
  'refuses %j, which cannot be stored as text',
  (text) => {
    expect(() => assertSubmittable('output', text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  },
);

test('takes code and markup as they are', () => {
  expect(() => assertSubmittable('output', '<script>alert("x")</script> -- /* drop table */ #')).not.toThrow();
});

test('maps composed characters back to the text as given', () => {
  const given = 'Cafe\u0301 au lait';
  const { text, toGiven } = normalise(given);
  expect(text).toBe('Café au lait');
  expect(toGiven({ start: 0, end: 4 })).toEqual({ start: 0, end: 5 });
  expect(toGiven({ start: 5, end: 12 })).toEqual({ start: 6, end: 13 });
});

const anyText = fc
  .array(
    fc.constantFrom(
      'a',
      'e\u0301',
      '\u0301',
      '😀',
      '👩‍👩‍👧',
      '\r\n',
      '\n',
      '각',
      '\u1100\u1161\u11a8',
      '\u1161',
      'क्ष',
      '\u0344',
      'ﬁ',
      ' ',
      '\u212b',
      '\u0327\u0301',
    ),
  )
  .map((parts) => parts.join(''));

test('normalising cluster by cluster gives the same text as normalising all of it', () => {
  fc.assert(
    fc.property(anyText, (given) => {
      const { text, toGiven } = normalise(given);
      expect(text).toBe(given.normalize('NFC'));
      expect(toGiven({ start: 0, end: text.length })).toEqual({ start: 0, end: given.length });
    }),
  );
});

test('every span of the normalised text maps to a stretch of the given one that normalises to the same or more', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), fc.nat(), (given, a, b) => {
      const { text, toGiven } = normalise(given);
      if (text.length === 0) return;
      const [start, end] = [a % text.length, (b % text.length) + 1].sort((x, y) => x - y) as [number, number];
      if (start === end) return;
      const span = toGiven({ start, end });
      expect(given.slice(span.start, span.end).normalize('NFC')).toContain(text.slice(start, end));
    }),
  );
});

test('code points are counted without splitting the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(codePoints(text)).toBe([...text].length);
    }),
  );
});

test.each([
  ['emoji', '😀 Paris is the capital of France. 😀😀 Rome is the capital of Italy.'],
  ['combining marks', 'The cafe\u0301 opened in 1990. Zu\u0308rich has many cafe\u0301s.'],
  ['CRLF', 'Paris is the capital of France.\r\nRome is the capital of Italy.\r\n\r\nBerlin is large.'],
])('claims name their place in the text as given, with %s', async (_name, text) => {
  const { claims } = await claimsOf(text);
  expect(claims.length).toBeGreaterThanOrEqual(2);
  for (const claim of claims) expect(text.slice(claim.start, claim.end)).toBe(claim.text);
  expect(claims.at(-1)!.text.endsWith('.')).toBe(true);
});
