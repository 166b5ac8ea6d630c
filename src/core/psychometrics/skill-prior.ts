import { type SkillGraph, topologicalOrder } from '@/core/skills/skill-graph';

/** What is believed of a person before the first answer: theta ~ N(mean, covariance), K skills in node order, row-major. */
export type SkillPrior = { readonly mean: Float64Array; readonly covariance: Float64Array };

export type SkillPriorOptions = {
  /** Squared loading of every skill on the general ability g; the correlation of two unrelated skills. Default .3. */
  readonly generalVariance?: number;
  /** What a prerequisite edge adds to the correlation of its two skills. Default .15. */
  readonly edgeCorrelation?: number;
  /** No two skills correlate more than this. Default .7. */
  readonly maximumCorrelation?: number;
};

/**
 * The prior a skill graph implies. Defaults are low on purpose: assuming .6 where .3 is true costs coverage.
 *
 * It is a linear structural equation model with a general ability g as its first node. In topological order, skill k is
 * regressed on g and on its prerequisites: `theta_k = B_k (g, parents) + e_k`. The row B_k is the one that makes
 * corr(theta_k, g) = sqrt(.3) and corr(theta_k, parent) = .3 + .15, and Var(e_k) is what is left to one. So the diagonal
 * is exactly 1, unrelated skills correlate .3, an edge adds .15, and grandparents and siblings get what the model implies.
 *
 * The explained variance R^2 of a skill is held at `maximumCorrelation^2`, by shrinking what its edges add when it has
 * many parents. By Cauchy-Schwarz no correlation with any earlier skill can then exceed the maximum, and because every
 * Var(e_k) stays positive the matrix is positive definite.
 *
 * @throws DomainError `graph_invalid` when the edges form a cycle or name an unknown skill.
 */
export function skillPrior(graph: SkillGraph, options: SkillPriorOptions = {}): SkillPrior {
  const { generalVariance = 0.3, edgeCorrelation = 0.15, maximumCorrelation = 0.7 } = options;
  const order = topologicalOrder(graph);
  const size = graph.nodes.length;
  const parents = parentIndices(graph);
  const covariance = new Float64Array(size * size);
  const maximumAdded = Math.max(0, maximumCorrelation * maximumCorrelation - generalVariance);

  order.forEach((k, position) => {
    const regressors = parents[k]!;
    const count = regressors.length;
    // Given g, parents have covariance Sigma - .3; the edges add `edgeCorrelation` to each conditional covariance.
    const conditional = new Float64Array(count * count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        conditional[i * count + j] = covariance[regressors[i]! * size + regressors[j]!]! - generalVariance;
      }
    }
    const slopes = solvePositiveDefinite(conditional, new Float64Array(count).fill(edgeCorrelation));
    const added = slopes.reduce((sum, slope) => sum + slope * edgeCorrelation, 0);
    const shrink = added > maximumAdded ? Math.sqrt(maximumAdded / added) : 1;
    for (const earlier of order.slice(0, position)) {
      let value = generalVariance;
      for (let i = 0; i < count; i++) {
        value += shrink * slopes[i]! * (covariance[regressors[i]! * size + earlier]! - generalVariance);
      }
      covariance[k * size + earlier] = value;
      covariance[earlier * size + k] = value;
    }
    covariance[k * size + k] = 1;
  });
  return { mean: new Float64Array(size), covariance };
}

/** Prerequisites of each node as node indices, ascending, each once. */
export function parentIndices(graph: SkillGraph): number[][] {
  const indexOf = new Map(graph.nodes.map((node, index) => [node.skillId, index]));
  const parents = graph.nodes.map(() => new Set<number>());
  for (const edge of graph.edges) {
    const from = indexOf.get(edge.from);
    const to = indexOf.get(edge.to);
    if (from !== undefined && to !== undefined) parents[to]!.add(from);
  }
  return parents.map((set) => [...set].sort((a, b) => a - b));
}

/** Solves A x = y for a small symmetric positive definite A (row-major) by Cholesky's method. */
function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const lower = matrix.slice();
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * n + k]! * x[k]!;
    x[i]! /= lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= lower[k * n + i]! * x[k]!;
    x[i]! /= lower[i * n + i]!;
  }
  return x;
}
