import { drawableEdges, type GraphEdge, type GraphNode, layers, neighbours } from './graph';
import { spread } from './spread';

/** Room of one node with its label, in CSS pixels. */
export const CELL = { width: 184, height: 128, gap: 56 } as const;
const WAYPOINT_HEIGHT = 40;
const SWEEPS = 8;

export type PlacedNode = { node: GraphNode; x: number; y: number; layer: number };
/** Points from the prerequisite's cell to the skill's, through a waypoint in each column between. */
export type PlacedEdge = GraphEdge & { points: readonly { x: number; y: number }[] };
export type GraphLayout = { width: number; height: number; nodes: PlacedNode[]; edges: PlacedEdge[] };

type Slot = { key: string; height: number; before: string[]; after: string[] };

/**
 * Layered drawing, prerequisites to the left (Sugiyama, Tagawa & Toda 1981): columns by longest path, waypoints for edges
 * that skip columns, order by barycentre sweeps, then rows as near as possible to their neighbours. Skills without any edge
 * stand in rows below. The same graph always gives the same drawing.
 */
export function layoutGraph(nodes: readonly GraphNode[], allEdges: readonly GraphEdge[]): GraphLayout {
  const edges = drawableEdges(nodes, allEdges);
  const linked = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const joined = nodes.filter((node) => linked.has(node.id));
  const alone = nodes.filter((node) => !linked.has(node.id));
  const layerOf = layers(joined, edges);
  const columns = columnsWithWaypoints(joined, edges, layerOf);
  orderColumns(columns);
  const y = placeRows(columns);
  const columnX = (layer: number) => layer * (CELL.width + CELL.gap) + CELL.width / 2;
  const columnCount = Math.max(columns.length, Math.min(alone.length, 4), 1);
  const joinedHeight = Math.max(
    0,
    ...columns.flatMap((column) => column.map((slot) => y.get(slot.key)! + slot.height / 2)),
  );
  return {
    width: columnX(columnCount - 1) + CELL.width / 2,
    height: joinedHeight + Math.ceil(alone.length / columnCount) * CELL.height,
    nodes: [
      ...joined.map((node) => {
        const layer = layerOf.get(node.id)!;
        return { node, layer, x: columnX(layer), y: y.get(node.id)! };
      }),
      ...alone.map((node, index) => {
        const layer = index % columnCount;
        const row = Math.floor(index / columnCount);
        return { node, layer, x: columnX(layer), y: joinedHeight + row * CELL.height + CELL.height / 2 };
      }),
    ],
    edges: edges.map((edge) => ({
      ...edge,
      points: chain(edge, layerOf).map((key, step) => ({ x: columnX(layerOf.get(edge.from)! + step), y: y.get(key)! })),
    })),
  };
}

/** Keys from one end of an edge to the other, waypoints between. */
function chain(edge: GraphEdge, layerOf: ReadonlyMap<string, number>): string[] {
  const keys = [edge.from];
  for (let layer = layerOf.get(edge.from)! + 1; layer < layerOf.get(edge.to)!; layer += 1) {
    keys.push(`${edge.from}\u0000${edge.to}\u0000${layer}`);
  }
  return [...keys, edge.to];
}

function columnsWithWaypoints(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  layerOf: ReadonlyMap<string, number>,
) {
  const columns: Slot[][] = [];
  const slots = new Map<string, Slot>();
  const add = (key: string, layer: number, height: number) => {
    const slot: Slot = { key, height, before: [], after: [] };
    slots.set(key, slot);
    while (columns.length <= layer) columns.push([]);
    columns[layer]!.push(slot);
  };
  for (const node of nodes) add(node.id, layerOf.get(node.id)!, CELL.height);
  for (const edge of edges) {
    const keys = chain(edge, layerOf);
    keys.forEach((key, step) => {
      if (!slots.has(key)) add(key, layerOf.get(edge.from)! + step, WAYPOINT_HEIGHT);
      const previous = step > 0 ? keys[step - 1]! : null;
      if (previous === null) return;
      slots.get(previous)!.after.push(key);
      slots.get(key)!.before.push(previous);
    });
  }
  return columns;
}

/** Sorts every column by the mean place of its neighbours, forth and back, and keeps the order with the fewest crossings. */
function orderColumns(columns: Slot[][]): void {
  let best = columns.map((column) => [...column]);
  let fewest = crossings(columns);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    const forward = sweep % 2 === 0;
    const walk = forward ? columns.keys() : [...columns.keys()].reverse();
    for (const layer of walk) {
      const fixed = columns[forward ? layer - 1 : layer + 1];
      if (!fixed) continue;
      const place = new Map(fixed.map((slot, index) => [slot.key, index]));
      const column = columns[layer]!;
      const centre = new Map(
        column.map((slot, index) => [
          slot.key,
          mean(
            (forward ? slot.before : slot.after).map((key) => place.get(key)!),
            index,
          ),
        ]),
      );
      column.sort((a, b) => centre.get(a.key)! - centre.get(b.key)!);
    }
    const now = crossings(columns);
    if (now >= fewest) continue;
    fewest = now;
    best = columns.map((column) => [...column]);
  }
  best.forEach((column, layer) => {
    columns[layer] = column;
  });
}

/** Pairs of edges between adjacent columns that cross. */
function crossings(columns: readonly (readonly Slot[])[]): number {
  let total = 0;
  columns.slice(0, -1).forEach((column, layer) => {
    const place = new Map(columns[layer + 1]!.map((slot, index) => [slot.key, index]));
    const ends = column.flatMap((slot, from) => slot.after.map((key) => ({ from, to: place.get(key)! })));
    for (const [index, one] of ends.entries()) {
      for (const other of ends.slice(index + 1)) if ((one.from - other.from) * (one.to - other.to) < 0) total += 1;
    }
  });
  return total;
}

/** Middle of every slot, the topmost cell beginning at 0. */
function placeRows(columns: readonly (readonly Slot[])[]): Map<string, number> {
  const y = new Map<string, number>();
  const settle = (column: readonly Slot[], wished: number[]) => {
    const gaps = column.slice(1).map((slot, index) => (column[index]!.height + slot.height) / 2);
    spread(wished, gaps).forEach((value, index) => {
      y.set(column[index]!.key, value);
    });
  };
  for (const column of columns)
    settle(
      column,
      column.map(() => 0),
    );
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const walk = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of walk) {
      settle(
        column,
        column.map((slot) =>
          mean(
            [...slot.before, ...slot.after].map((key) => y.get(key)!),
            y.get(slot.key)!,
          ),
        ),
      );
    }
  }
  const top = Math.min(...columns.flatMap((column) => column.map((slot) => y.get(slot.key)! - slot.height / 2)));
  return new Map([...y].map(([key, value]) => [key, value - top]));
}

const mean = (values: readonly number[], otherwise: number) =>
  values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Prerequisites before what builds on them, in node order otherwise: the order of the list. */
export function readingOrder(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphNode[] {
  const kept = drawableEdges(nodes, edges);
  const around = neighbours(nodes, kept);
  const done = new Set<string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const order: GraphNode[] = [];
  const visit = (id: string) => {
    if (done.has(id)) return;
    done.add(id);
    for (const before of around.get(id)!.before) visit(before);
    order.push(byId.get(id)!);
  };
  for (const node of nodes) visit(node.id);
  return order;
}
