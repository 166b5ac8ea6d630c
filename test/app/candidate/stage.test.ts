import { describe, expect, test } from 'vitest';
import { stageOf } from '@/app/(candidate)/_stage';

const now = new Date('2026-03-02T12:00:00.000Z');
const earlier = '2026-03-02T11:00:00.000Z';
const later = '2026-03-02T13:00:00.000Z';
const aStanding = (changes: Partial<Parameters<typeof stageOf>[0]> = {}) =>
  ({ status: 'live', opensAt: null, closesAt: null, session: null, ...changes }) as const;
const aSession = (status: 'created' | 'inProgress' | 'completed') => ({ sessionId: 's', status, deadlineAt: null });

describe('what a candidate can do with an assessment', () => {
  test.each([
    ['toDo', aStanding()],
    ['toDo', aStanding({ status: 'scheduled', opensAt: earlier, closesAt: later })],
    ['toDo', aStanding({ session: aSession('created') })],
    ['notYetOpen', aStanding({ status: 'scheduled', opensAt: later })],
    ['closed', aStanding({ closesAt: earlier })],
    ['closed', aStanding({ closesAt: now.toISOString() })],
    ['closed', aStanding({ status: 'ended' })],
    ['withdrawn', aStanding({ status: 'draft' })],
    ['inProgress', aStanding({ session: aSession('inProgress') })],
    ['inProgress', aStanding({ status: 'ended', session: aSession('inProgress') })],
    ['done', aStanding({ status: 'ended', session: aSession('completed') })],
  ] as const)('%s: %o', (stage, standing) => {
    expect(stageOf(standing, now)).toBe(stage);
  });
});
