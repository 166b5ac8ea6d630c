import fc from 'fast-check';
import type { ItemContent, ItemOption, MediaRef } from '@/core/items/item';
import { checkRecord, type ItemRecord } from '@/server/exchange/item-record';
import { NOWHERE } from '@/server/exchange/problem';

/** Texts that files get wrong: markup, formulas, separators, quotes, other scripts, emoji, code. */
const word = fc.oneof(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.constantFrom(
    ...[
      '=1+1',
      '@a',
      '-x',
      '+3',
      "'",
      "'=",
      '"q"',
      ';',
      ',',
      '|',
      '<b>',
      '&amp;',
      '&',
      ']]>',
      '<script>',
      '#',
      '# a',
      '\\',
      '\\#',
    ],
    ...[
      '`x`',
      '``a`b``',
      '`',
      '{a} b',
      '{',
      '- [x]',
      '1.',
      '## Stem',
      '- key: a',
      'ß',
      'é',
      'e\u0301',
      '日本',
      '👩‍👧',
      'שלום',
      '  ',
      '\t',
      '\u00a0',
      '$x^2$',
    ],
  ),
);
const line = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const code = fc
  .tuple(
    fc.constantFrom('', 'sql', 'c++', 'js'),
    fc.array(fc.constantFrom('# a', '## Stem', 'x = 1', '', '  y', '<a>', '\\'), { maxLength: 3 }),
  )
  .map(([language, lines]) => [`\`\`\`${language}`, ...lines, '```'].join('\n'));
