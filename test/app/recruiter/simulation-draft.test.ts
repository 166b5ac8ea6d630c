import { describe, expect, test } from 'vitest';
import { checkForSimulation, EMPTY_DRAFT } from '@/app/(recruiter)/assessments/_draft/draft-form';
import {
  bandReach,
  coverageStanding,
  isSameDraft,
  points,
  roughTime,
  type SimulationDraft,
  timeStanding,
  vagueSkills,
} from '@/app/(recruiter)/assessments/_draft/simulation-draft';
import { completeRules } from '@/core/assessment/rules';

const DRAFT: SimulationDraft = {
  graph: {
    nodes: [
      { skillId: 'sql', name: 'SQL', priority: 'H' },
      { skillId: 'git', name: 'Git', priority: 'L' },
    ],
    edges: [{ from: 'git', to: 'sql' }],
  },
  rules: completeRules({ timeLimitMs: 1_800_000, minItems: 8, maxItems: 20, feedbackMode: 'none' }),
};
const { graph, rules } = DRAFT;

describe('an outcome belongs to a draft', () => {
  test('and to the same draft written down in another order', () => {
    expect(isSameDraft(DRAFT, structuredClone({ rules, graph: { ...graph, nodes: graph.nodes.toReversed() } }))).toBe(
      true,
    );
  });

  test.each<[string, SimulationDraft]>([
    ['rule', { graph, rules: { ...rules, maxItems: 21 } }],
    ['rule set', { graph, rules: { ...rules, ruleSet: 'plain' } }],
    ['cut score', { graph, rules: { ...rules, cutScores: { composite: 550, skills: {} } } }],
    ['criterion', { graph, rules: { ...rules, criterion: 'MFI' } }],
    ['time limit', { graph, rules: { ...rules, timeLimitMs: 60_000 } }],
    ['number that is not one', { graph, rules: { ...rules, maxItems: Number.NaN } }],
    ['skill', { rules, graph: { ...graph, nodes: graph.nodes.slice(0, 1) } }],
    ['priority', { rules, graph: { ...graph, nodes: [graph.nodes[0]!, { ...graph.nodes[1]!, priority: 'H' }] } }],
    ['prerequisite', { rules, graph: { ...graph, edges: [] } }],
  ])('until another %s makes it an earlier one', (_, changed) => {
    expect(isSameDraft(DRAFT, changed)).toBe(false);
  });
});

describe('a simulation in words', () => {
  test('errors and bands are in points of the reporting scale', () => {
    expect(points(0.414)).toBe(41);
    expect(bandReach(0.4)).toBe(66);
  });

  test('a time limit is enough while nine of ten stay within it', () => {
    expect(timeStanding({ mean: 10, within90: 20 }, 20)).toBe('fits');
    expect(timeStanding({ mean: 10, within90: 21 }, 20)).toBe('someRunOut');
    expect(timeStanding({ mean: 21, within90: 30 }, 20)).toBe('mostRunOut');
  });

  test('what chance explains is not held against the bands', () => {
    expect(coverageStanding(0.87, 400)).toBe('asStated');
    expect(coverageStanding(0.84, 400)).toBe('tooLow');
    expect(coverageStanding(0.96, 400)).toBe('tooHigh');
    expect(coverageStanding(0.84, 20)).toBe('asStated');
  });

  test('a skill is named when reports are likely to leave it unplaced', () => {
    const skill = (name: string, rmse: number) => ({ skillId: name, name, rmse });
    expect(vagueSkills([skill('SQL', 0.7), skill('Git', 0.71)])).toEqual(['Git']);
  });

  test('rough times are never shorter than the times they stand for', () => {
    expect(roughTime(1_741_001)).toBe(1_800_000);
    expect(roughTime(89_100)).toBe(90_000);
  });
});

test('a simulation asks for skills and rules, not for a title', () => {
  const draft = { ...EMPTY_DRAFT, graph: { nodes: [...graph.nodes], edges: [...graph.edges] } };
  expect(checkForSimulation(draft)).toEqual({});
  expect(Object.keys(checkForSimulation({ ...EMPTY_DRAFT, maxItems: '' }))).toEqual(['skills', 'maxItems']);
});
