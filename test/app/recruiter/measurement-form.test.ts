import { describe, expect, test } from 'vitest';
import {
  checkDraft,
  type DraftForm,
  draftFormOf,
  draftInput,
  EMPTY_DRAFT,
  placeRefusal,
} from '@/app/(recruiter)/assessments/_draft/draft-form';
import { completeRules, settleRules } from '@/core/assessment/rules';
import { AssessmentDraftSchema } from '@/protocol/assessment';

const COMPLETE: DraftForm = {
  ...EMPTY_DRAFT,
  title: 'Backend engineer',
  graph: {
    nodes: [
      { skillId: 'sql', name: 'SQL', priority: 'H' },
      { skillId: 'git', name: 'Git', priority: 'L' },
    ],
    edges: [],
  },
};

describe('how items are chosen and counted, as a recruiter types it', () => {
  test('what passes the check is what the server takes, and comes back as it was', () => {
    const form: DraftForm = {
      ...COMPLETE,
      criterion: 'KLP',
      randomisation: 'progressive',
      exposure: 'strict',
      compositeCut: '560',
      skillCuts: { sql: '450', git: ' ', gone: '999' },
    };
    expect(checkDraft(form)).toEqual({});
    const input = draftInput(form);
    expect(AssessmentDraftSchema.parse(input)).toEqual(input);
    expect(input.rules).toMatchObject({
      criterion: 'KLP',
      randomisation: 'progressive',
      exposureCap: 0.15,
      cutScores: { composite: 560, skills: { sql: 450 } },
    });
    const stored = { ...input, id: 'id', number: 1, status: 'draft' as const, createdAt: '', publishedAt: null };
    expect(draftInput(draftFormOf(stored))).toEqual(input);
  });

  test('the plain rules set the length and try nothing out, as the server would', () => {
    const form: DraftForm = { ...COMPLETE, ruleSet: 'plain', budgets: { H: '6', M: '3', L: '2' }, minItems: '' };
    expect(checkDraft(form)).toEqual({});
    const { rules, graph } = draftInput(form);
    expect(rules).toMatchObject({ ruleSet: 'plain', minItems: 8, maxItems: 8, pilotShare: 0 });
    expect(settleRules(rules, graph)).toEqual(rules);
  });

  test.each([
    ['compositeCut', { compositeCut: '120' }],
    ['compositeCut', { compositeCut: 'high' }],
    ['skillCuts', { skillCuts: { git: '801' } }],
    ['budgets', { ruleSet: 'plain', budgets: { H: '0', M: '3', L: '3' } }],
    ['budgets', { ruleSet: 'plain', budgets: { H: '', M: '3', L: '3' } }],
  ] as const)('says what is wrong with %s at its place, and only there', (field, part) => {
    expect(Object.keys(checkDraft({ ...COMPLETE, ...part }))).toEqual([field]);
  });

  test('a cap between the offered ones stays until another is chosen', () => {
    const rules = completeRules({ exposureCap: 0.2 });
    const form = draftFormOf({
      ...draftInput(COMPLETE),
      rules,
      id: 'id',
      number: 1,
      status: 'draft',
      createdAt: '',
      publishedAt: null,
    });
    expect(draftInput(form).rules.exposureCap).toBe(0.2);
    expect(draftInput({ ...form, exposure: 'none' }).rules.exposureCap).toBeNull();
  });

  test('refusals of the server stand at their field', () => {
    expect(placeRefusal('invalid_input', 'draft.rules.cutScores.composite: Too small')).toEqual({
      compositeCut: 'Too small',
    });
    expect(placeRefusal('invalid_input', 'draft.rules.plainBudgets.H: Too big')).toEqual({ budgets: 'Too big' });
  });
});
