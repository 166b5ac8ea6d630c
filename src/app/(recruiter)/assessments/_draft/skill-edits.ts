import {
  type PrerequisiteEdge,
  type Priority,
  type SkillGraph,
  type SkillNode,
  topologicalOrder,
} from '@/core/skills/skill-graph';

/** A skill that can be added, with its usual prerequisites. */
export type CatalogueSkill = {
  readonly skillId: string;
  readonly name: string;
  readonly description: string;
  readonly requires: readonly string[];
};

const isSame = (a: PrerequisiteEdge, b: PrerequisiteEdge) => a.from === b.from && a.to === b.to;

/** Whether the graph with this edge would require a skill for itself. */
export function closesCircle(graph: SkillGraph, edge: PrerequisiteEdge): boolean {
  try {
    topologicalOrder({ ...graph, edges: [...graph.edges, edge] });
    return false;
  } catch {
    return true;
  }
}

/** The graph with the edge, unless it has it already or it would close a circle. */
export function addPrerequisite(graph: SkillGraph, edge: PrerequisiteEdge): SkillGraph {
  if (graph.edges.some((known) => isSame(known, edge)) || closesCircle(graph, edge)) return graph;
  return { ...graph, edges: [...graph.edges, edge] };
}

export function removePrerequisite(graph: SkillGraph, edge: PrerequisiteEdge): SkillGraph {
  return { ...graph, edges: graph.edges.filter((known) => !isSame(known, edge)) };
}

/** Adds a skill at medium priority, with its usual prerequisites among the skills that are there. */
export function addSkill(graph: SkillGraph, catalogue: readonly CatalogueSkill[], skillId: string): SkillGraph {
  const added = catalogue.find((skill) => skill.skillId === skillId);
  if (!added || graph.nodes.some((node) => node.skillId === skillId)) return graph;
  const node: SkillNode = { skillId, name: added.name, priority: 'M' };
  const here = new Set(graph.nodes.map((present) => present.skillId));
  const usual = [
    ...added.requires.map((from) => ({ from, to: skillId })),
    ...catalogue.flatMap((skill) => (skill.requires.includes(skillId) ? [{ from: skillId, to: skill.skillId }] : [])),
  ].filter(({ from, to }) => here.has(from === skillId ? to : from));
  return usual.reduce<SkillGraph>(addPrerequisite, { ...graph, nodes: [...graph.nodes, node] });
}

/** Takes a skill out, and every edge that named it. */
export function removeSkill(graph: SkillGraph, skillId: string): SkillGraph {
  return {
    nodes: graph.nodes.filter((node) => node.skillId !== skillId),
    edges: graph.edges.filter(({ from, to }) => from !== skillId && to !== skillId),
  };
}

export function setPriority(graph: SkillGraph, skillId: string, priority: Priority): SkillGraph {
  return { ...graph, nodes: graph.nodes.map((node) => (node.skillId === skillId ? { ...node, priority } : node)) };
}
