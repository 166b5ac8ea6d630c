import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlightCode } from '@/components/highlight-code';
import { CODE_LANGUAGES } from '@/core/items/types/code-reading';

const textOf = (lines: ReturnType<typeof highlightCode>) =>
  lines.map((parts) => parts.map(({ text }) => text).join('')).join('\n');

test('the parts joined are the code, to the letter, in every language', () => {
  const code = fc.array(
    fc.oneof(fc.string(), fc.constantFrom('\n', '<b>', '&lt;', '"a', "'b'", '/* x', '-- y', '`$z`', '</span>')),
  );
  fc.assert(
    fc.property(fc.constantFrom(...CODE_LANGUAGES, 'nolang'), code, (language, pieces) => {
      const text = pieces.join(' ').replace(/\r/g, '');
      expect(textOf(highlightCode(text, language))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('words of a language stand out, over line ends as well', () => {
  const lines = highlightCode('/* one\ntwo */\nconst x = "a < b";', 'javascript');
  expect(lines).toEqual([
    [{ text: '/* one', tone: 'comment' }],
    [{ text: 'two */', tone: 'comment' }],
    [
      { text: 'const', tone: 'keyword' },
      { text: ' x = ', tone: 'plain' },
      { text: '"a < b"', tone: 'string' },
      { text: ';', tone: 'plain' },
    ],
  ]);
});

test('every language an item may be in but plain text is coloured', () => {
  const samples: Record<string, string> = {
    json: '{"a": 1}',
    http: 'GET / HTTP/1.1\nHost: a',
    bash: 'if true; then echo "a"; fi',
  };
  for (const language of CODE_LANGUAGES.filter((name) => name !== 'text'))
    expect(
      highlightCode(samples[language] ?? 'select 1 from t; return "a" + 1', language)
        .flat()
        .some(({ tone }) => tone !== 'plain'),
      language,
    ).toBe(true);
});

test('a word that every object has is a word', () => {
  for (const word of ['valueOf', 'constructor', '__proto__', 'toString'])
    expect(
      highlightCode(word, 'javascript')[0]!
        .map(({ text }) => text)
        .join(''),
    ).toBe(word);
});
