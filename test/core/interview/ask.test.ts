import { describe, expect, test } from 'vitest';
import { submitResponse } from '@/core/assessment/answering';
import { candidateEvent, foldCandidateView, NEW_CANDIDATE_VIEW, openItem } from '@/core/assessment/candidate-view';
import { submitSession } from '@/core/assessment/expiry';
import { observedEvent } from '@/core/assessment/observed-session';
import { pauseSession } from '@/core/assessment/pausing';
import { isDomainError } from '@/core/errors';
import { askInterviewer, replyByModel, replyInstead } from '@/core/interview/ask';
import { helpGiven } from '@/core/interview/help-given';
import { MAX_QUESTION_CHARACTERS } from '@/core/interview/question';
import { CandidateEventSchema, ObservedEventSchema } from '@/protocol/session';
import { anExam, aSession, replay, T0 } from '~test/support/assessment';

type Session = ReturnType<typeof aSession>;

const later = (ms: number) => new Date(T0.getTime() + ms);
const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return isDomainError(error) ? error.code : error;
  }
};
const newId = () => crypto.randomUUID();
const ask = (session: Session, text: string, at = T0, askId = newId()) =>
  session.apply(askInterviewer(session.state, { askId, text }, session.exam.rules, at, null), at);
const withModel = { mayBeAsked: () => true };
const viewOf = (session: Session) => session.log.map(candidateEvent).reduce(foldCandidateView, NEW_CANDIDATE_VIEW);

describe('a question', () => {
  test('is two events, asked and replied, and neither moves the item, the clock or the score', () => {
    const session = aSession();
    const before = session.state;
    const events = ask(session, 'How much time is left?');
    expect(events.map(({ type }) => type)).toEqual(['candidateAsked', 'interviewerReplied']);
    const { seq: _1, questions: _2, ...after } = session.state as never as Record<string, unknown>;
    const { seq: _3, questions: _4, ...unchanged } = before as never as Record<string, unknown>;
    expect(after).toEqual(unchanged);
    expect(openItem(viewOf(session))?.position).toBe(1);
  });

  test('changes nothing in what answers are worth and which items follow', () => {
    const take = (questions: readonly string[]) => {
      const session = aSession(anExam(), 'same seed');
      for (let position = 1; position <= 3; position += 1) {
        for (const question of questions) ask(session, question);
        session.apply(
          submitResponse(
            session.state,
            { position, answer: { type: 'singleChoice', optionId: 'B' } },
            session.exam,
            T0,
          ),
        );
      }
      session.apply(submitSession(session.state, session.exam));
      const { state } = session;
      if (state.status !== 'completed') throw new Error('not completed');
      return { items: state.answers.map(({ itemId, points }) => [itemId, points]), report: state.report };
    };
    expect(take(['hint please', 'is it B?'])).toEqual(take([]));
  });

  test('asked again under its id changes nothing', () => {
    const session = aSession();
    ask(session, 'hello', T0, 'one');
    expect(askInterviewer(session.state, { askId: 'one', text: 'hello' }, session.exam.rules, T0, null)).toEqual([]);
  });

  test('is refused when it is too long, empty, or the session is over', () => {
    const session = aSession();
    const refusal = (text: string, at = T0) => codeOf(() => ask(session, text, at));
    expect(refusal('x'.repeat(MAX_QUESTION_CHARACTERS + 1))).toBe('question_too_long');
    expect(refusal(` ${'x'.repeat(MAX_QUESTION_CHARACTERS)}\n`)).toBeNull();
    expect(refusal(' \n ')).toBe('invalid_input');
    expect(refusal('hello', later(700_000))).toBe('deadline_passed');
    session.apply(submitSession(session.state, session.exam));
    expect(refusal('hello')).toBe('session_not_in_progress');
  });

  test('is one of six a minute and of forty a session', () => {
    const session = aSession(anExam({ timeLimitMs: 3_600_000 }));
    for (let n = 0; n < 6; n += 1) ask(session, 'hello', later(n * 1_000));
    expect(codeOf(() => ask(session, 'hello', later(20_000)))).toBe('too_many_questions');
    expect(() => ask(session, 'hello', later(20_000))).toThrow('ask again in 40 seconds');
    for (let n = 6; n < 40; n += 1) ask(session, 'hello', later(n * 60_000));
    expect(() => ask(session, 'hello', later(50 * 60_000))).toThrow('40 questions');
  });

  test('leaves a log that folds to the same state', () => {
    const session = aSession();
    ask(session, 'hello');
    session.apply(
      askInterviewer(session.state, { askId: 'm', text: 'who are you' }, session.exam.rules, T0, withModel),
    );
    expect(replay(session.log)).toEqual(session.state);
  });
});

