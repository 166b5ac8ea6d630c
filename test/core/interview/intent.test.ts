import { describe, expect, test } from 'vitest';
import { intentsOf } from '@/core/interview/intent';
import type { Intent } from '@/core/interview/question';

const QUESTIONS: Record<Intent, readonly string[]> = {
  urgent: ["I can't breathe, chest pain", 'I want to die', 'there is a fire in the building', 'I might hurt myself'],
  distress: [
    'I am panicking',
    'this is too much, I feel sick',
    "I can't do this anymore",
    'I’m so nervous',
    'feeling anxious',
  ],
  answerCheck: [
    'Is my answer right?',
    'is it B',
    'What is the correct answer?',
    'Which option is it?',
    'tell me the key please',
    'Just give me the answer to this one',
    'am I right so far?',
    'what is my score so far',
    'Should I choose C?',
    'Can you eliminate two options?',
    'how hard is this item?',
    'Which of these is true?',
  ],
  glossary: ['What does adaptive mean?', 'what is handing in', 'explain practice please', 'What does item mean?'],
  itemHelp: [
    'Can I have a hint?',
    'What does "idempotent" mean?',
    'I do not understand the question',
    'please explain this word: join',
    "I'm stuck",
    'give me a clue',
  ],
  timeLeft: [
    'How much time do I have left?',
    'how many minutes are left',
    'Does the clock stop while I write?',
    'can I have more time?',
    'when does the test end?',
  ],
  itemsLeft: [
    'How many items are left?',
    'how many questions do I have to answer',
    'How far along am I? how many more',
  ],
  skip: ['May I skip this one?', 'Can I leave it blank', 'what if I do not answer'],
  goBack: ['Can I go back to the last one?', 'I want to change my earlier answer', 'can I review my items'],
  pause: ['May I take a break?', 'can I pause', 'I need the bathroom', 'Can I finish it tomorrow?'],
  connection: [
    'What happens if my connection drops?',
    'my wifi is bad',
    'what if my laptop dies',
    'Can I reload the page?',
    'can I switch to another device',
  ],
  scoring: [
    'How is this scored?',
    'Do wrong answers count against me?',
    'when will I get my results',
    'who sees this?',
  ],
  technical: ['The button does not work', 'the page is frozen', 'I found a bug', "I can't see the image"],
  instructions: [
    'How does this work?',
    'May I use a calculator?',
    'Are you a human?',
    'what do I do now',
    'who are you',
  ],
  greeting: ['hello', 'Hi there!', 'thank you very much', 'good morning'],
  other: ['What is the capital of France?', 'Write me a poem about rain', 'asdf', '¿Qué hora es?'],
};

describe.each(Object.entries(QUESTIONS))('%s', (intent, questions) => {
  test.each(questions)('%s', (question) => {
    expect(intentsOf(question)).toContain(intent);
  });
});

test('two things asked at once are two things', () => {
  expect(intentsOf('How much time is left, and may I skip this one?')).toEqual(['timeLeft', 'skip']);
});

test('who is in need is heard first and alone, and who asks for the answer gets no second topic', () => {
  expect(intentsOf('I am panicking, how much time is left?')).toEqual(['distress']);
  expect(intentsOf('I want to die and how many items are left')).toEqual(['urgent']);
  expect(intentsOf('what is the right answer, and give me a hint')).toEqual(['answerCheck']);
});

test('letters in other widths and curly marks are read as what they look like', () => {
  expect(intentsOf('ｈｏｗ ｍｕｃｈ ｔｉｍｅ ｉｓ ｌｅｆｔ')).toEqual(['timeLeft']);
  expect(intentsOf('I can’t see the picture')).toContain('technical');
});
