import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stackDots } from '@/components/charts/stack-dots';

test('dots far apart stay on the line, equal ones are stacked', () => {
  expect(stackDots([10, 50, 90], 5).map(({ level }) => level)).toEqual([0, 0, 0]);
  expect(stackDots([50, 50, 50], 5).map(({ level }) => level)).toEqual([0, 1, 2]);
});

test('no dot covers another, and none is lost or moved aside', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 40 }), (positions) => {
      const dots = stackDots(positions, 4);
      expect(dots.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(positions.map((_, i) => i));
      for (const dot of dots) {
        expect(dot.at).toBe(positions[dot.index]);
        for (const other of dots) {
          if (other.index === dot.index || other.level !== dot.level) continue;
          expect(Math.abs(other.at - dot.at)).toBeGreaterThanOrEqual(4);
        }
      }
    }),
  );
});
