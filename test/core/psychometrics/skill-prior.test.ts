import fc from 'fast-check';
import { expect, test } from 'vitest';
import { skillPrior } from '@/core/psychometrics/skill-prior';
import { aSkillGraph } from './builders';

/** Random acyclic graphs: edges go from lower to higher index. */
const anyGraph = fc.integer({ min: 1, max: 24 }).chain((size) =>
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 3 * size }).map((pairs) =>
    aSkillGraph(
      size,
      pairs.filter(([from, to]) => from !== to).map(([x, y]) => [Math.min(x, y), Math.max(x, y)]),
    ),
  ),
);

/** Smallest pivot of the LDL' decomposition; positive exactly when the matrix is positive definite. */
function smallestPivot(matrix: Float64Array, n: number): number {
  const work = matrix.slice();
  let smallest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < n; k++) {
    const pivot = work[k * n + k]!;
    smallest = Math.min(smallest, pivot);
    for (let i = k + 1; i < n; i++) {
      const factor = work[i * n + k]! / pivot;
      for (let j = k; j < n; j++) work[i * n + j]! -= factor * work[k * n + j]!;
    }
  }
  return smallest;
}

test('unrelated skills correlate .3 and an edge adds .15', () => {
  const { mean, covariance } = skillPrior(aSkillGraph(3, [[0, 1]]));
  expect([...mean]).toEqual([0, 0, 0]);
  expect(covariance[1]).toBeCloseTo(0.45, 12);
  expect(covariance[2]).toBeCloseTo(0.3, 12);
  expect(covariance[5]).toBeCloseTo(0.3, 12);
});

test('a chain gives a grandparent what the model implies, between .3 and .45', () => {
  const { covariance } = skillPrior(
    aSkillGraph(3, [
      [0, 1],
      [1, 2],
    ]),
  );
  // .3 + .15^2 / .7: the path through the middle skill, given the general ability.
  expect(covariance[2]).toBeCloseTo(0.3 + 0.15 ** 2 / 0.7, 12);
});

test('two prerequisites of one skill each get their .15', () => {
  const { covariance } = skillPrior(
    aSkillGraph(3, [
      [0, 2],
      [1, 2],
    ]),
  );
  expect(covariance[2]).toBeCloseTo(0.45, 12);
  expect(covariance[5]).toBeCloseTo(0.45, 12);
  expect(covariance[1]).toBeCloseTo(0.3, 12);
});

test('an edge given twice counts once', () => {
  expect(
    skillPrior(
      aSkillGraph(2, [
        [0, 1],
        [0, 1],
      ]),
    ).covariance[1],
  ).toBeCloseTo(0.45, 12);
});

test('any acyclic graph gives a symmetric positive definite matrix with unit diagonal and correlations up to .7', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const n = graph.nodes.length;
      const { covariance } = skillPrior(graph);
      for (let i = 0; i < n; i++) {
        expect(covariance[i * n + i]).toBe(1);
        for (let j = 0; j < i; j++) {
          expect(covariance[i * n + j]).toBe(covariance[j * n + i]);
          expect(covariance[i * n + j]!).toBeLessThanOrEqual(0.7 + 1e-9);
          expect(covariance[i * n + j]!).toBeGreaterThan(0);
        }
      }
      // Each skill keeps at least half its variance to itself, so the pivots stay far from 0.
      expect(smallestPivot(covariance, n)).toBeGreaterThan(0.1);
    }),
  );
});

test('does not depend on the order of the edges', () => {
  const forwards = skillPrior(
    aSkillGraph(4, [
      [0, 3],
      [1, 3],
      [1, 2],
    ]),
  );
  const backwards = skillPrior(
    aSkillGraph(4, [
      [1, 2],
      [1, 3],
      [0, 3],
    ]),
  );
  expect(backwards.covariance).toEqual(forwards.covariance);
});
