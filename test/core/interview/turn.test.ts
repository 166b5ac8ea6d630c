import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { closingTurn, turnBefore, welcomeTurn } from '@/core/interview/turn';
import { aSkillGraph } from '~test/core/psychometrics/builders';
import { anExam, aSession, choice, keyIdOf, RULES, T0 } from '~test/support/assessment';

describe('what the interviewer says', () => {
  test('before an item never depends on whether the answer was correct', () => {
    // One person answers everything right, another everything wrong: they hear the same words at the same places.
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const said = (correct: boolean) => {
          const session = aSession(anExam({ minItems: 6, maxItems: 6 }, 1), seed);
          const words: string[] = [];
          while (session.state.status === 'inProgress') {
            const { position, sealed } = session.open;
            const keyId = keyIdOf(sealed);
            const answer = choice(correct ? keyId : keyId === 'A' ? 'B' : 'A');
            const events = session.apply(submitResponse(session.state, { position, answer }, session.exam, T0));
            words.push(...events.flatMap((event) => (event.type === 'interviewerSpoke' ? [event.payload.text] : [])));
          }
          return words;
        };
        expect(said(true)).toEqual(said(false));
      }),
      { numRuns: 10 },
    );
  });

  test('is told nothing it could give away', () => {
    // Answered, planned, and two names of skills are all there is to speak from.
    const turn = turnBefore({ answered: 3, plannedItems: 6, previousSkill: 'SQL', nextSkill: 'HTTP' });
    expect(turn).toEqual({ kind: 'encouragement', text: expect.stringContaining('HTTP') });
    expect(turnBefore({ answered: 1, plannedItems: 6, previousSkill: 'SQL', nextSkill: 'SQL' })).toBeNull();
    expect(turnBefore({ answered: 1, plannedItems: 6, previousSkill: 'SQL', nextSkill: 'HTTP' })?.kind).toBe(
      'transition',
    );
  });

  test('to welcome names the skills, the limits and what will be told', () => {
    const { text } = welcomeTurn({ ...RULES, timeLimitMs: 60_000, maxItems: 9, feedbackMode: 'full' }, aSkillGraph(3));
    expect(text).toContain('Skill 0, Skill 1 and Skill 2');
    expect(text).toContain('at most 9 items');
    expect(text).toContain('whether it was correct, and why');
    const alone = welcomeTurn({ ...RULES, timeLimitMs: 1_800_000 }, aSkillGraph(1)).text;
    expect(alone).toContain('look at Skill 0.');
  });

  test('to close says why it ends, and never how it went', () => {
    const reasons = [
      'precisionReached',
      'classified',
      'gainTooSmall',
      'maximumItems',
      'bankExhausted',
      'timeExpired',
      'submitted',
    ] as const;
    for (const reason of reasons) {
      const { kind, text } = closingTurn(reason);
      expect(kind).toBe('closing');
      expect(text).not.toMatch(/correct|wrong|well done|score|passed|failed/i);
    }
  });
});

test('the welcome says of a plain assessment what is true of it', () => {
  const graph = aSkillGraph(2);
  expect(welcomeTurn({ ...RULES, ruleSet: 'adaptive' }, graph).text).toMatch(
    /at most 6 items.*chosen by how you answered/,
  );
  const plain = welcomeTurn({ ...RULES, ruleSet: 'plain' }, graph).text;
  expect(plain).toMatch(/You will get 6 items.*Everyone gets the same number for each skill\./);
  expect(plain).not.toMatch(/at most|chosen/);
});