const isText = (text: string) => text.trim() !== '';
/** Trimmed, as everything an author types into a form is. */
export const anyLine = line.map((text) => text.trim()).filter(isText);
export const anyText = fc
  .array(fc.oneof({ weight: 3, arbitrary: line }, code, fc.constant('')), { minLength: 1, maxLength: 4 })
  .map((lines) => lines.join('\n').trim())
  .filter((text) => isText(text) && (text.match(/```/g)?.length ?? 0) % 2 === 0);

const anyId = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'd', 'p1', 't1', 'x.2e.', '1', 'Ä', 'with space', 'a:b'),
  fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/),
);
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));

const media: fc.Arbitrary<MediaRef> = fc.record({
  mediaId: fc.stringMatching(/^[a-f0-9]{8,16}$/),
  kind: fc.constantFrom('image' as const, 'audio' as const),
  alternativeText: anyLine,
});

function options(length: { minLength: number; maxLength: number }, withMedia: boolean): fc.Arbitrary<ItemOption[]> {
  const option = fc
    .record({ id: anyId, text: anyText, ...(withMedia && { media: fc.option(media, { nil: undefined }) }) })
    .map(({ media: ref, ...rest }: ItemOption) => (ref ? { ...rest, media: ref } : rest));
  return fc
    .uniqueArray(option, { ...length, selector: ({ id }) => id })
    .filter((list) => new Set(list.map(({ text }) => text)).size === list.length);
}

const four = { minLength: 4, maxLength: 4 };
const some = { minLength: 3, maxLength: 6 };

/** Contents of every type. */
export function anyContent(withMedia: boolean): fc.Arbitrary<ItemContent> {
  const common = fc
    .record({
      stem: anyText,
      explanation: anyText,
      hint: fc.option(anyText),
      stemMedia: fc.array(media, { maxLength: withMedia ? 2 : 0 }),
    })
    .map(({ stemMedia, ...rest }) => (stemMedia.length > 0 ? { ...rest, stemMedia } : rest));
  const chosen = options(four, withMedia).chain((list) =>
    fc.record({ options: fc.constant(list), keyId: fc.constantFrom(...list.map(({ id }) => id)) }),
  );
  const specific: fc.Arbitrary<object> = fc.oneof(
    chosen.map((parts) => ({ type: 'singleChoice', ...parts })),
    fc
      .record({
        parts: chosen,
        language: fc.constantFrom('sql', 'c', 'python', ''),
        text: fc.oneof(anyText, code),
        lines: fc.uniqueArray(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }),
      })
      .map(({ parts, language, text, lines }) => ({
        type: 'codeReading',
        ...parts,
        code: { language, text, highlightedLines: lines.sort().filter((at) => at <= text.split('\n').length) },
      })),
    options(some, withMedia).chain((list) =>
      fc
        .subarray(
          list.map(({ id }) => id),
          { minLength: 1, maxLength: list.length - 1 },
        )
        .map((keyIds) => ({ type: 'multipleResponse', options: list, keyIds })),
    ),
    options(some, withMedia).map((list) => ({ type: 'ordering', options: list })),
    fc
      .tuple(options({ minLength: 3, maxLength: 4 }, withMedia), options({ minLength: 4, maxLength: 5 }, withMedia))
      .chain(([prompts, targets]) =>
        fc
          .shuffledSubarray(
            targets.map(({ id }) => id),
            { minLength: prompts.length, maxLength: prompts.length },
          )
          .map((ids) => ({
            type: 'matching',
            prompts,
            targets,
            key: Object.fromEntries(prompts.map(({ id }, place) => [id, ids[place]])),
          })),
      ),
    fc.record({
      type: fc.constant('numeric'),
      key: number,
      tolerance: fc.record({
        kind: fc.constantFrom('absolute', 'relative'),
        value: fc.double({ min: 0, max: 0.5, noNaN: true }),
      }),
      unit: fc.constant('m'),
      otherUnits: fc.uniqueArray(
        fc.record({
          unit: fc.constantFrom('cm', 'km', 'µm', 'sea mile'),
          factor: fc.double({ min: 1e-6, max: 1e4, noNaN: true }),
        }),
        { maxLength: 2, selector: ({ unit }) => unit },
      ),
    }),
    fc.record({
      type: fc.constant('numeric'),
      key: number,
      tolerance: fc.constant({ kind: 'absolute', value: 0.1 }),
      unit: fc.constant(null),
      otherUnits: fc.constant([]),
    }),
    fc
      .uniqueArray(anyLine, { minLength: 1, maxLength: 3, selector: (text) => text.toLowerCase() })
      .chain((texts) =>
        fc
          .record({ matchCase: fc.boolean(), ignoreDiacritics: fc.boolean() }, { requiredKeys: [] })
          .map((flags) => ({ type: 'shortText', accepted: { kind: 'normalised', texts, ...flags } })),
      ),
    fc
      .constantFrom({ pattern: '[a-c]+x?', example: 'abx' }, { pattern: '(GET|POST) /\\S*', example: 'GET /a' })
      .map((accepted) => ({ type: 'shortText', accepted: { kind: 'pattern', ...accepted } })),
    fc.record({
      type: fc.constant('freeText'),
      rubric: fc.uniqueArray(
        fc.record({ id: fc.stringMatching(/^[a-z]{1,6}$/), text: anyLine, points: fc.integer({ min: 1, max: 3 }) }),
        { minLength: 1, maxLength: 4, selector: ({ id }) => id },
      ),
      modelAnswer: anyText,
      maxWords: fc.integer({ min: 20, max: 400 }),
    }),
  );
  return fc.tuple(common, specific).map(([shared, own]) => ({ ...shared, ...own }) as ItemContent);
}

/** Records that keep every rule of an item. `withMedia`: some show images and sounds. */
export function anyRecord({ withMedia = false } = {}): fc.Arbitrary<ItemRecord> {
  return fc
    .record({
      id: fc.stringMatching(/^[a-z][\w.:~-]{0,12}$/),
      version: fc.option(fc.integer({ min: 1, max: 99 })),
      skillId: fc.option(fc.constantFrom('sql', 'git', 'regex')),
      parameters: fc.option(
        fc.record({
          discrimination: fc.double({ min: 0.2, max: 4, noNaN: true }),
          difficulty: fc.double({ min: -2, max: 2, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
          guessing: fc.double({ min: 0, max: 0.4, noNaN: true }),
          upperAsymptote: fc.double({ min: 0.6, max: 1, noNaN: true }),
          difficultyVariance: fc.double({ min: 0, max: 4, noNaN: true }),
        }),
      ),
      thresholds: fc.option(fc.constantFrom([-0.5, 0.25], [-1, 0, 1.5])),
      expectedTimeMs: fc.option(fc.integer({ min: 1000, max: 600_000 })),
      enemies: fc.option(fc.uniqueArray(fc.stringMatching(/^other-[a-z]{1,5}$/), { maxLength: 3 })),
      content: anyContent(withMedia),
    })
    .map(({ thresholds, parameters, ...rest }) => ({
      ...rest,
      parameters: parameters && thresholds ? { ...parameters, guessing: 0, upperAsymptote: 1, thresholds } : parameters,
    }))
    .filter((record) => 'record' in checkRecord(record, NOWHERE));
}

/** Different items for one file. */
export const anyRecords = (options: { withMedia?: boolean } = {}) =>
  fc.uniqueArray(anyRecord(options), { minLength: 1, maxLength: 6, selector: ({ id }) => id });
