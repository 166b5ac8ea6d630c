import { describe, expect, test } from 'vitest';
import { type Stage, stageOf } from '@/app/(candidate)/_stage';

const REFUSALS = [
  ['withdrawn', 'assessment_not_open'],
  ['notYetOpen', 'assessment_not_yet_open'],
  ['closed', 'assessment_closed'],
  ['notAdmitted', 'applied_too_late'],
  ['notAdmitted', 'not_shortlisted'],
] as const;
const aSession = (status: 'created' | 'inProgress' | 'completed') => ({ sessionId: 's', status, deadlineAt: null });
const refused = (code: (typeof REFUSALS)[number][1]) => ({ code, message: 'Why not.' });

describe('what a candidate can do with an assessment', () => {
  test('is to start it when nothing refuses it', () => {
    expect(stageOf({ session: null, refusal: null })).toBe<Stage>('toDo');
    expect(stageOf({ session: aSession('created'), refusal: null })).toBe<Stage>('toDo');
  });

  test.each(REFUSALS)('is %s when the server would say %s', (stage, code) => {
    expect(stageOf({ session: null, refusal: refused(code) })).toBe(stage);
  });

  test('is decided by an attempt that runs or has ended, whatever would refuse another', () => {
    for (const refusal of [null, ...REFUSALS.map(([, code]) => refused(code))]) {
      expect(stageOf({ session: aSession('inProgress'), refusal })).toBe<Stage>('inProgress');
      expect(stageOf({ session: aSession('completed'), refusal })).toBe<Stage>('done');
    }
  });
});
