import { expect, test } from 'vitest';
import { validateSkillGraph } from '@/core/skills/skill-graph';
import { tokenise } from '@/core/skills/tokenise';
import { TAXONOMY } from '@/server/bank/taxonomy';

test('has twelve assessable skills and says what else it recognises', () => {
  expect(TAXONOMY.skills.filter(({ assessable }) => assessable)).toHaveLength(12);
  expect(TAXONOMY.skills.filter(({ assessable }) => !assessable).length).toBeGreaterThanOrEqual(25);
});

test('default prerequisites join assessable skills without a circle', () => {
  const nodes = TAXONOMY.skills.flatMap(({ id, name, assessable }) =>
    assessable ? [{ skillId: id, name, priority: 'M' as const }] : [],
  );
  expect(() => validateSkillGraph({ nodes, edges: TAXONOMY.prerequisites })).not.toThrow();
});

test('no two skills share an id or a name, and no phrase names two skills', () => {
  expect(new Set(TAXONOMY.skills.map(({ id }) => id)).size).toBe(TAXONOMY.skills.length);
  const owners = new Map<string, string>();
  for (const skill of TAXONOMY.skills) {
    for (const alias of [skill.name, ...skill.aliases]) {
      const phrase = tokenise(alias)
        .map(({ term }) => term)
        .join(' ');
      expect(owners.get(phrase) ?? skill.id, alias).toBe(skill.id);
      owners.set(phrase, skill.id);
    }
  }
});
