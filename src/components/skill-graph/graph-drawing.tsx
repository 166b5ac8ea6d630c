'use client';

import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { classNames } from '../class-names';
import { ScrollFrame } from '../scroll-frame';
import { strings } from '../strings';
import { drawableEdges, type GraphEdge, type GraphNode, neighbours } from './graph';
import { CELL, layoutGraph, type PlacedEdge } from './layout';
import { LARGEST_PX, PriorityShape, shapeSize } from './priority-shape';
import { nodeInDirection } from './walk';

export type GraphPartProps = {
  label: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  shares: ReadonlyMap<string, string>;
  selectedId: string | null;
  onSelect: (id: string) => void;
};

const DIRECTION = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const;
const SHAPE_Y = 8 + LARGEST_PX / 2 - CELL.height / 2; // centre of the shape, from the centre of the cell

/** Edges are drawn behind real buttons; one Tab stop, the arrow keys walk along the edges. */
export function GraphDrawing({ label, nodes, edges, shares, selectedId, onSelect }: GraphPartProps) {
  const layout = useMemo(() => layoutGraph(nodes, edges), [nodes, edges]);
  const around = useMemo(() => neighbours(nodes, drawableEdges(nodes, edges)), [nodes, edges]);
  const [walked, setWalked] = useState<string | null>(null);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const present = (id: string | null) => (id !== null && around.has(id) ? id : null);
  const current = present(walked) ?? present(selectedId) ?? nodes[0]?.id;
  const heaviest = Math.max(...nodes.map((node) => node.weight));
  const nameOf = new Map(nodes.map((node) => [node.id, node.label]));
  const reach = new Map(nodes.map((node) => [node.id, shapeSize(node.weight, heaviest) / 2 + 6]));
  const walk = (event: KeyboardEvent) => {
    const direction = DIRECTION[event.key as keyof typeof DIRECTION];
    if (!direction || current === undefined) return;
    event.preventDefault();
    const next = nodeInDirection(layout, around, current, direction);
    if (next !== null) buttons.current.get(next)?.focus();
  };
  return (
    <div>
      <p className="mb-4 text-muted">{strings.graph.keys}</p>
      <ScrollFrame label={label} className="rounded-lg border bg-surface p-4">
        <fieldset
          aria-label={label}
          onKeyDown={walk}
          className="relative mx-auto min-w-0"
          style={{ width: layout.width, height: layout.height }}
        >
          <svg aria-hidden width={layout.width} height={layout.height} className="absolute inset-0" fill="none">
            {layout.edges.map((edge) => (
              <Edge
                key={`${edge.from} ${edge.to}`}
                edge={edge}
                reach={reach}
                strong={edge.from === selectedId || edge.to === selectedId}
              />
            ))}
          </svg>
          {layout.nodes.map(({ node, x, y }) => (
            <button
              key={node.id}
              ref={(element) => {
                if (element) buttons.current.set(node.id, element);
                else buttons.current.delete(node.id);
              }}
              type="button"
              tabIndex={node.id === current ? 0 : -1}
              aria-pressed={node.id === selectedId}
              aria-label={spokenName(
                node,
                shares.get(node.id)!,
                around.get(node.id)!.before.map((id) => nameOf.get(id)!),
              )}
              title={node.description}
              onFocus={() => setWalked(node.id)}
              onClick={() => onSelect(node.id)}
              className={classNames(
                'absolute flex flex-col items-center gap-1 rounded-lg px-2 pt-2 transition-colors hover:bg-accent-soft',
                node.id === selectedId && 'bg-accent-soft ring-2 ring-accent',
              )}
              style={{ width: CELL.width, height: CELL.height, left: x - CELL.width / 2, top: y - CELL.height / 2 }}
            >
              <span className="flex shrink-0 items-center" style={{ height: LARGEST_PX }}>
                <PriorityShape priority={node.priority} size={shapeSize(node.weight, heaviest)} />
              </span>
              <span className="line-clamp-2 text-center leading-5">{node.label}</span>
            </button>
          ))}
        </fieldset>
      </ScrollFrame>
      <Legend />
    </div>
  );
}

function spokenName(node: GraphNode, share: string, needs: readonly string[]): string {
  const parts = [node.label, strings.graph.priority[node.priority], strings.graph.weight(share)];
  if (needs.length > 0) parts.push(strings.graph.needs(needs.join(', ')));
  return parts.join(', ');
}

type EdgeProps = { edge: PlacedEdge; reach: ReadonlyMap<string, number>; strong: boolean };

/** `reach` is how far from a node's centre its edges end. */
function Edge({ edge, reach, strong }: EdgeProps) {
  const last = edge.points.length - 1;
  const points = edge.points.map((point, index) => ({
    x: point.x + (index === 0 ? reach.get(edge.from)! : index === last ? -reach.get(edge.to)! : 0),
    y: point.y + (index === 0 || index === last ? SHAPE_Y : 0),
  }));
  const path = points
    .map((point, index) => {
      const from = points[index - 1];
      if (!from) return `M${point.x} ${point.y}`;
      const middle = (from.x + point.x) / 2;
      return `C${middle} ${from.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    })
    .join('');
  const end = points.at(-1)!;
  return (
    <g
      className={strong ? 'text-accent' : 'text-border-strong'}
      stroke="currentColor"
      strokeWidth={strong ? 2.5 : 1.5}
      strokeLinecap="round"
    >
      <path d={path} />
      <path d={`M${end.x - 7} ${end.y - 5}L${end.x} ${end.y}l-7 5`} />
    </g>
  );
}

function Legend() {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-2 text-muted">
      {(['H', 'M', 'L'] as const).map((priority) => (
        <li key={priority} className="flex items-center gap-2">
          <PriorityShape priority={priority} size={28} />
          {strings.graph.priority[priority]}
        </li>
      ))}
    </ul>
  );
}
