import { describe, expect, test } from 'vitest';
import {
  checkDraft,
  type DraftForm,
  draftFormOf,
  draftInput,
  EMPTY_DRAFT,
  placeRefusal,
} from '@/app/(recruiter)/assessments/_draft/draft-form';
import { completeRules } from '@/core/assessment/rules';
import { AssessmentDraftSchema } from '@/protocol/assessment';

const COMPLETE: DraftForm = {
  ...EMPTY_DRAFT,
  title: ' Backend engineer ',
  graph: { nodes: [{ skillId: 'sql', name: 'SQL', priority: 'H' }], edges: [] },
};

describe('the form of an assessment', () => {
  test('what passes its check is what the server takes', () => {
    expect(checkDraft(COMPLETE)).toEqual({});
    expect(AssessmentDraftSchema.parse(draftInput(COMPLETE)).title).toBe('Backend engineer');
  });

  test.each([
    ['skills', { graph: { nodes: [], edges: [] } }],
    ['title', { title: '  ' }],
    ['title', { title: 'x'.repeat(201) }],
    ['jobDescription', { jobDescription: 'x'.repeat(20_001) }],
    ['minutes', { minutes: '' }],
    ['minutes', { minutes: '481' }],
    ['minItems', { minItems: '2.5' }],
    ['maxItems', { maxItems: '101' }],
    ['maxItems', { minItems: '12', maxItems: '10' }],
    ['itemSeconds', { itemSeconds: '4' }],
    ['itemSeconds', { minutes: '1', itemSeconds: '61' }],
    ['idleMinutes', { idleMinutes: '0' }],
    ['outageMinutes', { outageMinutes: '31' }],
    ['outageMinutes', { outageMinutes: '' }],
    ['pauses', { pauses: '1.5' }],
    ['pauseMinutes', { pauses: '1', pauseMinutes: '0.5' }],
    ['attempts', { attempts: '0' }],
    ['allowsReview', { allowsReview: true, feedbackMode: 'full' }],
    ['allowsReview', { allowsReview: true, itemSeconds: '60' }],
    ['closesAt', { opensAt: '2027-01-02T00:00:00.000Z', closesAt: '2027-01-01T00:00:00.000Z' }],
  ] as const)('says what is wrong with %s at its place, and only there', (field, part) => {
    expect(Object.keys(checkDraft({ ...COMPLETE, ...part }))).toEqual([field]);
  });

  test('a draft that is opened and saved unchanged stays as it was', () => {
    const stored = {
      ...draftInput(COMPLETE),
      rules: completeRules({ timeLimitMs: 90_000, minItems: 3, maxItems: 7, feedbackMode: 'none' }),
      id: 'id',
      number: 1,
      status: 'draft' as const,
      createdAt: '2027-01-01T00:00:00.000Z',
      publishedAt: null,
    };
    expect(draftInput(draftFormOf(stored))).toEqual({ ...draftInput(COMPLETE), rules: stored.rules });
  });

  test('refusals of the server stand at the field they are about', () => {
    expect(placeRefusal('graph_invalid', 'These skills require each other in a circle.')).toEqual({
      skills: 'These skills require each other in a circle.',
    });
    expect(placeRefusal('invalid_input', 'draft.title: Give it a title.')).toEqual({ title: 'Give it a title.' });
    expect(placeRefusal('temporarily_unavailable', 'Repeat the request.')).toEqual({ form: 'Repeat the request.' });
  });
});
