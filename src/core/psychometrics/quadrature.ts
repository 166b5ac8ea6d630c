/** Points and weights with `sum weights[q] f(nodes[q])` = E f(Z) for Z ~ N(0, 1), exact for polynomials below degree 2n. */
export type Quadrature = { readonly nodes: Float64Array; readonly weights: Float64Array };

/**
 * Gauss-Hermite rule for the standard normal density with `count` points, ascending and exactly symmetric.
 * Newton's iteration on the orthonormal Hermite recurrence, starting values of Stroud & Secrest (1966); good to 64 points.
 */
export function gaussHermite(count: number): Quadrature {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  let root = 0;
  for (let i = 0; i < (count + 1) >> 1; i++) {
    root = firstGuess(i, count, root, nodes);
    let slope = 0;
    for (let iteration = 0; iteration < 50; iteration++) {
      let current = Math.PI ** -0.25;
      let previous = 0;
      for (let j = 0; j < count; j++) {
        const next = root * Math.sqrt(2 / (j + 1)) * current - Math.sqrt(j / (j + 1)) * previous;
        previous = current;
        current = next;
      }
      slope = Math.sqrt(2 * count) * previous;
      const step = current / slope;
      root -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    const middle = 2 * i + 1 === count;
    // The recurrence works in physicists' units; `nodes` holds them until all roots are found.
    nodes[i] = middle ? 0 : root;
    nodes[count - 1 - i] = middle ? 0 : -root;
    weights[i] = weights[count - 1 - i] = 2 / (slope * slope) / Math.sqrt(Math.PI);
  }
  return { nodes: nodes.map((node) => (node === 0 ? 0 : -node * Math.SQRT2)), weights };
}

function firstGuess(i: number, count: number, last: number, found: Float64Array): number {
  if (i === 0) return Math.sqrt(2 * count + 1) - 1.85575 * (2 * count + 1) ** (-1 / 6);
  if (i === 1) return last - (1.14 * count ** 0.426) / last;
  if (i === 2) return 1.86 * last - 0.86 * found[0]!;
  if (i === 3) return 1.91 * last - 0.91 * found[1]!;
  return 2 * last - found[i - 2]!;
}

/** The rule used for scoring and for looking ahead: 21 points. */
export const NORMAL_21: Quadrature = gaussHermite(21);
