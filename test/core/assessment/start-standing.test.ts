import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES, type Rules } from '@/core/assessment/rules';
import { type Standing, startRefusal } from '@/core/assessment/start-standing';

const now = new Date('2026-03-02T12:00:00.000Z');
const earlier = new Date('2026-03-02T11:00:00.000Z');
const later = new Date('2026-03-02T13:00:00.000Z');

const aStanding = (changes: Partial<Standing> = {}, rules: Partial<Rules> = {}): Standing => ({
  status: 'live',
  opensAt: null,
  closesAt: null,
  appliedAt: earlier,
  isShortlisted: false,
  attempts: 0,
  rules: { ...DEFAULT_RULES, ...rules },
  ...changes,
});

describe('an attempt can be started', () => {
  test.each([
    ['when the assessment is live', aStanding()],
    [
      'inside its window, whatever the sweep has done yet',
      aStanding({ status: 'scheduled', opensAt: earlier, closesAt: later }),
    ],
    ['by who is on the shortlist', aStanding({ isShortlisted: true }, { onlyShortlisted: true })],
    ['by who was invited in time', aStanding({}, { applyUntil: earlier.toISOString() })],
    ['again while attempts are left', aStanding({ attempts: 1 }, { maxAttempts: 2 })],
  ])('%s', (_, standing) => expect(startRefusal(standing, now)).toBeNull());
});

describe('an attempt is refused with its own reason', () => {
  test.each([
    ['assessment_not_open', aStanding({ status: 'draft' })],
    ['assessment_not_open', aStanding({ status: 'preparing' })],
    ['assessment_not_yet_open', aStanding({ status: 'scheduled', opensAt: later })],
    ['assessment_closed', aStanding({ closesAt: now })],
    ['assessment_closed', aStanding({ status: 'ended' })],
    ['applied_too_late', aStanding({ appliedAt: now }, { applyUntil: earlier.toISOString() })],
    ['not_shortlisted', aStanding({}, { onlyShortlisted: true })],
    ['no_attempts_left', aStanding({ attempts: 1 })],
    ['no_attempts_left', aStanding({ attempts: 3, status: 'ended' }, { maxAttempts: 3 })],
  ] as const)('%s', (code, standing) => expect(startRefusal(standing, now)).toBe(code));
});
