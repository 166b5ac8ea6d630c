import type { GraphNode } from '@/components/skill-graph/graph';
import { PRIORITY_WEIGHT, type SkillGraph } from '@/core/skills/skill-graph';

/** A graph's skills as the drawing takes them. `describe` adds the words of a skill where they are known. */
export function graphNodes(graph: SkillGraph, describe?: (skillId: string) => string | undefined): GraphNode[] {
  return graph.nodes.map(({ skillId, name, priority }) => {
    const description = describe?.(skillId);
    return {
      id: skillId,
      label: name,
      priority,
      weight: PRIORITY_WEIGHT[priority],
      ...(description && { description }),
    };
  });
}
