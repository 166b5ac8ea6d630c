export type GraphPriority = 'H' | 'M' | 'L';

export type GraphNode = {
  readonly id: string;
  readonly label: string;
  /** Share or points; only its proportion to the others matters. */
  readonly weight: number;
  readonly priority: GraphPriority;
  readonly description?: string;
};

/** `from` is a prerequisite of `to`. */
export type GraphEdge = { readonly from: string; readonly to: string };

/** What a node needs and leads to, in node order. */
export type Neighbours = { readonly before: readonly string[]; readonly after: readonly string[] };

/**
 * Edges that can be drawn from left to right: known ends, no loops, no doubles, and without those that would close a cycle
 * (found depth first in node order). The field refuses cycles; a drawing must survive them.
 */
export function drawableEdges(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphEdge[] {
  const known = new Set(nodes.map((node) => node.id));
  const targets = new Map<string, string[]>(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    const list = targets.get(edge.from);
    if (list && known.has(edge.to) && edge.from !== edge.to && !list.includes(edge.to)) list.push(edge.to);
  }
  const state = new Map<string, 'open' | 'done'>();
  const kept: GraphEdge[] = [];
  const visit = (id: string) => {
    state.set(id, 'open');
    for (const to of targets.get(id) ?? []) {
      if (state.get(to) === 'open') continue;
      kept.push({ from: id, to });
      if (!state.has(to)) visit(to);
    }
    state.set(id, 'done');
  };
  for (const node of nodes) if (!state.has(node.id)) visit(node.id);
  return kept;
}

/** Neighbours of every node along the given edges. */
export function neighbours(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, Neighbours> {
  const order = new Map(nodes.map((node, index) => [node.id, index]));
  const inOrder = (ids: string[]) => ids.sort((a, b) => order.get(a)! - order.get(b)!);
  return new Map(
    nodes.map((node) => [
      node.id,
      {
        before: inOrder(edges.filter((edge) => edge.to === node.id).map((edge) => edge.from)),
        after: inOrder(edges.filter((edge) => edge.from === node.id).map((edge) => edge.to)),
      },
    ]),
  );
}

/** Column of each node: the longest way to it from a node without prerequisites. `edges` must be acyclic. */
export function layers(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, number> {
  const around = neighbours(nodes, edges);
  const layer = new Map<string, number>();
  const depth = (id: string): number => {
    const known = layer.get(id);
    if (known !== undefined) return known;
    const own = Math.max(-1, ...around.get(id)!.before.map(depth)) + 1;
    layer.set(id, own);
    return own;
  };
  for (const node of nodes) depth(node.id);
  return layer;
}
