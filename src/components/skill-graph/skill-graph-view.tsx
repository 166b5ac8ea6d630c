'use client';

import { useMemo, useState } from 'react';
import { EmptyState } from '../empty-state';
import { formatPercent } from '../format-number';
import { strings } from '../strings';
import { Tabs } from '../tabs';
import type { GraphEdge, GraphNode } from './graph';
import { GraphDrawing } from './graph-drawing';
import { GraphList } from './graph-list';

export type SkillGraphViewProps = {
  /** Names the graph for screen readers. */
  label: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  selectedId?: string | null;
  onSelect?: (id: string) => void;
};

/** Skills and what builds on what, as a drawing and as a list: the same facts, the same selection, either is enough. */
export function SkillGraphView({ label, nodes, edges, selectedId, onSelect }: SkillGraphViewProps) {
  const [ownSelection, setOwnSelection] = useState<string | null>(null);
  const selected = selectedId === undefined ? ownSelection : selectedId;
  const shares = useMemo(() => weightShares(nodes), [nodes]);
  const select = (id: string) => {
    setOwnSelection(id);
    onSelect?.(id);
  };
  if (nodes.length === 0) return <EmptyState title={strings.graph.empty}>{label}</EmptyState>;
  const shared = { label, nodes, edges, shares, selectedId: selected, onSelect: select };
  return (
    <Tabs
      label={`${label}: ${strings.graph.view}`}
      tabs={[
        { id: 'graph', label: strings.graph.asGraph, content: <GraphDrawing {...shared} /> },
        { id: 'list', label: strings.graph.asList, content: <GraphList {...shared} /> },
      ]}
    />
  );
}

/** Each node's part of the whole, as "12 %". */
function weightShares(nodes: readonly GraphNode[]): ReadonlyMap<string, string> {
  const total = nodes.reduce((sum, node) => sum + node.weight, 0);
  return new Map(nodes.map((node) => [node.id, total > 0 ? formatPercent(node.weight / total) : formatPercent(0)]));
}
