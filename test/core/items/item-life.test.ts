import { expect, test } from 'vitest';
import { isDomainError } from '@/core/errors';
import { GATE_IDS, type GateResults } from '@/core/items/gates/gate';
import { accept, handIn, retire, sendBack, type VersionState } from '@/core/items/item-life';

const aVersion = (version: Partial<VersionState> = {}): VersionState => ({
  status: 'review',
  origin: 'author',
  fromRevision: null,
  writers: ['writer'],
  ...version,
});
const PASSED: GateResults = Object.fromEntries(GATE_IDS.map((gate) => [gate, 'passed']));
const OTHER = { userId: 'other', reviewers: 3 };
const WISH = { status: 'operational', overrule: [] } as const;

const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return isDomainError(error) ? error.code : error;
  }
};

test('a draft is handed in, sent back, or accepted from review, and from nowhere else', () => {
  expect(handIn(aVersion({ status: 'draft' }))).toBe('review');
  expect(sendBack(aVersion())).toBe('draft');
  expect(accept(aVersion(), OTHER, PASSED, WISH)).toEqual({ status: 'operational', overruled: [], ownWork: false });
  for (const status of ['draft', 'pilot', 'operational', 'quarantined', 'retired'] as const) {
    expect(codeOf(() => sendBack(aVersion({ status })))).toBe('item_not_in_state');
    expect(codeOf(() => accept(aVersion({ status }), OTHER, PASSED, WISH))).toBe('item_not_in_state');
  }
  expect(codeOf(() => handIn(aVersion()))).toBe('item_not_in_state');
  expect(codeOf(() => retire(aVersion({ status: 'retired' })))).toBe('item_not_in_state');
});

test('who wrote any of the unpublished versions cannot accept them while somebody else could', () => {
  const shared = aVersion({ writers: ['other', 'writer'] });
  expect(codeOf(() => accept(shared, OTHER, PASSED, WISH))).toBe('own_item');
  expect(accept(shared, { userId: 'other', reviewers: 1 }, PASSED, WISH).ownWork).toBe(true);
});

test('a failed gate is overruled by name or not at all, and a wrong key never', () => {
  const alike = { ...PASSED, nearDuplicates: 'failed' } as const;
  expect(codeOf(() => accept(aVersion(), OTHER, alike, WISH))).toBe('gates_not_passed');
  const overruled = accept(aVersion(), OTHER, alike, { ...WISH, overrule: ['nearDuplicates', 'flaws'] });
  expect(overruled.overruled).toEqual(['nearDuplicates']);
  const wrong = { ...PASSED, independentSolves: 'failed' } as const;
  expect(codeOf(() => accept(aVersion(), OTHER, wrong, { ...WISH, overrule: ['independentSolves'] }))).toBe(
    'gates_not_passed',
  );
});