describe('in a pause', () => {
  const rest = () => {
    const session = aSession(anExam({ maxPauses: 1, maxPauseMs: 5 * 60_000 }));
    session.apply(pauseSession(session.state, session.exam, later(60_000)), later(60_000));
    return session;
  };
  const replyTo = (session: Session, text: string, at: Date) => {
    const reply = ask(session, text, at).at(-1)!;
    return reply.type === 'interviewerReplied' ? reply.payload : null;
  };

  test('the time that is left stands still as long as the clock does', () => {
    expect(replyTo(rest(), 'how much time is left', later(3 * 60_000))?.text).toContain('about 9 minutes');
    expect(replyTo(rest(), 'how much time is left', later(8 * 60_000))?.text).toContain('about 7 minutes');
  });

  test('no item is open: there is no hint, and the question belongs to none', () => {
    const session = rest();
    expect(replyTo(session, 'hint please', later(90_000))).toMatchObject({ help: 'none' });
    expect(session.log.at(-2)).toMatchObject({ type: 'candidateAsked', payload: { position: null } });
    expect(replyTo(session, 'may I pause again', later(90_000))?.text).toContain('no pause you can take');
  });

  test('the deadline that the pause moves does not refuse a question', () => {
    expect(codeOf(() => ask(rest(), 'hello', later(11 * 60_000)))).toBeNull();
    expect(codeOf(() => ask(rest(), 'hello', later(16 * 60_000)))).toBe('deadline_passed');
  });
});

describe('with a model', () => {
  const begin = (text: string, earlierLimit = 5) => {
    const session = aSession();
    const model = { mayBeAsked: (earlier: number) => earlier < earlierLimit };
    const events = askInterviewer(session.state, { askId: 'one', text }, session.exam.rules, T0, model);
    session.apply(events);
    return { session, types: events.map(({ type }) => type) };
  };

  test('the question is stored first, and the reply when it is written', () => {
    const { session, types } = begin('who are you?');
    expect(types).toEqual(['candidateAsked']);
    session.apply(replyByModel(session.state, 'one', 'A program.', 'instructions'));
    expect(viewOf(session).conversation.at(-1)).toMatchObject({ kind: 'question', reply: 'A program.' });
    expect(replyByModel(session.state, 'one', 'Again.', 'instructions')).toEqual([]);
  });

  test('what must be exact, is delicate or touches the answer stays with the rules', () => {
    for (const text of [
      'How much time is left?',
      'is it B?',
      'a hint please',
      'I am panicking',
      'I want to die',
      'how many items are left',
    ])
      expect(begin(text).types, text).toEqual(['candidateAsked', 'interviewerReplied']);
  });

  test('the rules answer when its budget is used up, and when it fails, saying why', () => {
    expect(begin('who are you?', 0).types).toEqual(['candidateAsked', 'interviewerReplied']);
    const { session } = begin('who are you?');
    const [reply] = replyInstead(
      session.state,
      { askId: 'one', text: 'who are you?' },
      'timeout',
      session.exam.rules,
      T0,
    );
    expect(reply).toMatchObject({
      payload: { by: 'rules', instead: 'timeout', text: expect.stringContaining('a program') },
    });
  });

  test('a reply that comes after the end is dropped', () => {
    const { session } = begin('who are you?');
    session.apply(submitSession(session.state, session.exam));
    expect(replyByModel(session.state, 'one', 'A program.', 'instructions')).toEqual([]);
    const input = { askId: 'one', text: 'who are you?' };
    expect(replyInstead(session.state, input, 'timeout', session.exam.rules, T0)).toEqual([]);
  });
});

describe('what others see of it', () => {
  test('the candidate gets words and nothing of how they came about', () => {
    const session = aSession();
    ask(session, 'hint please');
    const [question, reply] = session.log.slice(-2).map((event) => candidateEvent(event));
    expect(Object.keys(question!.payload)).toEqual(['askId', 'position', 'text']);
    expect(Object.keys(reply!.payload)).toEqual(['askId', 'text']);
    for (const event of [question, reply]) expect(CandidateEventSchema.parse(event)).toEqual(event);
  });

  test('the recruiter sees who replied and whether a hint was given, but never how much time was left', () => {
    const session = aSession();
    ask(session, 'How much time is left?');
    ask(session, 'hint please');
    const seen = session.log.map(observedEvent);
    for (const event of seen) expect(ObservedEventSchema.parse(event)).toEqual(event);
    const replies = seen.flatMap((event) => (event.type === 'interviewerReplied' ? [event.payload] : []));
    expect(replies[0]).toMatchObject({ text: null, by: 'rules' });
    expect(replies[1]).toMatchObject({ text: expect.stringContaining('HINT for'), help: 'givenHint' });
    expect(JSON.stringify(seen)).not.toMatch(/about \d+ minutes? left/);
  });

  test('the report tells what help there was', () => {
    const session = aSession();
    ask(session, 'hello');
    session.apply(
      submitResponse(session.state, { position: 1, answer: { type: 'singleChoice', optionId: 'A' } }, session.exam, T0),
    );
    ask(session, 'hint please');
    ask(session, 'another hint please');
    expect(helpGiven(session.log.map(observedEvent))).toEqual({ questions: 3, hintedPositions: [2] });
    expect(helpGiven([])).toEqual({ questions: 0, hintedPositions: [] });
  });
});
