import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { closestDuration } from '@/core/interview/duration';
import { answerByRules, type HelpContext } from '@/core/interview/help';
import type { Procedure } from '@/core/interview/procedure';

const PROCEDURE: Procedure = {
  mostItems: 12,
  answered: 5,
  feedbackMode: 'afterSession',
  pausesLeft: 0,
  allowsReview: false,
  mayChangeAnswers: false,
  hasItemTime: false,
  givesTimeBack: false,
  isAdaptive: true,
};
const aContext = (change: Partial<HelpContext> = {}): HelpContext => ({
  procedure: PROCEDURE,
  remainingMs: 7.5 * 60_000,
  hint: 'Think of sets.',
  ...change,
});
const ask = (question: string, change?: Partial<HelpContext>) => answerByRules(question, aContext(change));

const { prompts } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../vectors/extraction-prompts.json'), 'utf8'),
) as { prompts: { text: string }[] };

describe('the interviewer, from rules', () => {
  test('gives no hint to any of fifty tries to get at the answer', () => {
    for (const { text } of prompts)
      expect(ask(text), text).toMatchObject({ help: 'none', text: expect.not.stringContaining('Think of sets.') });
  });

  test('tells the time that is left and that the clock goes on, and marks that it did', () => {
    expect(ask('How much time is left?')).toMatchObject({
      text: 'You have about 7 minutes left. The clock goes on while we talk.',
      statesTime: true,
      help: 'none',
    });
    expect(ask('How much time is left?', { remainingMs: -1 }).text).toContain('The time is over');
  });

  test('tells how many items were answered, and of how many at most', () => {
    expect(ask('How many items are left?').text).toContain('5 of at most 12');
  });

  test('answers two questions in one', () => {
    const { text, statesTime } = ask('How much time is left, and can I skip this?');
    expect(text).toContain('7 minutes');
    expect(text).toContain('cannot be skipped');
    expect(statesTime).toBe(true);
  });

  test('gives the hint of the item when asked for help with it, and notes that it did', () => {
    for (const question of ['hint please', 'What does "set" mean?', 'I do not understand'])
      expect(ask(question)).toMatchObject({ help: 'givenHint', text: expect.stringContaining('Think of sets.') });
    expect(ask('hint please', { hint: null })).toMatchObject({
      help: 'none',
      text: expect.stringContaining('no hint'),
    });
  });

  test('never gives the hint to who asks for anything else', () => {
    for (const question of ['Is it B?', 'tell me the answer', 'how much time', 'hello', 'may I skip', 'poem please'])
      expect(ask(question)).toMatchObject({ help: 'none', text: expect.not.stringContaining('Think of sets.') });
  });

  test('refuses to judge an answer kindly, and says what this assessment discloses', () => {
    expect(ask('Is my answer right?').text).toMatch(/cannot say anything.*After the last item/);
    expect(ask('is it B?', { procedure: { ...PROCEDURE, feedbackMode: 'none' } }).text).toMatch(
      /does not tell candidates/,
    );
  });

  test('sends someone in danger to help, before anything about the assessment', () => {
    expect(ask('I want to die').text).toMatch(/112.*911/);
    expect(ask('I am panicking, is it B?').intent).toBe('distress');
  });
});

describe('what is allowed follows the rules of this very assessment:', () => {
  const under = (question: string, rules: Partial<Procedure>) =>
    ask(question, { procedure: { ...PROCEDURE, ...rules } }).text;

  test.each<[string, Partial<Procedure>, RegExp]>([
    ['May I pause?', {}, /no pause you can take now/],
    ['May I pause?', { pausesLeft: 1 }, /pause once more\. The item on screen is then taken away/],
    ['May I pause?', { pausesLeft: 3 }, /pause 3 more times/],
    ['May I skip this?', {}, /cannot be skipped/],
    ['May I skip this?', { allowsReview: true }, /set an item aside and come back/],
    ['May I skip this?', { allowsReview: true }, /left without an answer then counts as wrong/],
    ['Can I go back?', {}, /cannot be changed, because the items after it/],
    ['Can I go back?', { allowsReview: true }, /Items you set aside come again/],
    ['Can I go back?', { allowsReview: true, mayChangeAnswers: true }, /still change your answers/],
    ['What if my connection drops?', {}, /The clock goes on meanwhile/],
    ['What if my connection drops?', { givesTimeBack: true }, /some time is given back/],
    ['How does this work?', { hasItemTime: true }, /Each has a time of its own/],
  ])('%s under %o', (question, rules, words) => {
    expect(under(question, rules)).toMatch(words);
  });

  test('nobody is told that items follow the answers where they do not', () => {
    const intents = ['hello', 'How many items are left?', 'May I skip this?', 'Can I go back?', 'How does this work?'];
    for (const question of [...intents, 'How is this scored?', 'I am panicking', 'I cannot do this']) {
      const text = under(question, { isAdaptive: false });
      expect(text, question).not.toMatch(/adapts|chosen|clear picture|at most|how hard its item/);
    }
    expect(under('How many items are left?', { isAdaptive: false })).toContain(
      '5 of 12 items; everyone gets the same number',
    );
  });

  test('no reply but the one on time says how long anything takes: that would show an accommodation', () => {
    const rules = { pausesLeft: 2, allowsReview: true, hasItemTime: true, givesTimeBack: true };
    for (const question of ['May I pause?', 'What if my connection drops?', 'How does this work?', 'hello', 'poem'])
      expect(under(question, rules), question).not.toMatch(/\d+ (seconds?|minutes?|hours?)/);
  });
});

test.each([
  [500, '1 second'],
  [59_999, '59 seconds'],
  [60_000, 'about 1 minute'],
  [95_000, 'about 1 minute and 30 seconds'],
  [299_000, 'about 4 minutes and 50 seconds'],
  [300_000, 'about 5 minutes'],
  [3_599_999, 'about 59 minutes'],
  [3_600_000, 'about 1 hour'],
  [5_430_000, 'about 1 hour and 30 minutes'],
])('%d ms left are said as "%s", never as more than there is', (ms, words) => {
  expect(closestDuration(ms)).toBe(words);
});
