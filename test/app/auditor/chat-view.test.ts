import { describe, expect, test } from 'vitest';
import { modelOptions } from '@/app/(auditor)/chats/_components/model-options';
import { type ChatNews, chatViewOf, foldChatView, openAnswer, textOf } from '@/app/(auditor)/chats/[chatId]/_chat-view';
import { wholeSentences } from '@/app/(auditor)/chats/[chatId]/_sentences';
import type { ChatMessage } from '@/protocol/chat';

const aMessage = (id: string, parts: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  position: Number(id),
  role: Number(id) % 2 === 1 ? 'user' : 'assistant',
  content: `Message ${id}`,
  source: null,
  status: 'complete',
  failure: null,
  model: null,
  runId: null,
  checkedAgainst: null,
  unchecked: null,
  createdAt: '2026-11-24T02:00:00.000Z',
  ...parts,
});
const open = (content = '') => aMessage('2', { status: 'generating', content });
const aView = (...messages: ChatMessage[]) => {
  const at = '2026-11-24T02:00:00.000Z';
  const chat = { id: 'chat', title: 'First', model: 'm', source: null, createdAt: at, updatedAt: at };
  return chatViewOf({ chat, seq: 5, messages, checks: [] });
};
const changed = (seq: number, message: ChatMessage): ChatNews => ({
  kind: 'changed',
  changes: [{ seq, type: 'messageChanged', message }],
});
const wrote = (from: number, text: string, messageId = '2'): ChatNews => ({
  kind: 'wrote',
  piece: { messageId, from, text },
});
const shown = (news: readonly ChatNews[], view = aView(aMessage('1'), open())) => {
  const { messages, writing } = news.reduce(foldChatView, view);
  return textOf(messages.at(-1)!, writing);
};

describe('a chat on the page', () => {
  test('takes each message as it stands after its last change, in order, and nothing twice', () => {
    const done = aMessage('2', { content: 'Whole' });
    const news = [changed(7, done), changed(6, open('Wh')), changed(8, aMessage('3')), changed(7, open('W'))];
    const view = news.reduce(foldChatView, aView(aMessage('1'), open()));
    expect(view.messages).toEqual([aMessage('1'), done, aMessage('3')]);
    expect(openAnswer(view)).toBeNull();
  });

  test('shows what one has asked at once, and does not let the reply of the command undo what came before it', () => {
    const asked: ChatNews = { kind: 'stored', messages: [aMessage('1'), open()] };
    expect(openAnswer(foldChatView(aView(), asked))).toEqual(open());
    const done = aMessage('2', { content: 'Whole' });
    const late = [changed(6, aMessage('1')), changed(7, done), asked].reduce(foldChatView, aView());
    expect(late.messages).toEqual([aMessage('1'), done]);
  });

  test('is renamed and removed by what is told of it', () => {
    const view = foldChatView(aView(), {
      kind: 'changed',
      changes: [
        { seq: 6, type: 'chatRenamed', title: 'Second' },
        { seq: 7, type: 'chatRemoved' },
      ],
    });
    expect(view).toMatchObject({ title: 'Second', isRemoved: true });
  });
});

describe('an answer that is being written', () => {
  test('grows by its pieces, also when they begin anew after a reconnect', () => {
    expect(shown([wrote(0, 'Marie '), wrote(6, 'Curie')])).toBe('Marie Curie');
    expect(shown([wrote(0, 'Marie '), wrote(0, 'Marie Curie was')])).toBe('Marie Curie was');
  });

  test('shows nothing after a gap but what is stored', () => {
    expect(shown([wrote(0, 'Marie '), wrote(12, 'was')])).toBe('Marie ');
    expect(shown([wrote(0, 'Marie '), wrote(12, 'was'), changed(6, open('Marie Curie was'))])).toBe('Marie Curie was');
  });

  test('never gets shorter by what is stored of it, and is what is stored once it has ended', () => {
    expect(shown([wrote(0, 'Marie Curie was'), changed(6, open('Marie'))])).toBe('Marie Curie was');
    expect(shown([wrote(0, 'Marie Curie was'), changed(7, aMessage('2', { content: 'Whole' }))])).toBe('Whole');
    expect(shown([wrote(0, 'of another', '0')])).toBe('');
  });
});

describe('what is said of a growing answer', () => {
  test.each([
    ['', 0],
    ['Marie Curie was', 0],
    ['Marie was born.', 0], // more may follow: 1867.5
    ['Marie was born. In Wars', 15],
    ['She said “no.” Then', 14],
    ['One\nTw', 4],
    ['Is it? Yes! And', 11],
    ['Version 1.2 came', 0],
  ])('%j goes to %d, the end of its last whole sentence', (text, end) => expect(wholeSentences(text)).toBe(end));
});

test('models to choose from are each there once, those in use first', () => {
  expect(modelOptions(['b', 'a', 'used'], ['used', 'used']).map(({ value }) => value)).toEqual(['used', 'a', 'b']);
});
