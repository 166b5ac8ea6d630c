import { describe, expect, expectTypeOf, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { candidateEvent, foldCandidateView, NEW_CANDIDATE_VIEW } from '@/core/assessment/candidate-view';
import type { SealedItem } from '@/core/assessment/presented-item';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { askInterviewer } from '@/core/interview/ask';
import { type InterviewerBrief, interviewerBrief } from '@/core/interview/brief';
import type { ItemContent } from '@/core/items/item';
import type { ItemKey } from '@/core/items/types/item-type';
import { anExam, aSession, someContent, T0 } from '~test/support/assessment';

type Fields<T> = T extends readonly (infer E)[]
  ? Fields<E>
  : T extends object
    ? (keyof T & string) | { [K in keyof T]-?: Fields<NonNullable<T[K]>> }[keyof T]
    : never;

const briefOf = (log: readonly Recorded<SessionEvent>[], question = 'who are you?') =>
  interviewerBrief(log.map(candidateEvent).reduce(foldCandidateView, NEW_CANDIDATE_VIEW), question);

describe('what a model is told', () => {
  test('has no field that an item is sealed with, nor any of ability, clock or choice', () => {
    type Secret =
      // Names that an item also has on screen: its type, its options' ids and texts, the kind of a picture.
      | Exclude<
          keyof SealedItem | Fields<Exclude<ItemKey, { type: 'matching' }>>,
          'type' | 'unit' | 'text' | 'id' | 'kind'
        >
      | 'pairs'
      | 'theta'
      | 'sd'
      | 'ability'
      | 'predictedSuccess'
      | 'variantSeed'
      | 'seed'
      | 'itemId'
      | 'deadlineAt'
      | 'remainingMs'
      | 'feedback';
    expectTypeOf<Extract<Fields<InterviewerBrief>, Secret>>().toEqualTypeOf<never>();
    // The check itself can fail: a brief that carried the sealed part would be noticed.
    expectTypeOf<
      Extract<Fields<{ brief: InterviewerBrief; sealed: Omit<SealedItem, 'key'> }>, 'explanation' | 'hint'>
    >().toEqualTypeOf<'explanation' | 'hint'>();
  });

  test('has these fields and no others, whatever is added to the log', () => {
    const { log } = aSession();
    const salted = log.map((event) => salt(event)) as Recorded<SessionEvent>[];
    const brief = briefOf(salted);
    expect(Object.keys(brief)).toEqual(['procedure', 'position', 'item', 'facts']);
    expect(Object.keys(brief.procedure)).toEqual([
      'mostItems',
      'answered',
      'feedbackMode',
      'pausesLeft',
      'allowsReview',
      'mayChangeAnswers',
      'hasItemTime',
      'givesTimeBack',
      'isAdaptive',
    ]);
    expect(Object.keys(brief.item!)).toEqual(['type', 'stem', 'options']);
    expect(JSON.stringify(brief)).not.toContain('SALT');
  });

  test('is the same whichever option is the key', () => {
    const briefs = ['w', 'x', 'y', 'z'].map((keyId) => {
      const exam = anExam();
      const contentOf = (item: { id: string }, seed: string) =>
        ({ ...someContent(item.id, seed), keyId }) as ItemContent;
      return JSON.stringify(briefOf(aSession({ ...exam, contentOf }, 'one seed').log));
    });
    expect(briefs[0]).toContain('Stem of');
    expect(new Set(briefs).size).toBe(1);
  });

  test('knows nothing of explanation, hint and parameters, also of items that practice has explained', () => {
    const session = aSession(anExam({ feedbackMode: 'full' }));
    const { sealed } = session.open;
    session.apply(askInterviewer(session.state, { askId: 'h', text: 'hint' }, session.exam.rules, T0, null));
    session.apply(
      submitResponse(session.state, { position: 1, answer: { type: 'singleChoice', optionId: 'A' } }, session.exam, T0),
    );
    const told = JSON.stringify(briefOf(session.log));
    expect(told).not.toMatch(/EXPLANATION|HINT/);
    expect(told).not.toContain(String(sealed.parameters.difficulty));
    expect(told).toContain('Stem of');
  });

  test('has no time in it, whatever is asked', () => {
    for (const question of ['How much time is left?', 'who are you?', 'may I pause and how long is left'])
      expect(briefOf(aSession().log, question).facts).not.toMatch(/\d+ (second|minute|hour)/);
  });
});

/** The value with a stranger's field added to each object in it, however deep. */
function salt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(salt);
  if (typeof value !== 'object' || value === null) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([name, part]) => [name, salt(part)])), salt: 'SALT' };
}
