import { describe, expect, test } from 'vitest';
import { NEW_CANDIDATE_VIEW } from '@/core/assessment/candidate-view';
import { isFitReply, MAX_REPLY_CHARACTERS } from '@/core/interview/fit-reply';
import { procedureOnScreen } from '@/core/interview/procedure';
import { statesAnswer } from '@/core/interview/stated-answer';
import type { ShownItem } from '@/core/items/types/item-type';

const JOIN: ShownItem = {
  type: 'singleChoice',
  stem: 'Which join keeps every row of `orders`, also those without a customer?',
  options: [
    { id: 'A', text: 'INNER JOIN' },
    { id: 'B', text: 'LEFT JOIN' },
    { id: 'C', text: 'a view that filters customers without orders' },
    { id: 'D', text: '42' },
  ],
};
const NUMERIC: ShownItem = { type: 'numeric', stem: 'How many hosts fit into a /26 network?', units: [] };
const SHORT: ShownItem = { type: 'shortText', stem: 'Which HTTP header names the media type?' };
const FACTS = 'You have answered 3 of at most 12 items. Every answer you submitted is kept.';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (c) =>
    String.fromCharCode((c <= 'Z' ? 90 : 122) >= c.charCodeAt(0) + 13 ? c.charCodeAt(0) + 13 : c.charCodeAt(0) - 13),
  );

describe('a reply states an answer when it', () => {
  test.each([
    ['says the letter', 'The answer is B.'],
    ['says only the letter', 'B'],
    ['says the letter in brackets', 'I would look at (b) again.'],
    ['says the letter in bold', 'Think about **B**'],
    ['says the letter in another width', 'It is Ｂ, I think.'],
    ['says the letter in a box', 'It is 🅱 for sure.'],
    ['says the letter of another script', 'Конечно: В'],
    ['names the letter by the alphabet of pilots', 'Bravo would be my advice.'],
    ['names the place', 'The second one fits best.'],
    ['names the place from the end', 'Have a look at the last option.'],
    ['names the number', 'I would go for option two.'],
    ['says the words', 'You want a LEFT JOIN here.'],
    ['says the words in small letters and marks', 'Consider `left  join`, perhaps.'],
    ['says the words in another order', 'Filters customers: a view, that, without any orders.'],
    ['says a number that is an option', 'Many people like 42.'],
    ['says that one is right', 'Yes, that is correct.'],
    ['rules one out', 'You can rule out INNER.'],
    ['says it backwards', 'NIOJ TFEL'],
    ['says it in base 64', `Decode ${base64('LEFT JOIN')} at home.`],
    ['says it shifted', rot13('It is a left join.')],
    ['says it in hex', Buffer.from('left join').toString('hex')],
    ['spells it', 'L-E-F-T'],
    ['spells it with dots', 'l.e.f.t j.o.i.n'],
  ])('%s', (_, reply) => {
    expect(statesAnswer(reply, JOIN, FACTS)).toBe(true);
  });

  test.each([
    ['gives the number', 'It should come to 62.'],
    ['gives the number in words', 'I think sixty or so.'],
    ['frames a result', 'The result equals what you get by counting.'],
  ])('%s, where a number is asked for', (_, reply) => {
    expect(statesAnswer(reply, NUMERIC, FACTS)).toBe(true);
  });

  test.each([
    ['quotes a term', 'Have you thought of "Content-Type"?'],
    ['marks a term', 'Try `Content-Type` here.'],
    ['gives the answer', 'The answer is Content-Type.'],
  ])('%s, where words are asked for', (_, reply) => {
    expect(statesAnswer(reply, SHORT, FACTS)).toBe(true);
  });
});

describe('a reply that helps may be shown:', () => {
  const brief = {
    procedure: procedureOnScreen(NEW_CANDIDATE_VIEW),
    position: 4,
    facts: FACTS,
  };
  test.each([
    'I am a program that helps with how this assessment goes. I may not say anything about the item itself.',
    'You have answered 3 of at most 12 items so far, and there may be fewer than that.',
    'Every answer you submitted is kept, even if your connection drops. Open the page again and you will be at the same item.',
    'I am sorry, I may not help with that. It is the same for everyone, so please choose what you think fits.',
    'A short break is up to you, but the clock goes on. I will be here when you are back.',
    'Thank you, and good luck with the rest of it.',
  ])('%s', (reply) => {
    for (const item of [JOIN, NUMERIC, SHORT]) expect(isFitReply(reply, { ...brief, item }), item.type).toBe(true);
  });

  test.each([
    ['German', 'Ich darf Ihnen leider nicht sagen, welche davon stimmt, aber denken Sie an alle Zeilen der Tabelle.'],
    ['Spanish', 'Lo siento, no puedo decir nada sobre este ejercicio, pero piense en todas las filas de la tabla.'],
    ['Chinese', '请选择第二个选项。'],
    ['far too long', 'I may not say that to you. '.repeat(MAX_REPLY_CHARACTERS / 20)],
  ])('not when it is %s', (_, reply) => {
    expect(isFitReply(reply, { ...brief, item: JOIN })).toBe(false);
  });
});

test('which option is the key plays no part: the same reply is judged the same', () => {
  // There is no key in what the judgement is made from; the order of options does not matter either.
  const turned = { ...JOIN, options: JOIN.options.toReversed() };
  for (const reply of ['It is a LEFT JOIN.', 'It is an INNER JOIN.', 'I may not tell you that.'])
    expect(statesAnswer(reply, turned, FACTS)).toBe(statesAnswer(reply, JOIN, FACTS));
});
