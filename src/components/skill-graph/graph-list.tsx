'use client';

import { useMemo } from 'react';
import { classNames } from '../class-names';
import { strings } from '../strings';
import { drawableEdges, neighbours } from './graph';
import type { GraphPartProps } from './graph-drawing';
import { readingOrder } from './layout';
import { PriorityShape } from './priority-shape';

/** The graph in words: prerequisites come before what builds on them. */
export function GraphList({ label, nodes, edges, shares, selectedId, onSelect }: GraphPartProps) {
  const order = useMemo(() => readingOrder(nodes, edges), [nodes, edges]);
  const around = useMemo(() => neighbours(nodes, drawableEdges(nodes, edges)), [nodes, edges]);
  const names = new Map(nodes.map((node) => [node.id, node.label]));
  const list = (ids: readonly string[]) => ids.map((id) => names.get(id)).join(', ');
  return (
    <ol aria-label={label} className="divide-y rounded-lg border bg-surface-raised">
      {order.map((node) => {
        const { before, after } = around.get(node.id)!;
        return (
          <li key={node.id} className="first:rounded-t-lg last:rounded-b-lg">
            <button
              type="button"
              aria-pressed={node.id === selectedId}
              onClick={() => onSelect(node.id)}
              className={classNames(
                'flex w-full items-start gap-4 rounded-[inherit] px-4 py-3 text-left transition-colors hover:bg-accent-soft',
                node.id === selectedId && 'bg-accent-soft ring-2 ring-accent ring-inset',
              )}
            >
              <PriorityShape priority={node.priority} size={32} className="mt-0.5" />
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{node.label}</span>
                <span className="figures block text-muted">
                  {strings.graph.priority[node.priority]}, {strings.graph.weight(shares.get(node.id)!)}
                </span>
                {node.description && <span className="block max-w-measure">{node.description}</span>}
                {before.length > 0 && <span className="block text-muted">{strings.graph.needs(list(before))}</span>}
                {after.length > 0 && <span className="block text-muted">{strings.graph.leadsTo(list(after))}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
