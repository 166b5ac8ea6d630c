import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addPrerequisite,
  addSkill,
  type CatalogueSkill,
  closesCircle,
  removeSkill,
} from '@/app/(recruiter)/assessments/_draft/skill-edits';
import { type SkillGraph, validateSkillGraph } from '@/core/skills/skill-graph';

const EMPTY: SkillGraph = { nodes: [], edges: [] };

const skill = (skillId: string, requires: string[] = []): CatalogueSkill => ({
  skillId,
  name: skillId.toUpperCase(),
  description: '',
  requires,
});
const CATALOGUE = [skill('logic'), skill('sql', ['logic']), skill('http'), skill('security', ['sql', 'http'])];

const graphOf = (...ids: string[]) => ids.reduce((graph, id) => addSkill(graph, CATALOGUE, id), EMPTY);

describe('editing a skill graph by hand', () => {
  test('a skill comes with its usual prerequisites, in whatever order skills are added', () => {
    expect(graphOf('sql', 'security', 'logic').edges).toEqual([
      { from: 'sql', to: 'security' },
      { from: 'logic', to: 'sql' },
    ]);
    expect(graphOf('security', 'http').edges).toEqual([{ from: 'http', to: 'security' }]);
  });

  test('a skill that is there, or that nobody knows, changes nothing', () => {
    const graph = graphOf('sql');
    expect(addSkill(graph, CATALOGUE, 'sql')).toBe(graph);
    expect(addSkill(graph, CATALOGUE, 'juggling')).toBe(graph);
  });

  test('a removed skill takes its edges along', () => {
    expect(removeSkill(graphOf('logic', 'sql', 'security'), 'sql')).toEqual({
      nodes: [
        { skillId: 'logic', name: 'LOGIC', priority: 'M' },
        { skillId: 'security', name: 'SECURITY', priority: 'M' },
      ],
      edges: [],
    });
  });

  test('an edge that would make a skill require itself is recognised and not added', () => {
    const graph = graphOf('logic', 'sql', 'security');
    const back = { from: 'security', to: 'logic' };
    expect(closesCircle(graph, back)).toBe(true);
    expect(addPrerequisite(graph, back)).toBe(graph);
    expect(closesCircle(graph, { from: 'logic', to: 'security' })).toBe(false);
  });

  test('whatever is done by hand, the graph stays one the server takes', () => {
    const id = fc.constantFrom(...CATALOGUE.map(({ skillId }) => skillId));
    const edit = fc.oneof(
      id.map((added) => (graph: SkillGraph) => addSkill(graph, CATALOGUE, added)),
      id.map((removed) => (graph: SkillGraph) => removeSkill(graph, removed)),
      fc.tuple(id, id).map(
        ([from, to]) =>
          (graph: SkillGraph) =>
            addPrerequisite(graph, { from, to }),
      ),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const graph = edits.reduce((current, apply) => apply(current), EMPTY);
        if (graph.nodes.length > 0) validateSkillGraph(graph);
      }),
    );
  });
});
