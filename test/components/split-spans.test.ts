import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Span, splitSpans } from '@/components/split-spans';

test('overlapping passages are cut where either begins or ends', () => {
  const segments = splitSpans('abcdef', [
    { id: 'x', start: 1, end: 4 },
    { id: 'y', start: 3, end: 5 },
  ]);
  expect(segments.map(({ text, covering }) => [text, ...covering])).toEqual([
    ['a'],
    ['bc', 'x'],
    ['d', 'x', 'y'],
    ['e', 'y'],
    ['f'],
  ]);
});

test('a passage inside another comes last, so that it can be chosen first', () => {
  const [first] = splitSpans('abcd', [
    { id: 'short', start: 0, end: 2 },
    { id: 'long', start: 0, end: 4 },
  ]);
  expect(first).toMatchObject({ covering: ['long', 'short'], starting: ['long', 'short'] });
});

test('passages beyond the text are held to it, empty ones are dropped', () => {
  const segments = splitSpans('ab', [
    { id: 'x', start: -3, end: 9 },
    { id: 'y', start: 1, end: 1 },
  ]);
  expect(segments).toEqual([{ text: 'ab', start: 0, covering: ['x'], starting: ['x'] }]);
});

test('the pieces are the text, and every passage begins exactly once', () => {
  const span = fc.record({ start: fc.integer({ min: -2, max: 30 }), end: fc.integer({ min: -2, max: 30 }) });
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 25 }), fc.array(span, { maxLength: 8 }), (text, ranges) => {
      const spans = ranges.map((range, index) => ({ id: `s${index}`, ...range }));
      const segments = splitSpans(text, spans);
      expect(segments.map((segment) => segment.text).join('')).toBe(text);
      for (const { id, start, end } of spans) {
        const covered = segments.filter((segment) => segment.covering.includes(id));
        expect(covered.map((segment) => segment.text).join('')).toBe(
          start < end ? text.slice(Math.max(0, start), Math.max(0, end)) : '',
        );
        expect(segments.filter((segment) => segment.starting.includes(id))).toHaveLength(covered.length > 0 ? 1 : 0);
      }
    }),
  );
});

test('ten thousand passages are cut in a moment, and as if each were looked up', () => {
  const text = 'It rains. '.repeat(10_000);
  const spans: Span[] = Array.from({ length: 10_000 }, (_, i) => ({ id: `c${i}`, start: i * 10, end: i * 10 + 9 }));
  const started = performance.now();
  const segments = splitSpans(text, spans);
  expect(performance.now() - started).toBeLessThan(500);
  expect(segments).toHaveLength(20_000);
  expect(segments.filter(({ covering }) => covering.length === 1)).toHaveLength(10_000);
});
