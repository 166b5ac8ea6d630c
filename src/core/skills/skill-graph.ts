import { DomainError } from '@/core/errors';

/** H: the job stands on it. M: it supports the job. L: good to have. */
export type Priority = 'H' | 'M' | 'L';

export type SkillNode = {
  readonly skillId: string;
  readonly name: string;
  readonly priority: Priority;
};

/** `from` is a prerequisite of `to`. */
export type PrerequisiteEdge = { readonly from: string; readonly to: string };

/** The skills of one job, with what builds on what. Acyclic; node order is the order people see. */
export type SkillGraph = { readonly nodes: readonly SkillNode[]; readonly edges: readonly PrerequisiteEdge[] };

/** Weight of a priority before normalising; the 3/2/1 of the plain rule set. */
export const PRIORITY_WEIGHT: Readonly<Record<Priority, number>> = { H: 3, M: 2, L: 1 };

/** Weights of the nodes in node order; they sum to 1. */
export function skillWeights(graph: SkillGraph): number[] {
  const raw = graph.nodes.map((node) => PRIORITY_WEIGHT[node.priority]);
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / total);
}

/**
 * Indices of the nodes, every prerequisite before what builds on it; ties keep node order (Kahn 1962).
 * @throws DomainError `graph_invalid` when an edge names an unknown skill or the edges form a cycle.
 */
export function topologicalOrder(graph: SkillGraph): number[] {
  const indexOf = new Map(graph.nodes.map((node, index) => [node.skillId, index]));
  const waiting = graph.nodes.map(() => 0);
  const successors: number[][] = graph.nodes.map(() => []);
  for (const edge of graph.edges) {
    const from = indexOf.get(edge.from);
    const to = indexOf.get(edge.to);
    if (from === undefined || to === undefined) {
      throw new DomainError(
        'graph_invalid',
        `The edge ${edge.from} -> ${edge.to} names a skill that is not in the graph.`,
      );
    }
    successors[from]!.push(to);
    waiting[to]! += 1;
  }
  const order: number[] = [];
  const ready = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  while (ready.length > 0) {
    ready.sort((a, b) => a - b);
    const index = ready.shift()!;
    order.push(index);
    for (const next of successors[index]!) {
      waiting[next]! -= 1;
      if (waiting[next] === 0) ready.push(next);
    }
  }
  if (order.length < graph.nodes.length) {
    const stuck = graph.nodes.filter((_, index) => !order.includes(index)).map((node) => node.name);
    throw new DomainError('graph_invalid', `These skills require each other in a circle: ${stuck.join(', ')}.`);
  }
  return order;
}

/** Refuses a graph that is empty, names a skill twice, has a self-loop or a cycle. */
export function validateSkillGraph(graph: SkillGraph): SkillGraph {
  if (graph.nodes.length === 0) throw new DomainError('graph_invalid', 'The skill graph has no skills.');
  const seen = new Set<string>();
  for (const node of graph.nodes) {
    if (seen.has(node.skillId)) throw new DomainError('graph_invalid', `The skill ${node.name} is in the graph twice.`);
    seen.add(node.skillId);
  }
  topologicalOrder(graph);
  return graph;
}
