import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInline, parseRichText } from '@/components/parse-rich-text';

test('paragraphs end at blank lines and keep their line breaks', () => {
  expect(parseRichText('one\ntwo\n\n\nthree')).toEqual([
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'one\ntwo' }] },
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'three' }] },
  ]);
});

test('backticks enclose code', () => {
  expect(parseInline('call `a()` now')).toEqual([
    { kind: 'text', text: 'call ' },
    { kind: 'code', text: 'a()' },
    { kind: 'text', text: ' now' },
  ]);
  expect(parseInline('`` a`b ``')).toEqual([{ kind: 'code', text: 'a`b' }]);
});

test('a backtick without a partner is a backtick', () => {
  expect(parseInline('it is 5` long')).toEqual([{ kind: 'text', text: 'it is 5` long' }]);
});

test('a fence keeps its lines, blank ones and backticks included', () => {
  expect(parseRichText('see:\n```sql\nSELECT `id`\n\nFROM t;\n```\nrows?')).toEqual([
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'see:' }] },
    { kind: 'code', language: 'sql', text: 'SELECT `id`\n\nFROM t;' },
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'rows?' }] },
  ]);
});

test('a fence that is never closed runs to the end', () => {
  expect(parseRichText('````\na\n```\nb')).toEqual([{ kind: 'code', language: undefined, text: 'a\n```\nb' }]);
});

test('tags and other markup stay what they are: text', () => {
  const source = '<img src=x onerror="alert(1)"> **bold** [a](javascript:b)';
  expect(parseRichText(source)).toEqual([{ kind: 'paragraph', parts: [{ kind: 'text', text: source }] }]);
});

test('no word is lost or moved, whatever the text', () => {
  const piece = fc.constantFrom('a', 'b', ' ', '\n', '\n\n', '`', '``', '```', '~~~', '<b>', '\r\n');
  const letters = (text: string) => text.replace(/[^ab<>]/g, '');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const source = pieces.join('');
      const shown = parseRichText(source).map((block) =>
        block.kind === 'code' ? `${block.language ?? ''}${block.text}` : block.parts.map((part) => part.text).join(''),
      );
      // words after a fence's language are dropped by CommonMark's "info string"; the language is the first of them
      if (!/(`{3}|~{3})/.test(source)) expect(letters(shown.join(''))).toBe(letters(source));
    }),
  );
});
