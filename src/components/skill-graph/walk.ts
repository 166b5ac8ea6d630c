import type { Neighbours } from './graph';
import type { GraphLayout, PlacedNode } from './layout';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow key leads: left to the nearest prerequisite, right to the nearest skill that builds on this one (or simply
 * to the next column when there is none), up and down within the column. null at an end.
 */
export function nodeInDirection(
  layout: GraphLayout,
  around: ReadonlyMap<string, Neighbours>,
  fromId: string,
  direction: Direction,
): string | null {
  const from = layout.nodes.find((placed) => placed.node.id === fromId);
  if (!from) return null;
  if (direction === 'up' || direction === 'down') {
    const sign = direction === 'down' ? 1 : -1;
    return nearest(
      from,
      layout.nodes.filter((other) => other.layer === from.layer && (other.y - from.y) * sign > 0),
    );
  }
  const linked = new Set(direction === 'left' ? around.get(fromId)?.before : around.get(fromId)?.after);
  const sign = direction === 'right' ? 1 : -1;
  return (
    nearest(
      from,
      layout.nodes.filter((other) => linked.has(other.node.id)),
    ) ??
    nearest(
      from,
      layout.nodes.filter((other) => other.layer === from.layer + sign),
    )
  );
}

function nearest(from: PlacedNode, candidates: readonly PlacedNode[]): string | null {
  const distance = (other: PlacedNode) => Math.hypot(other.x - from.x, other.y - from.y);
  return [...candidates].sort((a, b) => distance(a) - distance(b))[0]?.node.id ?? null;
}
